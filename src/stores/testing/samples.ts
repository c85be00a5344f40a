import { InvitationStatus, UserRole } from '../../manager/enums'
import type {
  Invitation,
  InvitationListNotice,
  ReceivedInvitation,
  RoomInfo,
  UserInfo,
} from '../../manager/types'
import { START } from '../../testing/manual-clock'

const NAMES: Readonly<Record<string, string>> = { ann: 'Ann', ben: 'Ben', cat: 'Cat', dan: 'Dan' }

/** A person; ann, ben, cat and dan have names. */
export function user(userId: string, more: Partial<UserInfo> = {}): UserInfo {
  const userName = NAMES[userId] ?? ''
  const userRole = UserRole.GENERAL_USER
  return { userId, userName, nameCard: '', avatarUrl: '', userRole, ...more }
}

/** A room of Ann's. */
export function room(roomId = 'weekly', more: Partial<RoomInfo> = {}): RoomInfo {
  return {
    roomId,
    roomName: roomId,
    ownerId: 'ann',
    ownerName: 'Ann',
    ownerAvatarUrl: '',
    createTime: START,
    roomMemberCount: 1,
    password: '',
    ...more,
  }
}

/** Ann calls somebody for a minute; revision 1. */
export function invitation(userId: string, more: Partial<Invitation> = {}): Invitation {
  return {
    invitee: user(userId),
    inviter: user('ann'),
    status: InvitationStatus.PENDING,
    createdAt: START,
    updatedAt: START,
    expiresAt: START + 60_000,
    extensionInfo: '',
    revision: 1,
    ...more,
  }
}

/** The same as a backend without revisions and times sends it. */
export function foreignInvitation(userId: string, more: Partial<Invitation> = {}): Invitation {
  return { invitee: user(userId), inviter: user('ann'), status: InvitationStatus.PENDING, ...more }
}

/** Payload of a list event. */
export function notice(of: Invitation, roomId = 'weekly'): InvitationListNotice {
  return { roomId, roomInfo: room(roomId), invitation: of }
}

/** Ann calls Ben into a room. */
export function received(
  roomId = 'weekly',
  more: Partial<Invitation> = {},
  extensionInfo = '',
): ReceivedInvitation {
  return { roomInfo: room(roomId), invitation: invitation('ben', more), extensionInfo }
}
