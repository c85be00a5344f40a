import { systemClock } from '../../manager/host'
import { createLocalHub } from '../../manager/local-hub'
import type { Clock, Connection } from '../../manager/ports'
import { toProfileRecord, type ProfileRecord } from '../../manager/records'
import { createRoomEngine } from '../../manager/room-engine'
import type { RoomEngine, UserProfile } from '../../manager/types'
import { assertOptions, assertProfile } from '../../manager/validate'
import { connectToStorage } from './connection'

export interface EmbeddedEngineOptions {
  /** The person on this device; the names are those that others see from now on. */
  user: UserProfile
  /** Devices meet when they have the same one. Defaults to `default`. */
  namespace?: string
  /** Tells the time and runs the deadlines. Defaults to the machine's clock. */
  clock?: Clock
}

/**
 * Connects a device of the backend that needs no server: the tabs of one browser call each other. Where
 * the browser refuses storage the device is alone, and its `storage` is `memory`. Rejects with -1001
 * for a bad user id.
 *
 * A tab that dies leaves its room at once. Only outside secure contexts, where browsers have no locks, a
 * tab that is killed (not closed) stays among the members until the room is destroyed.
 *
 * @example
 * ```ts
 * const engine = await createEmbeddedEngine({ user: { userId: 'ann', userName: 'Ann' } })
 * ```
 */
export async function createEmbeddedEngine(options: EmbeddedEngineOptions): Promise<RoomEngine> {
  assertOptions(options)
  const { user, namespace = 'default', clock = systemClock } = options
  assertProfile(user)
  const profile = toProfileRecord(user)
  const connection = await connectToStorage({ user: profile, namespace, clock }).catch(() =>
    connectToMemory(profile, clock),
  )
  return createRoomEngine(connection)
}

async function connectToMemory(user: ProfileRecord, clock: Clock): Promise<Connection> {
  const hub = createLocalHub(clock, 'memory')
  const connection = await hub.connect(user)
  connection.onStatusChange((status) => {
    if (status === 'closed') void hub.close()
  })
  return connection
}
