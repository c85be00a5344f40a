import { comparePositions, positionOf } from './cursor'
import { InvitationStatus } from './enums'
import type { Message, Scope, Slice, Step, Store, Write } from './ports'
import type { InvitationRecord, MemberRecord, ProfileRecord, RoomRecord } from './records'

/** What belongs to one room. */
interface RoomTables {
  members: Map<string, MemberRecord>
  invitations: Map<string, InvitationRecord>
}

/** A store in this process; `publish` gets the messages of each commit, in order. */
export function createMemoryStore(publish: (messages: readonly Message[]) => void): Store {
  const rooms = new Map<string, RoomRecord>()
  const tables = new Map<string, RoomTables>()
  const profiles = new Map<string, ProfileRecord>()
  const quotas = new Map<string, number[]>()

  function tablesOf(roomId: string): RoomTables {
    let entry = tables.get(roomId)
    if (!entry) tables.set(roomId, (entry = { members: new Map(), invitations: new Map() }))
    return entry
  }

  function sliceOf(scope: Scope): Slice {
    const { members, invitations } = tablesOf(scope.roomId)
    return {
      room: rooms.get(scope.roomId) ?? null,
      members: pick(members, scope.members),
      invitations: pick(invitations, scope.invitations),
      profiles: pick(profiles, scope.profiles),
      quota: scope.quota === null ? [] : (quotas.get(scope.quota) ?? []),
    }
  }

  function write(change: Write) {
    switch (change.table) {
      case 'rooms':
        put(rooms, change.roomId, change.value)
        break
      case 'members':
      case 'invitations':
        put<unknown>(tablesOf(change.roomId)[change.table], change.userId, change.value)
        break
      case 'quotas':
        quotas.set(change.key, change.value)
    }
    if ('roomId' in change) dropIfEmpty(change.roomId)
  }

  function dropIfEmpty(roomId: string) {
    const entry = tables.get(roomId)
    if (entry && entry.members.size + entry.invitations.size === 0) tables.delete(roomId)
  }

  async function transact<Result>(scope: Scope, step: (slice: Slice) => Step<Result>) {
    const { writes, messages, result } = step(sliceOf(scope))
    for (const change of writes) write(change)
    dropIfEmpty(scope.roomId)
    if (messages.length > 0) publish(messages)
    return result
  }

  function everyInvitation(): InvitationRecord[] {
    return [...tables.values()].flatMap(({ invitations }) => [...invitations.values()])
  }

  return {
    transact,
    async putProfile(profile) {
      profiles.set(profile.userId, profile)
    },
    async listInvitations(roomId, after, count) {
      return [...(tables.get(roomId)?.invitations.values() ?? [])]
        .filter(({ status }) => status !== InvitationStatus.NONE)
        .map((record) => ({ record, position: positionOf(record) }))
        .filter(({ position }) => after === null || comparePositions(position, after) > 0)
        .sort((a, b) => comparePositions(a.position, b.position))
        .slice(0, count)
        .map(({ record }) => record)
    },
    async listPending(userId) {
      return everyInvitation()
        .filter(
          ({ invitee, status }) => invitee.userId === userId && status === InvitationStatus.PENDING,
        )
        .map((record) => ({ record, room: rooms.get(record.roomId)! }))
    },
    async getRoom(roomId) {
      return rooms.get(roomId) ?? null
    },
    async listMembers(roomId) {
      return [...(tables.get(roomId)?.members.values() ?? [])]
    },
    async listDue(now, limit) {
      const isDue = ({ dueAt }: { dueAt: number | null }) => dueAt !== null && dueAt <= now
      return {
        invitations: everyInvitation()
          .filter(isDue)
          .slice(0, limit)
          .map(({ roomId, invitee }) => ({ roomId, userId: invitee.userId })),
        roomIds: [...rooms.values()].filter(isDue).map(({ roomId }) => roomId),
      }
    },
    async nextDue() {
      let next: number | null = null
      for (const { dueAt } of [...rooms.values(), ...everyInvitation()]) {
        if (dueAt !== null && (next === null || dueAt < next)) next = dueAt
      }
      return next
    },
  }
}

function pick<Value>(all: Map<string, Value>, ids: readonly string[] | 'all'): Map<string, Value> {
  if (ids === 'all') return new Map(all)
  const picked = new Map<string, Value>()
  for (const id of ids) {
    const value = all.get(id)
    if (value !== undefined) picked.set(id, value)
  }
  return picked
}

function put<Value>(table: Map<string, Value>, key: string, value: Value | null) {
  if (value === null) table.delete(key)
  else table.set(key, value)
}
