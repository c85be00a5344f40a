import type { Clock } from '../manager'
import { nextTask } from './next-task'

/** A clock that stands still until somebody moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward by `ms`; each timer on the way runs at its own time, in order. Resolves when
   * what came of them has settled.
   */
  advance(ms: number): Promise<void>
  /**
   * Sets the time without running anything, as a user or a time server does: running timers do not
   * notice. Milliseconds since the epoch.
   */
  set(now: number): void
  /** How many timers run. */
  readonly timerCount: number
}

/** Where manual clocks start unless told otherwise: noon of a day in 2030, UTC. */
export const START = Date.UTC(2030, 0, 15, 12)

interface Timer {
  dueIn: number
  callback: () => void
}

/** Creates a {@link ManualClock}; `start` defaults to noon of a day in 2030, UTC. */
export function createManualClock(start = START): ManualClock {
  const timers = new Set<Timer>()
  let now = start

  function setTimer(callback: () => void, delayMs: number) {
    const timer = { dueIn: Math.max(delayMs, 0), callback }
    timers.add(timer)
    return () => {
      timers.delete(timer)
    }
  }

  function nextWithin(ms: number) {
    let next: Timer | null = null
    for (const timer of timers) {
      if (timer.dueIn <= ms && (next === null || timer.dueIn < next.dueIn)) next = timer
    }
    return next
  }

  function pass(ms: number) {
    now += ms
    for (const timer of timers) timer.dueIn -= ms
  }

  async function advance(ms: number) {
    let left = ms
    await nextTask()
    for (let timer = nextWithin(left); timer; timer = nextWithin(left)) {
      const step = Math.max(timer.dueIn, 0)
      left -= step
      pass(step)
      timers.delete(timer)
      timer.callback()
      // what it set going may set a further timer on the way
      await nextTask()
    }
    pass(left)
  }

  return {
    now: () => now,
    setTimer,
    advance,
    set(time) {
      now = time
    },
    get timerCount() {
      return timers.size
    },
  }
}
