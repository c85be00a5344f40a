import { UserRole, type InvitationRejectedReason, type InvitationStatus } from './enums'
import type { Invitation, RoomInfo, UserInfo, UserProfile } from './types'

/** A profile with every field said. */
export type ProfileRecord = Required<UserProfile>

/** A room as a store keeps it. */
export interface RoomRecord {
  roomId: string
  roomName: string
  owner: ProfileRecord
  /** Ids of the administrators. */
  admins: string[]
  inviterRole: UserRole
  createTime: number
  memberCount: number
  /** Grows with every change of the room or its members. */
  revision: number
  /** When the room ends because nobody is inside; `null` while somebody is. */
  dueAt: number | null
}

/** A person inside a room, with the devices that are. */
export interface MemberRecord {
  roomId: string
  user: ProfileRecord
  deviceIds: string[]
}

/** One (room, invitee) pair; status NONE is the memory of a removed one. */
export interface InvitationRecord {
  roomId: string
  invitee: ProfileRecord
  inviter: ProfileRecord
  status: InvitationStatus
  /** When the row came into the list, and its place among those of the same call. */
  addedAt: number
  place: number
  createdAt: number
  updatedAt: number
  expiresAt: number | null
  extensionInfo: string
  /** Only where it is `true`. */
  silent?: boolean
  reason: InvitationRejectedReason | null
  reply: string
  revision: number
  /** When time alone changes this record: its deadline, its removal, its forgetting. */
  dueAt: number | null
}

/** Fills the gaps of a profile. */
export function toProfileRecord(profile: UserProfile): ProfileRecord {
  const { userId, userName, nameCard, avatarUrl } = profile
  // an app without types says null where it knows nothing
  return {
    userId,
    userName: userName ?? '',
    nameCard: nameCard ?? '',
    avatarUrl: avatarUrl ?? '',
  }
}

/** The role of a person in a room; people outside are general users. */
export function roleOf(room: RoomRecord, userId: string): UserRole {
  if (room.owner.userId === userId) return UserRole.ROOM_OWNER
  return room.admins.includes(userId) ? UserRole.ADMINISTRATOR : UserRole.GENERAL_USER
}

/** A person as payloads show them in this room. */
export function toUserInfo(room: RoomRecord, profile: ProfileRecord): UserInfo {
  return { ...profile, userRole: roleOf(room, profile.userId) }
}

/** A room as payloads show it. */
export function toRoomInfo(room: RoomRecord): RoomInfo {
  return {
    roomId: room.roomId,
    roomName: room.roomName,
    ownerId: room.owner.userId,
    ownerName: room.owner.userName,
    ownerAvatarUrl: room.owner.avatarUrl,
    createTime: room.createTime,
    roomMemberCount: room.memberCount,
    password: '',
    inviterRole: room.inviterRole,
  }
}

/** An invitation as payloads show it. */
export function toInvitation(room: RoomRecord, record: InvitationRecord): Invitation {
  const { status, createdAt, updatedAt, expiresAt, extensionInfo, revision } = record
  return {
    invitee: toUserInfo(room, record.invitee),
    inviter: toUserInfo(room, record.inviter),
    status,
    createdAt,
    updatedAt,
    expiresAt,
    extensionInfo,
    revision,
    ...(record.silent === true && { silent: true }),
    ...(record.reason === null ? {} : { reason: record.reason }),
    ...(record.reply === '' ? {} : { reply: record.reply }),
  }
}
