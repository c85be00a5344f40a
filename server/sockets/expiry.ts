import type { Clock } from '../../src/manager/ports'
import type { Off } from '../../src/manager/types'

/** Clocks keep no longer delays; a token that holds longer is looked at again. */
const LONGEST_MS = 86_400_000

/** Calls back when a time that may be put off has come. */
export function createExpiry(clock: Clock, onExpired: () => void) {
  let cancelTimer: Off = () => {}

  function set(expiresAt: number) {
    cancelTimer()
    const left = expiresAt - clock.now()
    cancelTimer =
      left > LONGEST_MS
        ? clock.setTimer(() => set(expiresAt), LONGEST_MS)
        : clock.setTimer(onExpired, Math.max(left, 0))
  }

  return { set, cancel: () => cancelTimer() }
}
