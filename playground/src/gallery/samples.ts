import {
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
  type Invitation,
  type ReceivedInvitation,
  type RoomInfo,
  type UserInfo,
} from 'vue-conference-invitations/manager'
import { builtInPeople, colleagues, findPerson, simulatedPeople } from '../people/people'
import type { DirectoryUser } from 'vue-conference-invitations'

/** A name that is longer than most places for it. */
export const LONG_NAME = 'Maximiliana Wolfeschlegelsteinhausen-Rousseau de la Fontaine'

/** When every scene takes place: noon of a day in 2030, UTC. */
export const NOW = Date.UTC(2030, 0, 15, 12)

/** Everybody who can be called in a scene. */
export const everybody: readonly DirectoryUser[] = [
  ...builtInPeople,
  ...simulatedPeople,
  ...colleagues.slice(0, 60),
].map(({ userId, userName, description }) => ({ userId, userName, description }))

/** A person as the backend shows them. */
export function userOf(userId: string, userRole: UserRole = UserRole.GENERAL_USER): UserInfo {
  const userName = findPerson(userId)?.userName ?? userId
  return { userId, userName, nameCard: '', avatarUrl: '', userRole }
}

/** A room of Ann's, with four people inside. */
export function roomOf(roomId = 'weekly', more: Partial<RoomInfo> = {}): RoomInfo {
  return {
    roomId,
    roomName: roomId,
    ownerId: 'ann',
    ownerName: 'Ann',
    ownerAvatarUrl: '',
    createTime: NOW - 600_000,
    roomMemberCount: 4,
    password: '',
    ...more,
  }
}

/** Ann calls somebody; 42 of 60 seconds are left. */
export function callOf(userId: string, more: Partial<Invitation> = {}): Invitation {
  return {
    invitee: userOf(userId),
    inviter: userOf('ann'),
    status: InvitationStatus.PENDING,
    createdAt: NOW - 18_000,
    updatedAt: NOW - 18_000,
    expiresAt: NOW + 42_000,
    extensionInfo: '',
    revision: 1,
    ...more,
  }
}

/** Ann calls Ben into a room. */
export function ringOf(
  roomId = 'weekly',
  more: Partial<Invitation> = {},
  extensionInfo = '',
  roomName = roomId,
): ReceivedInvitation {
  return {
    roomInfo: roomOf(roomId, { roomName }),
    invitation: callOf('ben', { extensionInfo, ...more }),
    extensionInfo,
  }
}

const { PENDING, TIMEOUT, ACCEPTED, REJECTED } = InvitationStatus
const minutesAgo = (minutes: number) => ({ updatedAt: NOW - minutes * 60_000 })

/** One call in each state. */
export const mixedCalls: readonly Invitation[] = [
  callOf('ben'),
  callOf('cat', { status: ACCEPTED, ...minutesAgo(0) }),
  callOf('dan', { status: TIMEOUT, ...minutesAgo(2) }),
  callOf('hana', {
    status: REJECTED,
    reason: InvitationRejectedReason.IN_OTHER_CONFERENCE,
    ...minutesAgo(5),
  }),
  callOf('gus', {
    status: REJECTED,
    reason: InvitationRejectedReason.REJECT_TO_ENTER,
    reply: 'In 10 minutes',
    ...minutesAgo(9),
  }),
  callOf('eve', { status: PENDING, inviter: userOf('cat'), expiresAt: null }),
]

/** 300 calls, in turn in every state. */
export const manyCalls: readonly Invitation[] = colleagues.map(({ userId }, index) => {
  const status = [PENDING, TIMEOUT, REJECTED, ACCEPTED][index % 4]!
  return callOf(userId, { status, ...minutesAgo(index % 50) })
})
