import { UserRole, type InvitationStatus } from '../../manager/enums'
import type { Invitation, InvitationNotice, RoomInfo, UserInfo } from '../../manager/types'
import type {
  TUIInvitationLike,
  TUIPayloadLike,
  TUIRoomInfoLike,
  TUIUserInfoLike,
} from './sdk-manager'

/** Most rooms whose names are remembered for events that carry only the id. */
const MAX_ROOMS = 100

/** A person with every field of the contract; what the SDK adds stays. */
export function toUserInfo(user: TUIUserInfoLike | undefined): UserInfo {
  return {
    ...user,
    userId: user?.userId ?? '',
    userName: user?.userName ?? '',
    nameCard: user?.nameCard ?? '',
    avatarUrl: user?.avatarUrl ?? '',
    userRole: (user?.userRole ?? UserRole.GENERAL_USER) as UserRole,
  }
}

export function toInvitation({ invitee, inviter, status }: TUIInvitationLike): Invitation {
  return {
    invitee: toUserInfo(invitee),
    inviter: toUserInfo(inviter),
    status: status as InvitationStatus,
  }
}

function toRoomInfo(room: TUIRoomInfoLike): RoomInfo {
  return {
    ...room,
    roomName: room.roomName ?? '',
    ownerId: room.ownerId ?? room.roomOwner ?? '',
    ownerName: room.ownerName ?? '',
    ownerAvatarUrl: room.ownerAvatarUrl ?? '',
    createTime: room.createTime ?? 0,
    roomMemberCount: room.roomMemberCount ?? 0,
    password: room.password ?? '',
  }
}

/** A page in the form that the SDK resolves to, or in the one that it is typed as. */
export function toPage(answer: unknown): { invitationList: TUIInvitationLike[]; cursor: string } {
  if (Array.isArray(answer)) return { invitationList: answer as TUIInvitationLike[], cursor: '' }
  const { invitationList, cursor } = (answer ?? {}) as {
    invitationList?: TUIInvitationLike[]
    cursor?: string
  }
  return { invitationList: invitationList ?? [], cursor: cursor ?? '' }
}

/** Finds the room of each payload. */
export interface RoomReader {
  /** The room, as far as it is known; throws when the payload names none. */
  roomOf(payload: TUIPayloadLike): RoomInfo
  /** The room and the invitation; throws when the payload lacks one of them. */
  noticeOf(payload: TUIPayloadLike): InvitationNotice
  clear(): void
}

/** Creates a {@link RoomReader}; it remembers rooms, because list events say only their ids. */
export function createRoomReader(): RoomReader {
  const rooms = new Map<string, RoomInfo>()

  function roomOf({ roomId, roomInfo }: TUIPayloadLike): RoomInfo {
    if (typeof roomInfo === 'object') return remember(toRoomInfo(roomInfo))
    const id = roomId ?? roomInfo
    if (typeof id !== 'string') throw new TypeError('an event of the SDK names no room')
    return rooms.get(id) ?? toRoomInfo({ roomId: id })
  }

  function remember(room: RoomInfo): RoomInfo {
    rooms.delete(room.roomId)
    rooms.set(room.roomId, room)
    if (rooms.size > MAX_ROOMS) rooms.delete(rooms.keys().next().value!)
    return room
  }

  function noticeOf(payload: TUIPayloadLike): InvitationNotice {
    if (!payload.invitation) throw new TypeError('an event of the SDK has no invitation')
    return { roomInfo: roomOf(payload), invitation: toInvitation(payload.invitation) }
  }

  return { roomOf, noticeOf, clear: () => rooms.clear() }
}
