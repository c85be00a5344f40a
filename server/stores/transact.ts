import { createRandomId } from '../../src/manager/host'
import type { Message, Scope, Slice, Step } from '../../src/manager/ports'
import type {
  InvitationRecord,
  MemberRecord,
  ProfileRecord,
  RoomRecord,
} from '../../src/manager/records'
import type { Commit, CommitBackend, View } from './commit-backend'
import { keepResult, reviveResult } from './kept-result'
import { createKeyedQueue } from './keyed-queue'
import { Lifetime } from './lifetimes'
import { logOf, names } from './names'
import { outboxChanges } from './outbox'
import type { PinnedClock } from './pinned-clock'
import { CONFLICT, retryOnConflict } from './retry'
import { changesOfRoom } from './room-changes'
import type { RequestKey } from './service-store'
import { parse, parseAll } from './texts'

/** `transact` of a store, also for a request that may come again. */
export type Transact = <Result>(
  request: RequestKey | null,
  scope: Scope,
  step: (slice: Slice) => Step<Result>,
) => Promise<Result>

/**
 * Creates {@link Transact}: reads a scope, shows it to the step at the time of the engine, and commits what the step
 * wants if nobody has changed the room meanwhile; otherwise all of it again.
 */
export function createTransact(
  backend: CommitBackend,
  clock: PinnedClock,
  hasOutbox: boolean,
): Transact {
  const queue = createKeyedQueue()

  return <Result>(
    request: RequestKey | null,
    scope: Scope,
    step: (slice: Slice) => Step<Result>,
  ): Promise<Result> => {
    const kept = request && names.request(request)
    let last: { version: string; result: Result } | null = null

    async function attempt(): Promise<Result | typeof CONFLICT> {
      const keys = valuesOf(scope, kept)
      const view = await backend.read({ values: keys, tables: tablesOf(scope) })
      const values = new Map(keys.map((key, index) => [key, view.values[index] ?? null]))
      const answer = kept === null ? null : (values.get(kept) ?? null)
      if (answer !== null) return reviveResult(answer) as Result
      // the attempt before was committed after all; only its answer was lost on the way
      if (last && values.get(names.version(scope.roomId)) === last.version) return last.result

      const slice = sliceOf(scope, view, values)
      const wanted = clock.at(view.now, () => step(slice))
      last = { version: createRandomId(), result: wanted.result }
      const commit = commitOf(scope, slice, wanted, values, last.version, view.now)
      const whole = kept === null ? commit : withAnswer(commit, kept, wanted.result)
      if (isEmpty(whole) || (await backend.commit(whole))) return wanted.result
      return CONFLICT
    }

    // within one process nobody needs to lose a race
    return queue(scope.roomId || (scope.quota ?? ''), () => retryOnConflict(attempt))
  }

  function commitOf(
    scope: Scope,
    slice: Slice,
    { writes, messages }: Step<unknown>,
    before: ReadonlyMap<string, string | null>,
    version: string,
    now: number,
  ): Commit {
    const expect: Array<[string, string | null]> = []
    const values: Array<{ key: string; value: string | null; ttlMs: number }> = []
    for (const write of writes) {
      if (write.table !== 'quotas') continue
      const key = names.quota(write.key)
      expect.push([key, before.get(key) ?? null])
      values.push({ key, value: JSON.stringify(write.value), ttlMs: Lifetime.QUOTA })
    }
    if (writes.length === values.length && messages.length === 0) return { expect, values }

    const key = names.version(scope.roomId)
    expect.push([key, before.get(key) ?? null])
    values.push({ key, value: version, ttlMs: Lifetime.ROOM })
    const changes = changesOfRoom(scope, slice, writes)
    const outbox = hasOutbox ? outboxChanges(messages, now) : { tables: [], schedules: [] }
    return {
      expect,
      values: [...values, ...changes.values],
      tables: [...changes.tables, ...outbox.tables],
      sets: changes.sets,
      schedules: [...changes.schedules, ...outbox.schedules],
      append: messages.map(entryOf),
    }
  }
}

function entryOf(message: Message) {
  return { log: logOf(message.to), text: JSON.stringify(message) }
}

function withAnswer(commit: Commit, key: string, result: unknown): Commit {
  const answer = { key, value: keepResult(result), ttlMs: Lifetime.REQUEST }
  return {
    ...commit,
    expect: [...(commit.expect ?? []), [key, null]],
    values: [...(commit.values ?? []), answer],
  }
}

function isEmpty({ values = [], append = [] }: Commit): boolean {
  return values.length + append.length === 0
}

function valuesOf({ roomId, quota, profiles }: Scope, kept: string | null): string[] {
  return [
    names.version(roomId),
    names.room(roomId),
    ...(quota === null ? [] : [names.quota(quota)]),
    ...(kept === null ? [] : [kept]),
    ...profiles.map(names.profile),
  ]
}

function tablesOf({ roomId, members, invitations }: Scope) {
  return [
    { table: names.members(roomId), fields: members },
    { table: names.invitations(roomId), fields: invitations },
  ]
}

function sliceOf(scope: Scope, view: View, values: ReadonlyMap<string, string | null>): Slice {
  const value = <Value>(key: string) => parse<Value>(values.get(key) ?? null)
  const profiles = new Map<string, ProfileRecord>()
  for (const userId of scope.profiles) {
    const profile = value<ProfileRecord>(names.profile(userId))
    if (profile) profiles.set(userId, profile)
  }
  return {
    room: value<RoomRecord>(names.room(scope.roomId)),
    members: parseAll<MemberRecord>(view.tables[0]!),
    invitations: parseAll<InvitationRecord>(view.tables[1]!),
    profiles,
    quota: (scope.quota === null ? null : value<number[]>(names.quota(scope.quota))) ?? [],
  }
}
