import { InvitationRejectedReason, InvitationStatus } from 'vue-conference-invitations/manager'
import type {
  Invitation,
  InvitationEventPayloads,
  RoomInfo,
  UserInfo,
} from 'vue-conference-invitations'

const START = 1_700_000_000_000

/** What a backend tells the people of a room of one row. */
export type ListNotice = InvitationEventPayloads['onInvitationStatusChanged']

/** The room that everything happens in. */
export const room: RoomInfo = {
  roomId: 'all-hands',
  roomName: 'All hands',
  ownerId: 'ann',
  ownerName: 'Ann',
  ownerAvatarUrl: '',
  createTime: START,
  roomMemberCount: 1,
  password: '',
}

/** Who calls. */
export const ann = user('ann', 'Ann')

function user(userId: string, userName: string): UserInfo {
  return { userId, userName, nameCard: '', avatarUrl: '', userRole: 2 }
}

const statuses = [
  InvitationStatus.PENDING,
  InvitationStatus.ACCEPTED,
  InvitationStatus.TIMEOUT,
  InvitationStatus.REJECTED,
]

/** So many people at the beginning still ring: a short list and a long one begin with the same rows in sight. */
const RINGING_FIRST = 17

/** The status that a row gets by its n-th change; neighbours differ. */
function statusOf(row: number, change: number): InvitationStatus {
  if (change === 0 && row < RINGING_FIRST) return InvitationStatus.PENDING
  return statuses[(row + change) % statuses.length]!
}

/** A list as a backend first tells it: every row one person, in all states, the changes being 0. */
export function createRows(count: number): Invitation[] {
  return Array.from({ length: count }, (_, row) =>
    invitation(row, 0, user(`person-${row}`, `Person ${row}`)),
  )
}

/** A list in which everybody still rings, for so long from now: milliseconds. */
export function createRingingRows(count: number, ringMs: number): Invitation[] {
  const now = Date.now()
  return createRows(count).map(({ invitee }, row) => ({
    ...invitation(row, 0, invitee),
    status: InvitationStatus.PENDING,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + ringMs,
  }))
}

/** Changes of status all over a list, each a message of its own, later ones with a higher revision. */
export function createChanges(rows: readonly Invitation[], count: number): ListNotice[] {
  return Array.from({ length: count }, (_, index) => {
    // a stride that shares no factor with round numbers of rows: far places one after another, each in its turn
    const row = (index * 7_919) % rows.length
    return notice(invitation(row, 1 + Math.floor(index / rows.length), rows[row]!.invitee))
  })
}

/** One row as a message. */
export function notice(invitation: Invitation): ListNotice {
  return { roomId: room.roomId, roomInfo: room, invitation }
}

function invitation(row: number, change: number, invitee: UserInfo): Invitation {
  const status = statusOf(row, change)
  const createdAt = START + row
  return {
    invitee,
    inviter: ann,
    status,
    createdAt,
    updatedAt: createdAt + change * 1_000,
    expiresAt: createdAt + 60_000,
    ...(status === InvitationStatus.REJECTED && {
      reason: InvitationRejectedReason.REJECT_TO_ENTER,
    }),
    extensionInfo: '',
    revision: 1 + change,
  }
}
