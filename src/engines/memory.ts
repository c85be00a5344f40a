import { createLocalHub } from '../manager/local-hub'
import { systemClock } from '../manager/host'
import type { Clock } from '../manager/ports'
import { createRoomEngine } from '../manager/room-engine'
import type { RoomEngine, UserProfile } from '../manager/types'

export interface MemoryHubOptions {
  /** Tells the time and runs the deadlines. Defaults to the machine's clock. */
  clock?: Clock
}

/** People and rooms in one process. */
export interface MemoryHub {
  /**
   * Connects one device of a user; the same user may connect any number of devices. Rejects with
   * -1001 for a bad user id, -1002 once the hub is closed.
   */
  connect(user: UserProfile): Promise<RoomEngine>
  /** Closes every engine and forgets everything. */
  close(): Promise<void>
}

/**
 * A backend in memory: the reference, for tests and servers that render pages.
 *
 * @example
 * ```ts
 * const hub = createMemoryHub()
 * const ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
 * ```
 */
export function createMemoryHub({ clock = systemClock }: MemoryHubOptions = {}): MemoryHub {
  const hub = createLocalHub(clock)
  const engines = new Set<RoomEngine>()

  async function connect(user: UserProfile): Promise<RoomEngine> {
    const engine = createRoomEngine(await hub.connect(user))
    engines.add(engine)
    return engine
  }

  async function close() {
    for (const engine of engines) await engine.close()
    await hub.close()
  }

  return { connect, close }
}
