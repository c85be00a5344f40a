import type { RingingAudioContext, RingingAudioElement, RingingBrowser } from './browser'

/**
 * Whether a ring is heard: `starting` until the browser has decided, `blocked` when it waits for a
 * gesture of the user, `failed` when there will be no sound.
 */
export type SoundState = 'idle' | 'starting' | 'playing' | 'blocked' | 'failed'

/** One way to make the sound of a ring; repeats it until told to stop. */
export interface Voice {
  /** Begins from the start; harmless while it is on. */
  start(): void
  /** Silent at once. */
  stop(): void
  /** Tries again in a user's gesture; while idle, prepares for the next ring. */
  unblock(): void
  /** 0 to 1, also while it plays. */
  setVolume(volume: number): void
  /** Sends the sound to that device, `''` is the default one; rejects when that cannot be. */
  setOutputDevice(deviceId: string): Promise<void>
  /** Lets go of everything. */
  dispose(): void
}

/** What every voice is made with. */
export interface VoiceOptions {
  browser: () => RingingBrowser
  volume: number
  outputDevice: string
  /** Gets each change; `error` with `failed`. */
  onState: (state: SoundState, error?: unknown) => void
  /** Gets what went wrong without ending the sound. */
  onError: (error: unknown) => void
}

/** Sends sound to a device where the browser lets it be chosen. */
export async function sendTo(
  output: Pick<RingingAudioContext | RingingAudioElement, 'setSinkId'>,
  deviceId: string,
): Promise<void> {
  if (output.setSinkId) await output.setSinkId(deviceId)
  else if (deviceId !== '') throw new Error('This browser cannot choose where sound comes out.')
}
