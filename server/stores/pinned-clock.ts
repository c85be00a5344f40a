import type { Clock } from '../../src/manager/ports'

/** A clock that can be held still. */
export interface PinnedClock extends Clock {
  /** Runs a task, which must not wait for anything, at one moment. */
  at<Result>(now: number, task: () => Result): Result
}

/** Creates a {@link PinnedClock}. */
export function createPinnedClock(clock: Clock): PinnedClock {
  let pinned: number | null = null
  return {
    now: () => pinned ?? clock.now(),
    setTimer: (callback, delayMs) => clock.setTimer(callback, delayMs),
    at(now, task) {
      pinned = now
      try {
        return task()
      } finally {
        pinned = null
      }
    },
  }
}
