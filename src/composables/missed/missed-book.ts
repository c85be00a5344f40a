import type { MissedInvitation } from '../../stores/types'

const VERSION = 1
const MAX_MISSED = 50
const MAX_DISMISSED = 100
const KEPT_MS = 7 * 24 * 60 * 60 * 1_000

/** How far two tabs may differ about the moment at which one ring began, in milliseconds. */
const TOLERANCE_MS = 1_000

/** What is kept of missed calls; never changed, only replaced. */
export interface MissedBook {
  /** Newest first, one for each room. */
  missed: readonly MissedInvitation[]
  /** By room: rings that began up to then were dismissed, so another tab must not bring them back. */
  dismissed: Readonly<Record<string, number>>
}

/** Nothing was missed. */
export const emptyBook: MissedBook = { missed: [], dismissed: {} }

/** Tells one ring from another of the same room. */
export function keyOf(one: MissedInvitation): string {
  return `${one.roomId}#${ringTimeOf(one)}`
}

/** Adds a missed call; one that is known, older or dismissed changes nothing. */
export function addMissed(book: MissedBook, one: MissedInvitation): MissedBook {
  const dismissedUpTo = book.dismissed[one.roomId]
  if (dismissedUpTo !== undefined && isUpTo(one, dismissedUpTo)) return book
  const known = book.missed.find(({ roomId }) => roomId === one.roomId)
  if (known && (isSameRevision(one, known) || isUpTo(one, ringTimeOf(known)))) return book
  const others = book.missed.filter((other) => other !== known)
  const missed = [withoutSecrets(one), ...others].sort((a, b) => b.missedAt - a.missedAt)
  return { ...book, missed }
}

/** Takes the call of a room out for good, or `all`. */
export function dismissMissed(book: MissedBook, roomId: string, now: number): MissedBook {
  const isMeant = (one: MissedInvitation) => roomId === 'all' || one.roomId === roomId
  const gone = book.missed.filter(isMeant)
  if (gone.length === 0) return book
  const upTo = gone.map((one) => [one.roomId, one.invitation.createdAt ?? now])
  return {
    missed: book.missed.filter((one) => !isMeant(one)),
    dismissed: { ...book.dismissed, ...(Object.fromEntries(upTo) as Record<string, number>) },
  }
}

/** Leaves out what is older than 7 days, and all but the newest 50. */
export function prune({ missed, dismissed }: MissedBook, now: number): MissedBook {
  const since = now - KEPT_MS
  return {
    missed: missed.filter(({ missedAt }) => missedAt > since).slice(0, MAX_MISSED),
    dismissed: Object.fromEntries(
      Object.entries(dismissed)
        .filter(([, upTo]) => upTo > since)
        .sort(([, one], [, other]) => other - one)
        .slice(0, MAX_DISMISSED),
    ),
  }
}

/** The book as a text. */
export function writeBook(book: MissedBook): string {
  return JSON.stringify({ version: VERSION, ...book })
}

/** Reads a text; whatever is no book, or one of another version, is an empty one. */
export function readBook(text: string | null): MissedBook {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<MissedBook & { version: number }> | null
    if (value?.version !== VERSION || !Array.isArray(value.missed)) return emptyBook
    const dismissed = Object.entries(value.dismissed ?? {}).filter(([, upTo]) =>
      Number.isFinite(upTo),
    )
    return { missed: value.missed.filter(isMissed), dismissed: Object.fromEntries(dismissed) }
  } catch {
    return emptyBook
  }
}

function isMissed(value: unknown): value is MissedInvitation {
  const one = value as Partial<MissedInvitation> | null
  return (
    typeof one?.roomId === 'string' &&
    one.roomInfo?.roomId === one.roomId &&
    typeof one.invitation?.inviter?.userId === 'string' &&
    Number.isFinite(one.missedAt)
  )
}

/** Foreign backends do not say when a ring began: its end stands for it. */
function ringTimeOf({ invitation, missedAt }: MissedInvitation): number {
  return invitation.createdAt ?? missedAt
}

function isUpTo(one: MissedInvitation, time: number) {
  return ringTimeOf(one) <= time + TOLERANCE_MS
}

function isSameRevision({ invitation: one }: MissedInvitation, { invitation }: MissedInvitation) {
  return one.revision !== undefined && one.revision === invitation.revision
}

/** A password has no place in the browser's storage. */
function withoutSecrets(one: MissedInvitation): MissedInvitation {
  return { ...one, roomInfo: { ...one.roomInfo, password: '' } }
}
