import type { Clock } from '../../manager/ports'

/** The wait is anything up to the first of these, which doubles with each failure up to the second: milliseconds. */
const FIRST_WAIT_MS = 300
const LONGEST_WAIT_MS = 30_000
/** A line that goes down earlier than this counts as a failure too, in milliseconds. */
const STEADY_MS = 10_000
/** As how many failures it counts that the service had too much of this device. */
const TOO_MUCH_WEIGHT = 5

/** How long to wait before the next attempt. */
export interface Backoff {
  /** Failures in a row. */
  readonly failures: number
  /** Counts one more end of an attempt, or of a line that was up since then; tells the wait in milliseconds. */
  next(upSince: number | null, isTooMuch: boolean): number
}

/** Creates a {@link Backoff}; all of the wait is left to chance, so that many devices do not come back at once. */
export function createBackoff(clock: Clock): Backoff {
  let failures = 0

  return {
    get failures() {
      return failures
    },
    next(upSince, isTooMuch) {
      const wasSteady = upSince !== null && clock.now() - upSince >= STEADY_MS
      if (wasSteady) failures = 0
      else failures += 1
      if (isTooMuch) failures += TOO_MUCH_WEIGHT
      return Math.random() * Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
    },
  }
}
