import type { Invitation } from '../manager/types'
import { fillGaps } from './optimistic-changes'
import { createRowsByState, type PlacedRow, type RowsByState } from './rows-by-state'
import { createTombstones } from './tombstones'
import type { InvitationEntry } from './types'

/** A snapshot of the list while its pages come in. */
export interface ListSnapshot {
  /** Takes a page; rows that events touch until `commit` win over it. */
  add(invitations: readonly Invitation[]): void
  /** Takes the pages over. */
  commit(options: {
    /** `false` when rows that the pages lack may be further down the list. */
    isComplete: boolean
    /** `false` when the pages only continue the list. */
    isFromStart: boolean
  }): void
  /** Lets go of pages that nobody wants any more; harmless after `commit`. */
  close(): void
}

/** Makes a row's entry, `null` to hide it; must give the same for the same row until invalidated. */
export type EntryOf = (userId: string, invitation: Invitation) => InvitationEntry | null

/** What the backend said of one room's list, newest word for each row. */
export interface InvitationMirror {
  /** Takes a row from an event; `false` when newer news are known already. */
  put(invitation: Invitation): boolean
  /** Takes a row out; `false` when newer news are known already. */
  remove(invitation: Invitation): boolean
  /** Adds to a row that is there, from an event that belongs to no list; `false` when it is old. */
  amend(invitation: Invitation): boolean
  get(userId: string): Invitation | undefined
  readonly size: number
  /** How many rows came from pages. */
  readonly pagedCount: number
  startSnapshot(): ListSnapshot
  /** Makes the next `read` ask for this row's entry again. */
  invalidate(userId: string): void
  /** Makes the entries of what changed, and puts them in order. */
  settle(entryOf: EntryOf): void
  /** Entries of people who were being called and are no longer, as far as `settle` knows; once each. */
  takeAnswered(): readonly InvitationEntry[]
  /** A new array of all rows, unchanged rows being the same objects as in the one before. */
  read(entryOf: EntryOf, extras: readonly InvitationEntry[]): InvitationEntry[]
  /** The same rows by state. */
  readByState(entryOf: EntryOf, extras: readonly InvitationEntry[]): RowsByState
  clear(): void
}

interface Row extends PlacedRow {
  userId: string
  invitation: Invitation
  isPaged: boolean
  /** Whether it showed as being called before its entry became out of date. */
  wasCalling: boolean
  /** Whether it left the list. */
  isGone: boolean
  /** Place in the last array, -1 when hidden. */
  index: number
}

/**
 * Creates an {@link InvitationMirror}. A status change costs one look-up, and an array is copied only
 * when it is read: bursts of 100,000 events are as cheap as the rows that they touch.
 *
 * @param isExpected - whether somebody who is not in the list shows as being called
 */
export function createInvitationMirror(
  isExpected: (userId: string) => boolean = () => false,
): InvitationMirror {
  const byState = createRowsByState()
  let rows = new Map<string, Row>()
  const tombstones = createTombstones()
  let touched: Set<string> | null = null
  /** Rows without an entry. */
  let pending: Row[] = []
  /** Rows with another entry than in the last array. */
  let changed: Row[] = []
  let answered: InvitationEntry[] = []
  let hasNewShape = true
  let nextOrder = 0
  let last: readonly InvitationEntry[] = []

  function put(invitation: Invitation): boolean {
    const { userId } = invitation.invitee
    const row = rows.get(userId)
    if (isOld(invitation, row ? row.invitation.revision : tombstones.revisionOf(userId)))
      return false
    touched?.add(userId)
    if (row) replace(row, invitation)
    else insert(rows, userId, invitation, false)
    return true
  }

  function replace(row: Row, invitation: Invitation) {
    row.invitation =
      invitation.revision === undefined ? fillGaps(invitation, row.invitation) : invitation
    outdate(row)
  }

  function insert(
    into: Map<string, Row>,
    userId: string,
    invitation: Invitation,
    isPaged: boolean,
  ) {
    const row: Row = {
      userId,
      invitation,
      isPaged,
      wasCalling: isExpected(userId),
      isGone: false,
      index: -1,
      entry: undefined,
      order: nextOrder,
      place: null,
      isStale: false,
    }
    nextOrder += 1
    into.set(userId, row)
    pending.push(row)
    tombstones.dig(userId)
    hasNewShape = true
  }

  function outdate(row: Row) {
    if (row.entry === undefined) return
    row.wasCalling = row.entry?.state === 'calling'
    row.entry = undefined
    pending.push(row)
  }

  function takeOut(row: Row) {
    row.isGone = true
    row.entry = null
    byState.note(row)
  }

  function remove(invitation: Invitation): boolean {
    const { userId } = invitation.invitee
    const { revision } = invitation
    const row = rows.get(userId)
    if (
      row ? isOlder(invitation, row.invitation) : isOld(invitation, tombstones.revisionOf(userId))
    ) {
      return false
    }
    touched?.add(userId)
    if (revision !== undefined) tombstones.bury(userId, revision)
    if (row) {
      rows.delete(userId)
      takeOut(row)
      hasNewShape = true
    }
    return true
  }

  function amend(invitation: Invitation): boolean {
    const row = rows.get(invitation.invitee.userId)
    if (!row || isOld(invitation, row.invitation.revision)) return false
    touched?.add(row.userId)
    row.invitation = { ...row.invitation, ...invitation }
    outdate(row)
    return true
  }

  function startSnapshot(): ListSnapshot {
    const pages = new Map<string, Invitation>()
    const touchedSince = (touched = new Set<string>())

    function close() {
      if (touched === touchedSince) touched = null
    }

    function commit({ isComplete, isFromStart }: { isComplete: boolean; isFromStart: boolean }) {
      close()
      const next = isFromStart ? new Map<string, Row>() : rows
      for (const [userId, invitation] of pages) {
        const row = rows.get(userId)
        const isNews =
          !touchedSince.has(userId) &&
          !isOld(invitation, row ? row.invitation.revision : tombstones.revisionOf(userId))
        if (row) {
          row.isPaged = true
          if (isNews) replace(row, invitation)
          next.set(userId, row)
        } else if (isNews) insert(next, userId, invitation, true)
      }
      if (!isFromStart) return
      for (const [userId, row] of rows) {
        const mayBeFurtherDown = !isComplete && !row.isPaged
        if (touchedSince.has(userId) || mayBeFurtherDown) next.set(userId, row)
        else if (!next.has(userId)) takeOut(row)
      }
      rows = next
      byState.reorder(renumber)
      hasNewShape = true
    }

    return {
      add: (invitations) => {
        for (const invitation of invitations) pages.set(invitation.invitee.userId, invitation)
      },
      commit,
      close,
    }
  }

  function renumber() {
    nextOrder = 0
    for (const row of rows.values()) {
      row.order = nextOrder
      nextOrder += 1
    }
  }

  function settle(entryOf: EntryOf) {
    for (const row of pending) {
      if (row.isGone) continue
      row.entry = entryOf(row.userId, row.invitation)
      byState.note(row)
      if (row.wasCalling && row.entry && row.entry.state !== 'calling') answered.push(row.entry)
      changed.push(row)
    }
    pending = []
    if (changed.length <= rows.size) return
    // nobody reads the array: then it starts afresh instead of being kept up to date
    changed = []
    hasNewShape = true
  }

  function takeAnswered() {
    const taken = answered
    answered = []
    return taken
  }

  function readByState(entryOf: EntryOf, extras: readonly InvitationEntry[]) {
    settle(entryOf)
    return byState.read(extras)
  }

  function read(entryOf: EntryOf, extras: readonly InvitationEntry[]): InvitationEntry[] {
    settle(entryOf)
    // rows that left or came make a new shape, so all that changed here are in their old places
    const next = hasNewShape || extras.length > 0 ? rebuild() : last.slice()
    for (const { entry, index } of changed) if (entry && index >= 0) next[index] = entry
    changed = []
    next.push(...extras)
    // extras are no rows: without them the places are right, with them the next array starts afresh
    hasNewShape = extras.length > 0
    last = next
    return next
  }

  function rebuild(): InvitationEntry[] {
    const next: InvitationEntry[] = []
    for (const row of rows.values()) {
      row.index = row.entry ? next.push(row.entry) - 1 : -1
    }
    return next
  }

  function invalidate(userId: string) {
    const row = rows.get(userId)
    if (row) outdate(row)
    hasNewShape = true
  }

  function clear() {
    rows = new Map()
    tombstones.clear()
    touched = null
    pending = []
    changed = []
    answered = []
    byState.clear()
    last = []
    hasNewShape = true
  }

  return {
    put,
    remove,
    amend,
    get: (userId) => rows.get(userId)?.invitation,
    get size() {
      return rows.size
    },
    get pagedCount() {
      let count = 0
      for (const row of rows.values()) if (row.isPaged) count += 1
      return count
    },
    startSnapshot,
    invalidate,
    settle,
    takeAnswered,
    read,
    readByState,
    clear,
  }
}

/** Backends without revisions cannot be checked: their news always count. */
function isOld({ revision }: Invitation, known: number | undefined): boolean {
  return revision !== undefined && known !== undefined && revision <= known
}

function isOlder({ revision }: Invitation, known: Invitation): boolean {
  return revision !== undefined && known.revision !== undefined && revision < known.revision
}
