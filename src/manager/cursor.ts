import type { ListPosition } from './ports'
import type { InvitationRecord } from './records'

const CURSOR = /^(\d{1,16})\.(\d{1,4})\.(.+)$/su

/** Where a row stands in its room's list. */
export function positionOf({ addedAt, place, invitee }: InvitationRecord): ListPosition {
  return [addedAt, place, invitee.userId]
}

/** Orders two positions: time added, then place in the call, then id. */
export function comparePositions(a: ListPosition, b: ListPosition): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0)
}

/** Writes a position as the cursor of the page after it. */
export function formatCursor(position: ListPosition): string {
  return position.join('.')
}

/** Reads a cursor: `null` for the start of the list, `undefined` for what is none. */
export function parseCursor(cursor: string): ListPosition | null | undefined {
  if (cursor === '') return null
  const parts = CURSOR.exec(cursor)
  if (!parts) return undefined
  return [Number(parts[1]), Number(parts[2]), parts[3]!]
}
