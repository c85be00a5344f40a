import { positionOf } from '../../src/manager/cursor'
import { InvitationStatus } from '../../src/manager/enums'
import type { Scope, Slice, Write } from '../../src/manager/ports'
import type { InvitationRecord, MemberRecord, RoomRecord } from '../../src/manager/records'
import type { Commit, ScheduleChange, SetChange } from './commit-backend'
import { Lifetime } from './lifetimes'
import { joinIds, listMember, names } from './names'

type Changes = Required<Pick<Commit, 'values' | 'tables' | 'sets' | 'schedules'>>

/** The records of a room after a step: of several writes of one record the last one counts. */
interface Outcome {
  room: RoomRecord | null
  members: Map<string, MemberRecord | null>
  invitations: Map<string, InvitationRecord | null>
}

/** Writes of a room's records as changes of a backend: the records and all that is found by them. */
export function changesOfRoom(scope: Scope, slice: Slice, writes: readonly Write[]): Changes {
  const { roomId } = scope
  const { room, members, invitations } = outcomeOf(scope, slice, writes)
  const sets: SetChange[] = [
    { set: names.list(roomId), members: listChanges(slice, invitations), ttlMs: Lifetime.ROOM },
  ]
  const due = new Map<string, number | null>()

  noteDue(due, joinIds('room', roomId), slice.room, room)
  for (const [userId, record] of invitations) {
    const before = slice.invitations.get(userId)
    noteDue(due, joinIds('invitation', roomId, userId), before, record)
    noteIndex(sets, names.pending(userId), roomId, isPending(before), isPending(record))
  }
  for (const [userId, record] of members) {
    const wasInside = slice.members.has(userId)
    noteIndex(sets, names.roomsOf(userId), roomId, wasInside, record !== null)
  }

  const text = room && JSON.stringify(room)
  const ttlMs = Lifetime.ROOM
  return {
    // Also where it stays as it is: all of a room is kept equally long.
    values: [{ key: names.room(roomId), value: text, ttlMs }],
    tables: [
      { table: names.members(roomId), fields: textsOf(members), ttlMs },
      { table: names.invitations(roomId), fields: textsOf(invitations), ttlMs },
    ],
    sets,
    schedules: scheduleOf(due),
  }
}

/** What {@link names.due} says where a record was not due after all. */
export function scheduleOf(due: ReadonlyMap<string, number | null>): ScheduleChange[] {
  return due.size > 0 ? [{ schedule: names.due, members: due, ttlMs: Lifetime.INDEX }] : []
}

function outcomeOf(scope: Scope, slice: Slice, writes: readonly Write[]): Outcome {
  const outcome: Outcome = { room: slice.room, members: new Map(), invitations: new Map() }
  const isSeen = { members: seenIn(scope.members), invitations: seenIn(scope.invitations) }
  for (const write of writes) {
    if (write.table === 'quotas') continue
    const isInScope =
      write.roomId === scope.roomId &&
      (write.table === 'rooms' || isSeen[write.table](write.userId))
    // What is found by a record could not be kept in step with one that was not read.
    if (!isInScope) throw new Error(`a step wrote to ${write.table} outside its scope`)
    if (write.table === 'rooms') outcome.room = write.value
    else if (write.table === 'members') outcome.members.set(write.userId, write.value)
    else outcome.invitations.set(write.userId, write.value)
  }
  return outcome
}

function seenIn(ids: readonly string[] | 'all'): (userId: string) => boolean {
  if (ids === 'all') return () => true
  const seen = new Set(ids)
  return (userId) => seen.has(userId)
}

/** The list of a room has a member for each row that is shown; those that are only remembered are not in it. */
function listChanges(slice: Slice, invitations: Outcome['invitations']): Map<string, boolean> {
  const members = new Map<string, boolean>()
  for (const [userId, record] of invitations) {
    const before = listMemberOf(slice.invitations.get(userId))
    const after = listMemberOf(record)
    if (before === after) continue
    if (before !== null) members.set(before, false)
    if (after !== null) members.set(after, true)
  }
  return members
}

function listMemberOf(record: InvitationRecord | null | undefined): string | null {
  if (!record || record.status === InvitationStatus.NONE) return null
  return listMember(positionOf(record))
}

function isPending(record: InvitationRecord | null | undefined): boolean {
  return record?.status === InvitationStatus.PENDING
}

function noteIndex(
  sets: SetChange[],
  set: string,
  roomId: string,
  wasIn: boolean,
  isIn: boolean,
): void {
  if (wasIn === isIn) return
  sets.push({ set, members: new Map([[roomId, isIn]]), ttlMs: Lifetime.INDEX })
}

interface Dated {
  dueAt: number | null
}

function noteDue(
  due: Map<string, number | null>,
  member: string,
  before: Dated | null | undefined,
  after: Dated | null,
): void {
  const at = after?.dueAt ?? null
  if (at !== (before?.dueAt ?? null)) due.set(member, at)
}

function textsOf(records: ReadonlyMap<string, object | null>): Map<string, string | null> {
  return new Map([...records].map(([id, record]) => [id, record && JSON.stringify(record)]))
}
