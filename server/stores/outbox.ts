import { createRandomId } from '../../src/manager/host'
import type { Message } from '../../src/manager/ports'
import type { Commit, CommitBackend } from './commit-backend'
import { Lifetime } from './lifetimes'
import { names } from './names'
import { CONFLICT, retryOnConflict } from './retry'
import type { OutboxEntry, ServiceStore } from './service-store'

/** Changes with everything that is taken or finished. */
const VERSION = 'outbox-version'

/** More than so many are too many, however many they are. */
const COUNTED = 1_000

type Kept = Omit<OutboxEntry, 'id'>
type OutboxChanges = Required<Pick<Commit, 'tables' | 'schedules'>>

/** What a commit adds for others to be told. */
export function outboxChanges(messages: readonly Message[], now: number): OutboxChanges {
  const commitId = createRandomId()
  const entries = messages.map((message, index): [string, Kept] => [
    // sorted as they came, wherever two are due at one time
    `${now}-${commitId}-${String(index).padStart(6, '0')}`,
    { attempt: 0, at: now, message },
  ])
  return changesOf(
    new Map(entries),
    entries.map(([id]) => [id, now]),
  )
}

/** The part of a store from which others are told. */
export function createOutbox(
  backend: CommitBackend,
): Pick<ServiceStore, 'takeOutbox' | 'finishOutbox' | 'postponeOutbox' | 'countOutbox'> {
  const { outbox } = names

  async function take(count: number, leaseMs: number) {
    const due = await backend.read({
      values: [VERSION],
      schedules: [{ schedule: outbox, until: backend.clock.now(), count }],
    })
    const ids = due.schedules[0]!.map(([id]) => id)
    if (ids.length === 0) return []
    const view = await backend.read({ tables: [{ table: outbox, fields: ids }] })
    const taken = new Map<string, Kept>()
    const missing: string[] = []
    for (const id of ids) {
      const text = view.tables[0]!.get(id)
      if (text === undefined) missing.push(id)
      else {
        const kept = JSON.parse(text) as Kept
        taken.set(id, { ...kept, attempt: kept.attempt + 1 })
      }
    }
    const times = [
      ...[...taken.keys()].map((id) => [id, view.now + leaseMs] as const),
      ...missing.map((id) => [id, null] as const),
    ]
    const changes = changesOf(taken, times)
    if (!(await backend.commit({ ...versionStep(due.values[0]!), ...changes }))) return CONFLICT
    return [...taken].map(([id, kept]) => ({ id, ...kept }))
  }

  async function finish(ids: readonly string[]) {
    const view = await backend.read({ values: [VERSION] })
    const changes = changesOf(
      new Map(ids.map((id) => [id, null])),
      ids.map((id) => [id, null]),
    )
    return (await backend.commit({ ...versionStep(view.values[0]!), ...changes })) || CONFLICT
  }

  async function postpone(id: string, delayMs: number) {
    const view = await backend.read({
      values: [VERSION],
      tables: [{ table: outbox, fields: [id] }],
    })
    // somebody else has finished it meanwhile
    if (!view.tables[0]!.has(id)) return
    const changes = changesOf(new Map(), [[id, view.now + delayMs]])
    return (await backend.commit({ ...versionStep(view.values[0]!), ...changes }))
      ? undefined
      : CONFLICT
  }

  return {
    postponeOutbox: (id, delayMs) => retryOnConflict(() => postpone(id, delayMs)),
    takeOutbox: (count, leaseMs) => retryOnConflict(() => take(count, leaseMs)),
    async countOutbox() {
      const all = { schedule: outbox, until: Number.MAX_SAFE_INTEGER, count: COUNTED }
      const view = await backend.read({ schedules: [all] })
      // an id begins with its time
      const times = view.schedules[0]!.map(([id]) => Number.parseInt(id, 10))
      return { count: times.length, oldestAt: times.length > 0 ? Math.min(...times) : null }
    },
    async finishOutbox(ids) {
      if (ids.length > 0) await retryOnConflict(() => finish(ids))
    },
  }
}

function versionStep(version: string | null): Pick<Commit, 'expect' | 'values'> {
  return {
    expect: [[VERSION, version]],
    values: [{ key: VERSION, value: createRandomId(), ttlMs: Lifetime.OUTBOX }],
  }
}

function changesOf(
  entries: ReadonlyMap<string, Kept | null>,
  times: ReadonlyArray<readonly [id: string, at: number | null]>,
): OutboxChanges {
  const { outbox } = names
  const ttlMs = Lifetime.OUTBOX
  const fields = new Map([...entries].map(([id, kept]) => [id, kept && JSON.stringify(kept)]))
  return {
    tables: [{ table: outbox, fields, ttlMs }],
    schedules: [{ schedule: outbox, members: new Map(times), ttlMs }],
  }
}
