import type { Clock } from '../../manager/ports'
import type { Off } from '../../manager/types'

/** Most rings that are over and still remembered, so that the SDK's late words about them are known. */
const MAX_OVER = 10_000

interface Ring {
  /** When it ends: ms; `null` when it never does, `undefined` when only the SDK knows. */
  expiresAt: number | null | undefined
}

interface Entry<R> {
  ring: R
  isOver: boolean
  stopTimer: Off
}

/** Rings by key, each with one timer for its deadline. */
export interface RingBook<R extends Ring> {
  /** The ring, also when it is over. */
  get(key: string): R | undefined
  isPending(key: string): boolean
  /** Begins a ring in place of the one before. */
  start(key: string, ring: R): void
  /** Ends a ring; it stays known. */
  end(key: string): void
  forget(key: string): void
  clear(): void
}

/** Creates a {@link RingBook}; `onDeadline` is called for what is pending and has to end it. */
export function createRingBook<R extends Ring>(
  clock: Clock,
  onDeadline: (key: string, ring: R) => void,
): RingBook<R> {
  const entries = new Map<string, Entry<R>>()
  let overCount = 0

  function start(key: string, ring: R) {
    forget(key)
    const { expiresAt } = ring
    const stopTimer =
      typeof expiresAt === 'number'
        ? clock.setTimer(() => onDeadline(key, ring), expiresAt - clock.now())
        : () => {}
    entries.set(key, { ring, isOver: false, stopTimer })
  }

  function end(key: string) {
    const entry = entries.get(key)
    if (!entry || entry.isOver) return
    entry.stopTimer()
    entry.isOver = true
    overCount += 1
    // those that have been over for longest come first
    entries.delete(key)
    entries.set(key, entry)
    if (overCount > MAX_OVER) forgetOldest()
  }

  function forgetOldest() {
    for (const [key, { isOver }] of entries) {
      if (isOver) return forget(key)
    }
  }

  function forget(key: string) {
    const entry = entries.get(key)
    if (!entry) return
    entry.stopTimer()
    if (entry.isOver) overCount -= 1
    entries.delete(key)
  }

  return {
    get: (key) => entries.get(key)?.ring,
    isPending: (key) => entries.get(key)?.isOver === false,
    start,
    end,
    forget,
    clear() {
      for (const { stopTimer } of entries.values()) stopTimer()
      entries.clear()
      overCount = 0
    },
  }
}
