import type { Clock } from '../../manager/ports'
import { createTimer } from '../../manager/timer'

/** How long an answer may take, in milliseconds: usually, and when the line is in doubt. */
const PATIENCE_MS = 10_000
const HASTY_MS = 3_000
/** A timer that comes so much too late has slept, in milliseconds. */
const LATE_MS = 5_000

/** Asks again and again whether the service is there. */
export interface Heartbeat {
  start(intervalMs: number): void
  /** Takes an answer; tells when its question was asked, `null` for one that is out of date. */
  answer(n: number): number | null
  /** Asks at once, with less patience: after a sleep, or when the network has changed. */
  check(): void
  stop(): void
}

export interface HeartbeatOptions {
  clock: Clock
  ask: (n: number) => void
  /** Nobody answered. */
  onSilence: () => void
}

/** Creates a {@link Heartbeat}; it sets one timer at the most. */
export function createHeartbeat({ clock, ask, onSilence }: HeartbeatOptions): Heartbeat {
  let interval = 0
  let n = 0
  /** When the question was asked that is still open. */
  let askedAt: number | null = null
  const timer = createTimer(clock)

  function rest() {
    const due = clock.now() + interval
    timer.set(() => {
      askWithin(clock.now() - due > LATE_MS ? HASTY_MS : PATIENCE_MS)
    }, interval)
  }

  function askWithin(patienceMs: number) {
    timer.set(onSilence, patienceMs)
    askedAt = clock.now()
    ask(++n)
  }

  return {
    start(intervalMs) {
      interval = intervalMs
      rest()
    },
    answer(answered) {
      if (answered !== n || askedAt === null) return null
      const asked = askedAt
      askedAt = null
      rest()
      return asked
    },
    check: () => askWithin(HASTY_MS),
    stop() {
      timer.stop()
      askedAt = null
    },
  }
}
