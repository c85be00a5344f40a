import type { Clock } from './ports'
import type { Off } from './types'

/** One timer that is set again and again. */
export interface Timer {
  /** Takes back what was set before; calls back once, `delayMs` milliseconds from now. */
  set(callback: () => void, delayMs: number): void
  /** Takes back what was set. */
  stop(): void
}

/** Creates a {@link Timer} on a clock. */
export function createTimer(clock: Clock): Timer {
  let stop: Off = () => {}

  return {
    set(callback, delayMs) {
      stop()
      stop = clock.setTimer(callback, delayMs)
    },
    stop: () => stop(),
  }
}
