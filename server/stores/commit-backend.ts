import type { Clock } from '../../src/manager/ports'
import type { Off } from '../../src/manager/types'

/** One entry of a log as the engine keeps it. */
export interface RawEntry {
  log: string
  seq: number
  text: string
  /** That of the commit, where it had one and was just made. */
  mark?: string
}

/** What to read; each part is answered by a part of {@link View} with the same index. */
export interface Reading {
  values?: readonly string[]
  tables?: ReadonlyArray<{ table: string; fields: readonly string[] | 'all' }>
  /** All members of sets, in order. */
  sets?: readonly string[]
  pages?: readonly PageReading[]
  schedules?: readonly ScheduleReading[]
}

/** Members of a set, in order, and the field of a table that each of them stands for. */
export interface PageReading {
  set: string
  /** Members greater than this only. */
  after: string
  count: number
  table: string
  /** How many characters (ASCII) of a member come before the name of its field. */
  prefixLength: number
}

/** The earliest members of a schedule. */
export interface ScheduleReading {
  schedule: string
  /** Their time is this or earlier: milliseconds. */
  until: number
  count: number
}

/** One consistent view: no commit came in between. */
export interface View {
  /** The time of the engine at this view: milliseconds since the epoch. */
  now: number
  values: Array<string | null>
  tables: Array<Map<string, string>>
  sets: string[][]
  /** The fields that are there, in the order of the members. */
  pages: string[][]
  /** Sorted by time, then member. */
  schedules: Array<Array<[member: string, at: number]>>
}

/** Changes of one table; `null` deletes a field. All that is in one place is forgotten `ttlMs` after its last change. */
export interface TableChange {
  table: string
  fields: ReadonlyMap<string, string | null>
  ttlMs: number
}

/** Changes of an ordered set of texts (by their bytes): whether a member is in it. */
export interface SetChange {
  set: string
  members: ReadonlyMap<string, boolean>
  ttlMs: number
}

/** Changes of what is to be done when: the time of a member, `null` takes it off. */
export interface ScheduleChange {
  schedule: string
  members: ReadonlyMap<string, number | null>
  ttlMs: number
}

/** All or nothing of this happens. */
export interface Commit {
  /** Values that must still be as they were read; `null` for one that is not there. */
  expect?: ReadonlyArray<readonly [key: string, value: string | null]>
  /** Values to put or, with `null`, to delete; forgotten after `ttlMs`. */
  values?: ReadonlyArray<{ key: string; value: string | null; ttlMs: number }>
  tables?: readonly TableChange[]
  sets?: readonly SetChange[]
  schedules?: readonly ScheduleChange[]
  /** Texts that get the next numbers of their logs, in this order. */
  append?: ReadonlyArray<{ log: string; text: string }>
  /** Goes along with what is appended, to whoever hears of it, where an engine is shared. */
  mark?: string
  /**
   * When this was decided, as far as the time of the engine was known without asking: milliseconds. An engine of which it
   * could be misjudged refuses what is older than a second, as if something were not as expected.
   */
  decidedAt?: number
}

/**
 * An engine that keeps texts by name: the one port behind every store of the service. It has one read, which
 * sees everything at once, and one write, which does everything or nothing; it knows no rule and no record.
 */
export interface CommitBackend {
  /** The time of the engine, as well as it is known between two views; never ahead of the next one. */
  readonly clock: Clock
  read(reading: Reading): Promise<View>
  /** Resolves when the changes will last: `false` when something was not as expected, and nothing was changed. */
  commit(commit: Commit): Promise<boolean>
  /**
   * Entries of a log after a number. `last` is the number that its next entry comes after; it stays so, also
   * where nothing was ever appended.
   */
  readLog(log: string, after: number, count: number): Promise<{ entries: RawEntry[]; last: number }>
  /** Every appended entry, in the order of the commits. */
  onEntries(listener: (entries: readonly RawEntry[]) => void): Off
  onGap(listener: () => void): Off
  onReachable(listener: (isReachable: boolean) => void): Off
  /** Rejects when the engine does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}
