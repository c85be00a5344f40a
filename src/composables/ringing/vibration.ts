import type { Clock } from '../../manager/ports'
import type { RingingBrowser } from './browser'

/** On, off, on, in milliseconds; together with the pause as long as one round of the ringtone. */
export const DEFAULT_VIBRATION: readonly number[] = [300, 150, 300]
const CYCLE_MS = 4_000

/** Lets the device tremble. */
export interface Vibration {
  /** Repeats the pattern every four seconds, or as soon as it is over when it takes longer. */
  start(pattern?: readonly number[]): void
  /** Still at once. */
  stop(): void
}

/** Creates a {@link Vibration}; does nothing on devices without. */
export function createVibration({
  browser,
  clock,
}: {
  browser: () => RingingBrowser
  clock: Clock
}): Vibration {
  let cancelTimer: (() => void) | null = null

  function vibrate(pattern: number[]) {
    const { navigator } = browser()
    // before the first gesture browsers refuse, and complain about the attempt
    if (navigator?.userActivation?.hasBeenActive === false) return
    navigator?.vibrate?.(pattern)
  }

  function round(pattern: readonly number[]) {
    vibrate([...pattern])
    const length = pattern.reduce((sum, part) => sum + part, 0)
    cancelTimer = clock.setTimer(() => round(pattern), Math.max(CYCLE_MS, length))
  }

  return {
    start(pattern = DEFAULT_VIBRATION) {
      if (!cancelTimer && browser().navigator?.vibrate && pattern.length > 0) round(pattern)
    },
    stop() {
      if (!cancelTimer) return
      cancelTimer()
      cancelTimer = null
      vibrate([0])
    },
  }
}
