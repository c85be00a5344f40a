import type { InvitationState } from './invitation-state'
import type { InvitationEntry } from './types'

/** So many new rows are put in order at once, so that little is left for whoever opens a list. */
const MANY = 1_000

/** A row, with what is remembered of its place. */
export interface PlacedRow {
  /** What shows; `null` hides the row, `undefined` is not known yet. */
  entry: InvitationEntry | null | undefined
  /** Tells rows of the same time apart. */
  order: number
  /** Where it stands, or stood when its entry changed; `null` for nowhere. */
  place: Place | null
  /** Whether its entry has changed since. */
  isStale: boolean
}

interface Place {
  state: InvitationState
  time: number
  isNamed: boolean
}

/** The rows of one state; the same object until one of them changes. */
export interface StateRows {
  entries: readonly InvitationEntry[]
  /** Whether each of them came with a name. */
  areNamed: boolean
}

/** All rows by state, each state's by time. */
export type RowsByState = Readonly<Record<InvitationState, StateRows>>

/** The rows of one state in order, and the same again as they show. */
interface Lane {
  rows: readonly PlacedRow[]
  entries: readonly InvitationEntry[]
  unnamedCount: number
  /** `null` when it is out of date. */
  shown: StateRows | null
}

/**
 * Creates what keeps rows in order change by change. Rows that stay where they are, be it a hundred
 * thousand, are copied and not looked at.
 */
export function createRowsByState() {
  const lanes: Record<InvitationState, Lane> = {
    calling: emptyLane(),
    accepted: emptyLane(),
    noAnswer: emptyLane(),
    busy: emptyLane(),
    declined: emptyLane(),
  }
  let stale: PlacedRow[] = []
  let newCount = 0

  /** Takes notice of a row's new entry. */
  function note(row: PlacedRow) {
    if (row.isStale) return
    row.isStale = true
    stale.push(row)
    // changes to rows that have a place wait for somebody who reads: each row waits once
    if (row.place) return
    newCount += 1
    if (newCount > MANY) settle()
  }

  function settle() {
    if (stale.length === 0) return
    newCount = 0
    const leaving = new Map<Lane, number[]>()
    const arriving = new Map<Lane, PlacedRow[]>()
    const gone: PlacedRow[] = []
    for (const row of stale) {
      const { place, entry } = row
      row.isStale = false
      if (place) {
        const lane = lanes[place.state]
        if (!place.isNamed) lane.unnamedCount -= 1
        add(leaving, lane, placeOf(row, lane.rows))
      }
      if (entry) add(arriving, lanes[entry.state], row)
      else gone.push(row)
    }
    stale = []
    for (const row of gone) row.place = null
    for (const [lane, indexes] of leaving) {
      indexes.sort((one, other) => one - other)
      lane.rows = without(lane.rows, indexes)
      lane.entries = without(lane.entries, indexes)
      lane.shown = null
    }
    for (const [lane, rows] of arriving) {
      for (const row of rows) row.place = newPlace(row.entry!)
      lane.unnamedCount += rows.filter(({ place }) => !place!.isNamed).length
      rows.sort(compare)
      const indexes = rows.map((row) => placeOf(row, lane.rows))
      const entries = rows.map(({ entry }) => entry!)
      lane.rows = withThese(lane.rows, rows, indexes)
      lane.entries = withThese(lane.entries, entries, indexes)
      lane.shown = null
    }
  }

  /** The rows; `extras` stand behind those of the same time. */
  function read(extras: readonly InvitationEntry[]): RowsByState {
    settle()
    const { calling, accepted, noAnswer, busy, declined } = lanes
    return {
      calling: withExtras(show(calling), extras),
      accepted: show(accepted),
      noAnswer: show(noAnswer),
      busy: show(busy),
      declined: show(declined),
    }
  }

  /** Gives the rows their `order` anew. */
  function reorder(renumber: () => void) {
    settle()
    renumber()
    for (const lane of Object.values(lanes)) {
      const rows = [...lane.rows].sort(compare)
      Object.assign(lane, { rows, entries: rows.map(({ entry }) => entry), shown: null })
    }
  }

  function clear() {
    stale = []
    for (const lane of Object.values(lanes)) Object.assign(lane, emptyLane())
  }

  return { note, read, reorder, clear }
}

function emptyLane(): Lane {
  return { rows: [], entries: [], unnamedCount: 0, shown: null }
}

function show(lane: Lane): StateRows {
  const { entries, unnamedCount } = lane
  return (lane.shown ??= { entries, areNamed: unnamedCount === 0 })
}

/** What is expected, but not said by the backend yet, is always a call. */
function withExtras(shown: StateRows, extras: readonly InvitationEntry[]): StateRows {
  if (extras.length === 0) return shown
  const entries = [...shown.entries, ...extras].sort((one, other) => timeOf(one) - timeOf(other))
  return { entries, areNamed: shown.areNamed && extras.every(isNamed) }
}

function newPlace(entry: InvitationEntry): Place {
  return { state: entry.state, time: timeOf(entry), isNamed: isNamed(entry) }
}

function isNamed({ displayName, userId }: InvitationEntry) {
  return displayName !== userId
}

/** Foreign backends do not say when; their rows keep the order of the list. */
function timeOf({ updatedAt, createdAt }: InvitationEntry) {
  return updatedAt ?? createdAt ?? 0
}

function compare(one: PlacedRow, other: PlacedRow) {
  return one.place!.time - other.place!.time || one.order - other.order
}

/** Where a row stands among others in order, or where it belongs. */
function placeOf(row: PlacedRow, rows: readonly PlacedRow[]): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(rows[middle]!, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value) {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** A list without the items at these places. */
function without<Item>(items: readonly Item[], indexes: readonly number[]): Item[] {
  const rest: Item[] = []
  let from = 0
  for (const index of indexes) {
    while (from < index) rest.push(items[from++]!)
    from += 1
  }
  while (from < items.length) rest.push(items[from++]!)
  return rest
}

/** A list with others before the items at these places. */
function withThese<Item>(
  items: readonly Item[],
  others: readonly Item[],
  indexes: readonly number[],
): Item[] {
  if (indexes[0] === items.length) return items.concat(others)
  const all: Item[] = []
  let from = 0
  for (const [at, other] of others.entries()) {
    while (from < indexes[at]!) all.push(items[from++]!)
    all.push(other)
  }
  while (from < items.length) all.push(items[from++]!)
  return all
}
