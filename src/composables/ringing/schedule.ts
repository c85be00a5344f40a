import type { SharedClock } from '../../context'
import type { Clock } from '../../manager/ports'
import type { RingingBrowser } from './browser'

/** The longest wait for a page that always has something to do, in milliseconds. */
const BUSY_MS = 2_000
/** Stands in for a frame that is not drawn after all, in milliseconds. */
const NO_FRAME_MS = 100
/** How long a frame takes from its callbacks until it is on the screen, in milliseconds. */
const FRAME_MS = 16

/** The shared clock of a context, for those who take any clock. */
export function clockOf(shared: SharedClock): Clock {
  return {
    now: () => shared.read(),
    setTimer: (callback, delayMs) => shared.at(shared.read() + delayMs, callback),
  }
}

/** Calls back once the page has nothing better to do, unless the returned function was called before. */
export function whenIdle(
  { window }: RingingBrowser,
  clock: Clock,
  callback: () => void,
): () => void {
  if (!window?.requestIdleCallback) return clock.setTimer(callback, BUSY_MS)
  const id = window.requestIdleCallback(callback, { timeout: BUSY_MS })
  return () => window.cancelIdleCallback?.(id)
}

/**
 * Calls back once what the page has to draw now is painted, at once where nothing is drawn, unless the
 * returned function was called before.
 */
export function afterPaint(
  { window, document }: RingingBrowser,
  clock: Clock,
  callback: () => void,
): () => void {
  if (document?.visibilityState !== 'visible' || !window?.requestAnimationFrame) {
    callback()
    return () => {}
  }
  let cancelTimer = clock.setTimer(callback, NO_FRAME_MS)
  const frame = window.requestAnimationFrame(() => {
    cancelTimer()
    // a frame's callbacks run before it is painted
    cancelTimer = clock.setTimer(callback, FRAME_MS)
  })
  return () => {
    cancelTimer()
    window.cancelAnimationFrame?.(frame)
  }
}
