import type { Clock } from '../../manager/ports'

/** The wait is anything up to the first of these, which doubles with each failure up to the second: milliseconds. */
const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 30_000
/** A line that goes down earlier than this counts as a failure too, in milliseconds. */
const STEADY_MS = 10_000
/** As how many failures it counts that the service had too much of this device. */
const TOO_MUCH_WEIGHT = 5

/**
 * Counts one more end of an attempt, or of a line that was up since then; tells how long to wait before the next attempt,
 * in milliseconds.
 */
export type Backoff = (upSince: number | null, isTooMuch?: boolean) => number

/** Creates a {@link Backoff}; all of the wait is left to chance, so that many devices do not come back at once. */
export function createBackoff(clock: Clock): Backoff {
  /** Failures in a row. */
  let failures = 0

  return (upSince, isTooMuch) => {
    const wasSteady = upSince !== null && clock.now() - upSince >= STEADY_MS
    failures = (wasSteady ? 0 : failures + 1) + (isTooMuch ? TOO_MUCH_WEIGHT : 0)
    return Math.random() * Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
  }
}
