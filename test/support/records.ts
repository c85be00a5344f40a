import type { Actor } from '../../src/manager/commands'
import { InvitationStatus, UserRole } from '../../src/manager/enums'
import type { Message, Slice } from '../../src/manager/ports'
import {
  toProfileRecord,
  type InvitationRecord,
  type MemberRecord,
  type RoomRecord,
} from '../../src/manager/records'

/** The room that tables of rules play in. */
export const ROOM = 'weekly'
/** When they play. */
export const NOW = 1_900_000_000_000

export const profile = (userId: string) => toProfileRecord({ userId })

/** A device: `ben-1` belongs to Ben. */
export function deviceOf(deviceId: string): Actor {
  return { user: profile(deviceId.split('-')[0]!), deviceId }
}

/** Ann's room, where everybody may invite. */
export function room(changes: Partial<RoomRecord> = {}): RoomRecord {
  return {
    roomId: ROOM,
    roomName: 'Weekly',
    owner: profile('ann'),
    admins: ['amy'],
    inviterRole: UserRole.GENERAL_USER,
    createTime: NOW - 60_000,
    memberCount: 0,
    revision: 7,
    dueAt: null,
    ...changes,
  }
}

/** Ben's invitation by Ida, for another 20 seconds. */
export function invitation(changes: Partial<InvitationRecord> = {}): InvitationRecord {
  return {
    roomId: ROOM,
    invitee: profile('ben'),
    inviter: profile('ida'),
    status: InvitationStatus.PENDING,
    addedAt: NOW - 10_000,
    place: 0,
    createdAt: NOW - 10_000,
    updatedAt: NOW - 10_000,
    expiresAt: NOW + 20_000,
    extensionInfo: '',
    reason: null,
    reply: '',
    revision: NOW - 10_000,
    dueAt: NOW + 20_000,
    ...changes,
  }
}

/** What a store shows a step: these devices are inside, these rows exist. */
export function slice(
  devices: string[] = [],
  invitations: InvitationRecord[] = [],
  changes: Partial<Slice> = {},
): Slice {
  const members = new Map<string, MemberRecord>()
  for (const device of devices) {
    const { user } = deviceOf(device)
    const known = members.get(user.userId)?.deviceIds ?? []
    members.set(user.userId, { roomId: ROOM, user, deviceIds: [...known, device] })
  }
  return {
    room: room({ memberCount: members.size }),
    members,
    invitations: new Map(invitations.map((record) => [record.invitee.userId, record])),
    profiles: new Map(),
    quota: [],
    ...changes,
  }
}

/** A message in a line: `Added → weekly`, `HandledByOtherDevice → ben but ben-1`. */
export function inWords({ name, to }: Message): string {
  const short = name.replace('onInvitation', '').replace(/^on/, '')
  if (to.kind === 'room') return `${short} → ${to.roomId}`
  const but = to.exceptDeviceId === undefined ? '' : ` but ${to.exceptDeviceId}`
  return `${short} → ${to.userId}${but}`
}
