import { createRandomId } from '../../src/manager/host'
import type { Message, Scope, Slice, Step } from '../../src/manager/ports'
import type {
  InvitationRecord,
  MemberRecord,
  ProfileRecord,
  RoomRecord,
} from '../../src/manager/records'
import type { Commit, CommitBackend } from './commit-backend'
import { keepResult, reviveResult } from './kept-result'
import { createKeyedQueue } from './keyed-queue'
import { Lifetime } from './lifetimes'
import { joinIds, logOf, names, splitIds } from './names'
import { outboxChanges } from './outbox'
import type { PinnedClock } from './pinned-clock'
import { createRecollection, readingOf, type Basis } from './recollection'
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

export interface Transacting {
  transact: Transact
  /** A value was changed outside of a transaction. */
  forgetValue(key: string): void
  stop(): void
}

/**
 * Creates {@link Transact}: shows a scope to the step at the time of the engine, and commits what the step wants if
 * nobody has changed the room meanwhile; otherwise all of it again. What this process knows of the room already is tried
 * first: most changes then take one commit and no reading.
 */
export function createTransact(
  backend: CommitBackend,
  clock: PinnedClock,
  hasOutbox: boolean,
): Transacting {
  const queue = createKeyedQueue()
  const recollection = createRecollection()
  /** Nobody else's versions begin like this. */
  const self = createRandomId()
  let count = 0

  const offEntries = backend.onEntries((entries) => {
    for (const { mark } of entries) {
      if (mark === undefined || mark.startsWith(self)) continue
      const [, roomId = ''] = splitIds(mark)
      recollection.forgetRoom(roomId)
    }
  })

  const transact: Transact = <Result>(
    request: RequestKey | null,
    scope: Scope,
    step: (slice: Slice) => Step<Result>,
  ): Promise<Result> => {
    const kept = request && names.request(request)
    const keys = valuesOf(scope)
    let last: { version: string; result: Result } | null = null

    async function look(): Promise<Basis> {
      const asked = kept === null ? keys : [...keys, kept]
      const view = await backend.read(readingOf(scope, asked))
      const basis = recollection.note(scope, keys, view)
      return { ...basis, answer: view.values[keys.length] ?? null }
    }

    /** Runs the step on what is known, and commits what it wants if that is as it was. */
    async function tryOn(basis: Basis): Promise<Result | typeof CONFLICT> {
      const { values, now, isFresh } = basis
      if (basis.answer !== null) return reviveResult(basis.answer) as Result
      // the attempt before was committed after all; only its answer was lost on the way
      if (last && values.get(names.version(scope.roomId)) === last.version) return last.result

      const slice = sliceOf(scope, basis)
      const wanted = clock.at(now, () => step(slice))
      last = { version: `${self}${++count}`, result: wanted.result }
      const commit = commitOf(scope, slice, wanted, values, last.version, now)
      const checked = isFresh
        ? commit
        : { ...commit, expect: expectAll(scope, values), decidedAt: now }
      const whole = kept === null ? checked : withAnswer(checked, kept, wanted.result)
      // what changes nothing is not checked by a commit
      if (isEmpty(whole)) return isFresh ? wanted.result : CONFLICT
      if (!(await backend.commit(whole))) return CONFLICT
      recollection.learn(scope, whole)
      return wanted.result
    }

    async function attempt(): Promise<Result | typeof CONFLICT> {
      const known = recollection.recall(scope, keys, backend.clock.now())
      try {
        const outcome = known ? await tryOn(known) : CONFLICT
        if (outcome !== CONFLICT) return outcome
        const result = await tryOn(await look())
        if (result === CONFLICT) recollection.forget(scope)
        return result
      } catch (error) {
        recollection.forget(scope)
        throw error
      }
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
      mark: joinIds(version, scope.roomId),
    }
  }

  return { transact, forgetValue: (key) => recollection.forgetValue(key), stop: offEntries }
}

/** All that a step has looked at; the version stands for everything of the room. */
function expectAll({ roomId }: Scope, values: ReadonlyMap<string, string | null>) {
  return [...values].filter(([key]) => key !== names.room(roomId))
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

function valuesOf({ roomId, quota, profiles }: Scope): string[] {
  return [
    names.version(roomId),
    names.room(roomId),
    ...(quota === null ? [] : [names.quota(quota)]),
    ...profiles.map(names.profile),
  ]
}

function sliceOf(scope: Scope, { values, members, invitations }: Basis): Slice {
  const value = <Value>(key: string) => parse<Value>(values.get(key) ?? null)
  const profiles = new Map<string, ProfileRecord>()
  for (const userId of scope.profiles) {
    const profile = value<ProfileRecord>(names.profile(userId))
    if (profile) profiles.set(userId, profile)
  }
  return {
    room: value<RoomRecord>(names.room(scope.roomId)),
    members: parseAll<MemberRecord>(members),
    invitations: parseAll<InvitationRecord>(invitations),
    profiles,
    quota: (scope.quota === null ? null : value<number[]>(names.quota(scope.quota))) ?? [],
  }
}
