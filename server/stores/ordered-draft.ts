import type { Commit, RawEntry, ScheduleChange } from './commit-backend'
import { Lifetime, SEQUENCE_PER_MS } from './lifetimes'
import {
  expiryKey,
  pack,
  Place,
  placeKey,
  Single,
  singleKey,
  sortable,
  unpack,
} from './ordered-layout'
import type { Snapshot } from './ordered-map'

/** Commits that are written together: each of them sees what those before it have changed. */
export interface OrderedDraft {
  readonly snapshot: Snapshot
  /** What to write. */
  readonly changes: ReadonlyMap<string, string | null>
  readonly entries: readonly RawEntry[]
  /** Takes in a commit, unless something is not as it expects. */
  apply(commit: Commit): Promise<boolean>
  /** Sees to it that a log has a number from which it goes on. */
  beginLog(log: string): Promise<void>
  get(key: string): Promise<string | undefined>
  delete(key: string): void
}

/** Creates an {@link OrderedDraft}. */
export function createOrderedDraft(
  snapshot: Snapshot,
  now: number,
  logLength: number,
): OrderedDraft {
  const changes = new Map<string, string | null>()
  const entries: RawEntry[] = []

  async function getMany(keys: readonly string[]): Promise<Array<string | undefined>> {
    const unchanged = keys.filter((key) => !changes.has(key))
    const found = await snapshot.getMany(unchanged)
    const before = new Map(unchanged.map((key, index) => [key, found[index]]))
    return keys.map((key) => (changes.has(key) ? (changes.get(key) ?? undefined) : before.get(key)))
  }

  function keep(place: Place, name: string, ttlMs: number) {
    changes.set(expiryKey(place, name), String(now + ttlMs))
  }

  async function isAsExpected(expect: NonNullable<Commit['expect']>) {
    const found = await getMany(expect.map(([key]) => singleKey(Single.VALUE, key)))
    return expect.every(([, value], index) => unpack(found[index], now) === value)
  }

  async function change({ schedule, members, ttlMs }: ScheduleChange) {
    const ids = [...members.keys()]
    const before = await getMany(ids.map((member) => placeKey(Place.TIMES, schedule, member)))
    ids.forEach((member, index) => {
      const [old, at] = [before[index], members.get(member) ?? null]
      if (old !== undefined) {
        changes.set(placeKey(Place.SCHEDULE, schedule, sortable(Number(old)), member), null)
      }
      changes.set(placeKey(Place.TIMES, schedule, member), at === null ? null : String(at))
      if (at === null) return
      changes.set(placeKey(Place.SCHEDULE, schedule, sortable(at), member), '')
    })
    keep(Place.SCHEDULE, schedule, ttlMs)
    keep(Place.TIMES, schedule, ttlMs)
  }

  async function lastOf(log: string): Promise<number> {
    const [packed] = await getMany([singleKey(Single.LOG_NUMBER, log)])
    return Number(unpack(packed, now) ?? now * SEQUENCE_PER_MS)
  }

  function putLast(log: string, last: number) {
    const expiresAt = now + Lifetime.LOG_NUMBER
    changes.set(singleKey(Single.LOG_NUMBER, log), pack(expiresAt, String(last)))
  }

  async function append({ append: appended = [], mark }: Commit) {
    const numbers = new Map<string, number>()
    for (const { log, text } of appended) {
      const seq = (numbers.get(log) ?? (await lastOf(log))) + 1
      numbers.set(log, seq)
      entries.push({ log, seq, text, ...(mark !== undefined && { mark }) })
      changes.set(placeKey(Place.LOG, log, sortable(seq)), text)
      changes.set(placeKey(Place.LOG, log, sortable(seq - logLength)), null)
    }
    for (const [log, last] of numbers) {
      putLast(log, last)
      keep(Place.LOG, log, Lifetime.LOG)
    }
  }

  async function apply(commit: Commit) {
    if (!(await isAsExpected(commit.expect ?? []))) return false
    for (const { key, value, ttlMs } of commit.values ?? []) {
      changes.set(singleKey(Single.VALUE, key), value === null ? null : pack(now + ttlMs, value))
    }
    for (const { table, fields, ttlMs } of commit.tables ?? []) {
      for (const [field, text] of fields) changes.set(placeKey(Place.TABLE, table, field), text)
      keep(Place.TABLE, table, ttlMs)
    }
    for (const { set, members, ttlMs } of commit.sets ?? []) {
      for (const [member, isIn] of members) {
        changes.set(placeKey(Place.SET, set, member), isIn ? '' : null)
      }
      keep(Place.SET, set, ttlMs)
    }
    for (const schedule of commit.schedules ?? []) await change(schedule)
    await append(commit)
    return true
  }

  return {
    snapshot,
    changes,
    entries,
    apply,
    async beginLog(log) {
      putLast(log, await lastOf(log))
    },
    get: async (key) => (await getMany([key]))[0],
    delete: (key) => void changes.set(key, null),
  }
}
