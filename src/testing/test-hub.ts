import { createLocalHub } from '../manager/local-hub'
import { createRoomEngine } from '../manager/room-engine'
import type { RoomEngine, UserProfile } from '../manager/types'
import { createManualClock, type ManualClock } from './manual-clock'
import { createTestConnection, type TestLine } from './test-connection'

/** One device of one user, whose line the test can cut. */
export interface TestDevice extends RoomEngine, TestLine {}

/** A backend in memory whose time moves only when the test says so. */
export interface TestHub {
  readonly clock: ManualClock
  /**
   * Connects one device of a user; the same user may connect any number of devices. Rejects with
   * -1001 for a bad user id, -1002 once the hub is closed.
   */
  connect(user: UserProfile): Promise<TestDevice>
  /** Closes every device and forgets everything. */
  close(): Promise<void>
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
  const hub = createLocalHub(clock)
  const devices = new Set<TestDevice>()

  async function connect(user: UserProfile): Promise<TestDevice> {
    const { connection, line } = createTestConnection(await hub.connect(user))
    // into the engine itself: a copy would lose what it reads afresh
    const device = Object.assign(createRoomEngine(connection), line)
    devices.add(device)
    return device
  }

  async function close() {
    for (const device of devices) await device.close()
    await hub.close()
  }

  return { clock, connect, close }
}
