import { systemClock } from '../../src/manager/host'
import type { Clock } from '../../src/manager/ports'

/** The clock of an engine on another machine. */
export interface EngineClock extends Clock {
  /** Takes notice of the engine's time in an answer that has just come. */
  note(now: number): void
}

/**
 * Creates an {@link EngineClock}: the newest known time of the engine, and how long ago that was. It is late by the
 * time that the answer took, so it is never ahead. The machine's own time of day plays no part.
 */
export function createEngineClock(): EngineClock {
  let known = 0
  let at = 0
  return {
    now: () => Math.floor(known + performance.now() - at),
    setTimer: (callback, delayMs) => systemClock.setTimer(callback, delayMs),
    note(now) {
      known = now
      at = performance.now()
    },
  }
}
