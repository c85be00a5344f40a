import type { RingtoneOptions } from '../../context'
import type { Clock } from '../../manager/ports'
import type { RingingBrowser } from './browser'
import type { RingingCall } from './types'

/** Where ringing stands in this tab. */
export interface RingerState {
  isRinging: boolean
  isMuted: boolean
  isBlocked: boolean
  isElected: boolean
}

/** What should ring, and how. */
export interface RingerInput {
  /** Newest first; those that show without a sound are not among them. */
  calls: readonly RingingCall[]
  /** Whose tabs ring together. */
  userId: string
  options: RingtoneOptions
  /** Language of the words, for notifications. */
  lang?: string
  dir?: NotificationDirection
}

export interface RingerSetup {
  clock: Clock
  browser: () => RingingBrowser
  /** Gets the whole state after each change. */
  onState: (state: RingerState) => void
  /** Gets what went wrong; whatever else works goes on. */
  onError: (error: unknown) => void
}

/** Everything by which a page rings, as one. */
export interface Ringer {
  /** Takes what rings now; whatever is no longer among the calls is over, answered or silenced. */
  update(input: RingerInput): void
  /** Turns sound and vibration off, or on, in all tabs of the person, until this ring is over. */
  setMuted(isMuted: boolean): void
  /** To be called in a user's gesture: lets this ring and later ones be heard. */
  unblock(): void
  /** Overrides the device of the options. Rejects when that cannot be. */
  setOutputDevice(deviceId: string): Promise<void>
  /** Silent at once, and nothing is left behind. */
  dispose(): void
}
