import { InvitationEvent, InvitationStatus } from './enums'
import type { Audience, InvitationEventMessage, Message, Slice, Write } from './ports'
import {
  toInvitation,
  toRoomInfo,
  type InvitationRecord,
  type MemberRecord,
  type RoomRecord,
} from './records'
import type { UserInfo } from './types'
import { TOMBSTONE_MS } from './limits'

/** The records of a scope while a command is decided, and what has come of it so far. */
export interface Draft {
  room: RoomRecord | null
  readonly members: Map<string, MemberRecord>
  readonly invitations: Map<string, InvitationRecord>
  readonly writes: Write[]
  readonly messages: Message[]
}

/** Starts a draft that leaves the slice untouched. */
export function openDraft(slice: Slice): Draft {
  return {
    room: slice.room,
    members: new Map(slice.members),
    invitations: new Map(slice.invitations),
    writes: [],
    messages: [],
  }
}

/** Replaces the room and tells those inside; `null` ends it. */
export function putRoom(
  draft: Draft,
  room: RoomRecord,
  change: { entered?: UserInfo[]; left?: string[]; destroyed?: boolean } = {},
): RoomRecord {
  const next = { ...room, revision: room.revision + 1 }
  const { roomId, revision } = next
  const { entered = [], left = [], destroyed = false } = change
  draft.room = destroyed ? null : next
  draft.writes.push({ table: 'rooms', roomId, value: draft.room })
  draft.messages.push({
    to: { kind: 'room', roomId },
    name: 'roomChanged',
    payload: { roomId, revision, roomInfo: destroyed ? null : toRoomInfo(next), entered, left },
  })
  return next
}

/** Puts or, with `null`, deletes a member. */
export function putMember(
  draft: Draft,
  roomId: string,
  userId: string,
  value: MemberRecord | null,
) {
  if (value) draft.members.set(userId, value)
  else draft.members.delete(userId)
  draft.writes.push({ table: 'members', roomId, userId, value })
}

/** Replaces an invitation by its next revision and gives that back. */
export function putInvitation(
  draft: Draft,
  record: InvitationRecord,
  now: number,
): InvitationRecord {
  const { userId } = record.invitee
  const before = draft.invitations.get(userId)?.revision ?? 0
  // from the clock, so that it grows even past the time when a removed row is forgotten
  const next = { ...record, updatedAt: now, revision: Math.max(before + 1, now) }
  draft.invitations.set(userId, next)
  draft.writes.push({ table: 'invitations', roomId: record.roomId, userId, value: next })
  return next
}

/** Forgets an invitation altogether. */
export function deleteInvitation(draft: Draft, record: InvitationRecord) {
  const { userId } = record.invitee
  draft.invitations.delete(userId)
  draft.writes.push({ table: 'invitations', roomId: record.roomId, userId, value: null })
}

/**
 * Takes a row out of the list and tells the room.
 *
 * @returns the row as the payloads show it: its last status, its last revision
 */
export function removeInvitation(
  draft: Draft,
  room: RoomRecord,
  record: InvitationRecord,
  now: number,
): InvitationRecord {
  const dueAt = now + TOMBSTONE_MS
  const tombstone = putInvitation(draft, { ...record, status: InvitationStatus.NONE, dueAt }, now)
  const removed = { ...tombstone, status: record.status }
  tellRoom(draft, room, removed, InvitationEvent.onInvitationRemoved)
  return removed
}

/** Gives everybody in the room one of the three list events. */
export function tellRoom(
  draft: Draft,
  room: RoomRecord,
  record: InvitationRecord,
  name: 'onInvitationAdded' | 'onInvitationRemoved' | 'onInvitationStatusChanged',
) {
  const { roomId } = room
  const roomInfo = toRoomInfo(room)
  const invitation = toInvitation(room, record)
  send(draft, { kind: 'room', roomId }, { name, payload: { roomId, roomInfo, invitation } })
}

/** Gives one person's devices an event. */
export function tellUser(
  draft: Draft,
  userId: string,
  message: InvitationEventMessage,
  exceptDeviceId?: string,
) {
  const to: Audience = { kind: 'user', userId }
  send(draft, exceptDeviceId === undefined ? to : { ...to, exceptDeviceId }, message)
}

function send(draft: Draft, to: Audience, message: InvitationEventMessage) {
  draft.messages.push({ to, ...message })
}
