import type { Scope } from '../../src/manager/ports'
import type { Commit, Reading, View } from './commit-backend'
import { names } from './names'

/** Rooms, and values besides, that are remembered at a time; those that were not needed for longest go first. */
const MOST_ROOMS = 1_000
const MOST_VALUES = 4_000
/** A room of which more than so many rows are known begins anew: it is there for the few who act at a time. */
const MOST_FIELDS = 200

type Texts = Map<string, string | null>

/** What a step looks at. */
export interface Basis {
  /** The time of the engine: milliseconds. */
  now: number
  values: ReadonlyMap<string, string | null>
  members: ReadonlyMap<string, string>
  invitations: ReadonlyMap<string, string>
  /** Whether it was read just now; otherwise it may be out of date, and all of it is to be expected by the commit. */
  isFresh: boolean
  /** What this request was answered before. */
  answer: string | null
}

/** A room as of one version. */
interface Known {
  values: Texts
  members: Texts
  invitations: Texts
}

/**
 * What this process has read or written last. A step may be tried on it without asking the engine, because the commit
 * says what it was tried on: where that is out of date nothing is committed.
 */
export interface Recollection {
  /** All that a scope needs, or `null` where some of it is not known. */
  recall(scope: Scope, keys: readonly string[], now: number): Basis | null
  /** Takes notice of what was read. */
  note(scope: Scope, keys: readonly string[], view: View): Basis
  /** Takes notice of what was committed. */
  learn(scope: Scope, commit: Commit): void
  /** Whatever is known of this scope may be out of date. */
  forget(scope: Scope): void
  /** Somebody else has changed a room. */
  forgetRoom(roomId: string): void
  forgetValue(key: string): void
}

/** Creates {@link Recollection}. */
export function createRecollection(): Recollection {
  const rooms = new Map<string, Known>()
  const singles: Texts = new Map()

  function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number) {
    map.delete(key)
    map.set(key, value)
    if (map.size > most) map.delete(map.keys().next().value!)
  }

  const isOfRoom = (roomId: string, key: string) =>
    key === names.version(roomId) || key === names.room(roomId)

  function noteValue(known: Known | null, roomId: string, key: string, text: string | null) {
    if (isOfRoom(roomId, key)) known?.values.set(key, text)
    else keep(singles, key, text, MOST_VALUES)
  }

  /** The room as far as it is known, if that is of this very version. */
  function knownAt(roomId: string, version: string | null): Known {
    const before = rooms.get(roomId)
    const isSame = before?.values.get(names.version(roomId)) === version
    const size = before ? before.members.size + before.invitations.size : 0
    const known =
      before && isSame && size < MOST_FIELDS
        ? before
        : { values: new Map(), members: new Map(), invitations: new Map() }
    keep(rooms, roomId, known, MOST_ROOMS)
    return known
  }

  return {
    recall({ roomId, members, invitations }, keys, now) {
      const known = rooms.get(roomId)
      if (!known || members === 'all' || invitations === 'all') return null
      const values = new Map<string, string | null>()
      for (const key of keys) {
        const text = (isOfRoom(roomId, key) ? known.values : singles).get(key)
        if (text === undefined) return null
        values.set(key, text)
      }
      const seen = {
        members: pick(known.members, members),
        rows: pick(known.invitations, invitations),
      }
      if (!seen.members || !seen.rows) return null
      return {
        now,
        values,
        members: seen.members,
        invitations: seen.rows,
        isFresh: false,
        answer: null,
      }
    },
    note({ roomId, members, invitations }, keys, view) {
      const values = new Map(keys.map((key, index) => [key, view.values[index] ?? null]))
      const [inside, rows] = [view.tables[0]!, view.tables[1]!]
      const known =
        roomId === '' ? null : knownAt(roomId, values.get(names.version(roomId)) ?? null)
      for (const [key, text] of values) noteValue(known, roomId, key, text)
      if (known && members !== 'all')
        for (const id of members) known.members.set(id, inside.get(id) ?? null)
      if (known && invitations !== 'all') {
        for (const id of invitations) known.invitations.set(id, rows.get(id) ?? null)
      }
      return {
        now: view.now,
        values,
        members: inside,
        invitations: rows,
        isFresh: true,
        answer: null,
      }
    },
    learn({ roomId }, { values = [], tables = [] }) {
      const known = rooms.get(roomId) ?? null
      for (const { key, value } of values) noteValue(known, roomId, key, value)
      if (!known) return
      for (const { table, fields } of tables) {
        const texts =
          table === names.members(roomId)
            ? known.members
            : table === names.invitations(roomId)
              ? known.invitations
              : null
        if (texts) for (const [field, text] of fields) texts.set(field, text)
      }
    },
    forget({ roomId, profiles, quota }) {
      rooms.delete(roomId)
      for (const userId of profiles) singles.delete(names.profile(userId))
      if (quota !== null) singles.delete(names.quota(quota))
    },
    forgetRoom: (roomId) => void rooms.delete(roomId),
    forgetValue: (key) => void singles.delete(key),
  }
}

/** The fields that are there; `null` where of some it is not known whether they are. */
function pick(texts: Texts, fields: readonly string[]): Map<string, string> | null {
  const picked = new Map<string, string>()
  for (const field of fields) {
    const text = texts.get(field)
    if (text === undefined) return null
    if (text !== null) picked.set(field, text)
  }
  return picked
}

/** What is to be read for a scope. */
export function readingOf(
  { roomId, members, invitations }: Scope,
  keys: readonly string[],
): Reading {
  return {
    values: keys,
    tables: [
      { table: names.members(roomId), fields: members },
      { table: names.invitations(roomId), fields: invitations },
    ],
  }
}
