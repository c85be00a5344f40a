import type { RoomEngine, UserProfile } from 'vue-conference-invitations/manager'
import type { Device } from './device'

/** A backend of its own for one test, with a clock that moves only by hand. */
export interface Harness {
  /** Connects one more device; where there are several tabs or processes, in the next one. */
  connect(user: UserProfile): Promise<Device>
  /** What the backend's clock says: milliseconds since the epoch. */
  now(): number
  /** Moves the clock forward, everywhere at once, and settles. */
  advance(ms: number): Promise<void>
  /** Resolves when every event of everything done so far has been delivered to every device. */
  settle(): Promise<void>
  /** Ends a device without its doing, as a crash does. Missing where there is no such thing. */
  kill?(device: Device): Promise<void>
  /** Cuts the connection of a device. Missing where there is none to cut. */
  disconnect?(device: Device): Promise<void>
  close(): Promise<void>
}

export type CreateHarness = () => Promise<Harness>

/** What an engine is and can, for the cases that depend on it. */
export interface Traits {
  storage: RoomEngine['storage']
  /** Has a device that can die without saying so. */
  canKill?: boolean
  /** Has a connection that can be lost before the answer. */
  canDisconnect?: boolean
}
