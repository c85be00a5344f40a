import type { Clock } from '../../manager/ports'

/** A clock that stands still until it is told otherwise. */
export interface ManualClock extends Clock {
  /** Lets time pass, timers going off on the way. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock, as a user or a time server does: running timers do not notice. */
  setTime(time: number): void
  /** How many timers run. */
  readonly timerCount: number
}

/** Where manual clocks start: a whole second. */
export const START = 1_700_000_000_000

/** Creates a {@link ManualClock}. */
export function createManualClock(start = START): ManualClock {
  const timers = new Set<{ dueIn: number; callback: () => void }>()
  let time = start

  async function advance(ms: number) {
    await settle()
    for (let left = ms; ;) {
      const next = Math.min(left, ...[...timers].map(({ dueIn }) => Math.max(0, dueIn)))
      left -= next
      time += next
      for (const timer of timers) timer.dueIn -= next
      const due = [...timers].filter(({ dueIn }) => dueIn <= 0)
      for (const timer of due) if (timers.delete(timer)) timer.callback()
      await settle()
      if (left <= 0 && due.length === 0) return
    }
  }

  return {
    now: () => time,
    setTimer(callback, delayMs) {
      const timer = { dueIn: delayMs, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance,
    setTime: (next) => (time = next),
    get timerCount() {
      return timers.size
    },
  }
}

/** Lets promises and Vue's queue come to rest; no time passes. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
