const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * How long things are kept after their last change, in milliseconds. Nothing is kept for ever, so that what is
 * forgotten by mistake goes by itself.
 */
export const Lifetime = {
  /** Longer than anything of a room can be due later: the longest deadline is a day. */
  ROOM: 30 * DAY_MS,
  /** A little longer than rooms, because these point at them. */
  INDEX: 31 * DAY_MS,
  PROFILE: 30 * DAY_MS,
  /** Longer than any window in which calls are counted. */
  QUOTA: 10 * MINUTE_MS,
  REQUEST: 10 * MINUTE_MS,
  LOG: DAY_MS,
  /** The number of a log's last entry outlives the entries: who comes back late is told that they are gone. */
  LOG_NUMBER: 7 * DAY_MS,
  LEASE: DAY_MS,
  OUTBOX: 2 * DAY_MS,
} as const

/** Entries that a log keeps unless told otherwise. */
export const DEFAULT_LOG_LENGTH = 1_000

/** Numbers of a log grow by up to so many a millisecond without overtaking the clock that they are seeded from. */
export const SEQUENCE_PER_MS = 1_000
