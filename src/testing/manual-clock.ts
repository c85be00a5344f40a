import type { Clock } from '../manager'
import { nextTask } from './next-task'

/** A clock that stands still until somebody moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward by `ms`; each timer on the way runs at its own time, in order. Resolves when
   * what came of them has settled.
   */
  advance(ms: number): Promise<void>
  /** Sets the time without running anything, as a user who changes the clock does: ms since the epoch. */
  set(now: number): void
}

/** Creates a {@link ManualClock}; `start` defaults to noon of a day in 2030, UTC. */
export function createManualClock(start = Date.UTC(2030, 0, 15, 12)): ManualClock {
  const timers = new Set<{ at: number; callback: () => void }>()
  let now = start

  function setTimer(callback: () => void, delayMs: number) {
    const timer = { at: now + Math.max(delayMs, 0), callback }
    timers.add(timer)
    return () => {
      timers.delete(timer)
    }
  }

  function takeNext(until: number) {
    let next: { at: number; callback: () => void } | null = null
    for (const timer of timers) {
      if (timer.at <= until && (next === null || timer.at < next.at)) next = timer
    }
    if (next) timers.delete(next)
    return next
  }

  async function advance(ms: number) {
    const until = now + ms
    await nextTask()
    for (let timer = takeNext(until); timer; timer = takeNext(until)) {
      now = Math.max(now, timer.at)
      timer.callback()
      // what it set going may set a further timer on the way
      await nextTask()
    }
    now = until
  }

  return {
    now: () => now,
    setTimer,
    advance,
    set(time) {
      now = time
    },
  }
}
