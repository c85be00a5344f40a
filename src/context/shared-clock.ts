import { shallowReadonly, shallowRef, type ShallowRef } from 'vue'
import type { Clock } from '../manager/ports'
import type { Off } from '../manager/types'

const SECOND_MS = 1_000

/** The one timer behind every countdown, deadline and delay of a context. */
export interface SharedClock {
  /**
   * Milliseconds since the epoch as of the last tick: once in each whole second while somebody
   * holds the clock and the page is visible, and whenever a deadline is met.
   */
  readonly now: Readonly<ShallowRef<number>>
  /** Milliseconds since the epoch, exactly now. */
  read(): number
  /** Calls back once at that time, or in a later task when it is past. */
  at(time: number, callback: () => void): Off
  /** Keeps the clock ticking until the returned function is called. */
  hold(): Off
  /** Ends everything; nothing is called back afterwards. */
  dispose(): void
}

export interface SharedClockOptions {
  /** Tells the time and wakes at one. */
  source: Clock
  /** Reports what a callback threw. */
  onError: (error: unknown) => void
  /** Tells a server, where nothing may stay behind: no timer ever starts there. */
  isServer: () => boolean
}

interface Deadline {
  time: number
  callback: () => void
}

/** Creates a {@link SharedClock}: one `setTimeout` for the nearest of all times, recomputed on waking. */
export function createSharedClock({ source, onError, isServer }: SharedClockOptions): SharedClock {
  const now = shallowRef(source.now())
  const deadlines = new Set<Deadline>()
  let holders = 0
  let isDisposed = false
  let timer: { time: number; off: Off } | null = null

  /** The page to follow, from the first use on: creating a clock touches no browser. */
  let page: Document | null | undefined

  function followPage() {
    if (page !== undefined) return
    page = typeof document === 'undefined' ? null : document
    page?.addEventListener('visibilitychange', wake)
    page?.defaultView?.addEventListener('pageshow', wake)
  }

  function isTicking() {
    return holders > 0 && page?.visibilityState !== 'hidden'
  }

  /** Sees to what is due, then sleeps until the next time that matters. */
  function wake() {
    disarm()
    const time = source.now()
    now.value = time
    for (const deadline of [...deadlines]) {
      if (deadline.time > time || !deadlines.delete(deadline)) continue
      try {
        deadline.callback()
      } catch (error) {
        onError(error)
      }
    }
    arm()
  }

  function arm() {
    if (isDisposed || isServer()) return
    followPage()
    const time = source.now()
    let next = isTicking() ? (Math.floor(time / SECOND_MS) + 1) * SECOND_MS : Infinity
    for (const deadline of deadlines) next = Math.min(next, deadline.time)
    if (timer && timer.time === next) return
    disarm()
    if (next !== Infinity) timer = { time: next, off: source.setTimer(wake, next - time) }
  }

  function disarm() {
    timer?.off()
    timer = null
  }

  function at(time: number, callback: () => void): Off {
    const deadline = { time, callback }
    deadlines.add(deadline)
    arm()
    return () => {
      if (deadlines.delete(deadline)) arm()
    }
  }

  function hold(): Off {
    let isHeld = true
    holders += 1
    if (holders === 1 && !isDisposed) {
      now.value = source.now()
      arm()
    }
    return () => {
      if (!isHeld) return
      isHeld = false
      holders -= 1
      if (holders === 0) arm()
    }
  }

  function dispose() {
    isDisposed = true
    disarm()
    deadlines.clear()
    page?.removeEventListener('visibilitychange', wake)
    page?.defaultView?.removeEventListener('pageshow', wake)
  }

  return { now: shallowReadonly(now), read: () => source.now(), at, hold, dispose }
}
