import { createMemoryHub, type MemoryHub } from '../engines/memory'
import { createManualClock, type ManualClock } from './manual-clock'

/** A backend in memory whose time moves only when the test says so. */
export interface TestHub extends MemoryHub {
  readonly clock: ManualClock
}

/**
 * Creates a {@link TestHub}.
 *
 * @example
 * ```ts
 * const hub = createTestHub()
 * const ann = await hub.connect({ userId: 'ann' })
 * // …a call of 30 seconds
 * await hub.clock.advance(30_000)
 * ```
 */
export function createTestHub(): TestHub {
  const clock = createManualClock()
  return { ...createMemoryHub({ clock }), clock }
}
