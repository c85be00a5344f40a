import type { RingtoneSound } from '../../context'
import type { Clock } from '../../manager/ports'
import type { RingingAudioContext, RingingBrowser } from './browser'
import { createBufferVoice } from './buffer-voice'
import { createElementVoice } from './element-voice'
import { canSetOutputDevice, DEFAULT_VOLUME } from './facts'
import { afterPaint } from './schedule'
import { synthesise, type Tone } from './tones'
import type { SoundState, Voice } from './voice'

export interface RingtonePlayerOptions {
  /** The built-in sound, also when the app's own cannot be played. */
  tone: Tone
  clock: Clock
  browser: () => RingingBrowser
  /** Gets each change of `state`. */
  onState: (state: SoundState) => void
  /** Gets what went wrong; the ring goes on with what works. */
  onError: (error: unknown) => void
}

/** Plays one sound over and over. */
export interface RingtonePlayer {
  readonly state: SoundState
  /** Begins; harmless while it is on. */
  start(): void
  /** Silent at once. */
  stop(): void
  /** To be called in a user's gesture: starts a blocked ring, or lets later ones be heard. */
  unblock(): void
  /** 0 to 1, also while it plays. Defaults to 0.7. */
  setVolume(volume: number): void
  /** Another sound; `null` is the built-in one. One that rings goes on with it. */
  setSound(sound: RingtoneSound | null): void
  /** `''` is the default device. Rejects when the browser cannot, or there is no such device. */
  setOutputDevice(deviceId: string): Promise<void>
  /** Lets go of everything; it can be started again. */
  dispose(): void
}

/** Creates a {@link RingtonePlayer}; touches no browser before it is told to start. */
export function createRingtonePlayer(options: RingtonePlayerOptions): RingtonePlayer {
  const { tone, clock, browser, onError } = options
  let state: SoundState = 'idle'
  let isOn = false
  let sound: RingtoneSound | null = null
  let hasSoundFailed = false
  let volume = DEFAULT_VOLUME
  let outputDevice = ''
  let voice: Voice | null = null
  let cancelStart = () => {}

  function setState(next: SoundState) {
    if (state === next) return
    state = next
    options.onState(next)
  }

  function createVoice(): Voice {
    let isReplaced = false
    const shared = { browser, clock, volume, outputDevice, onError, onState }
    function onState(next: SoundState, error?: unknown) {
      if (isReplaced) return
      if (next !== 'failed') return setState(next)
      onError(error)
      if (sound === null || hasSoundFailed) return setState('failed')
      isReplaced = true
      hasSoundFailed = true
      replaceVoice()
    }
    const own = hasSoundFailed ? null : sound
    if (typeof own === 'string') return createElementVoice({ ...shared, url: own })
    const createBuffer = own ? () => own : (context: RingingAudioContext) => render(tone, context)
    return createBufferVoice({ ...shared, createBuffer })
  }

  function replaceVoice() {
    if (!voice) return
    voice.dispose()
    voice = null
    if (isOn) begin()
  }

  function begin() {
    voice ??= createVoice()
    voice.start()
  }

  return {
    get state() {
      return state
    },
    start() {
      if (isOn) return
      isOn = true
      // making the sound takes longer than a frame: whoever calls is seen first
      cancelStart = afterPaint(browser(), clock, begin)
    },
    stop() {
      if (!isOn) return
      isOn = false
      cancelStart()
      voice?.stop()
      setState('idle')
    },
    unblock() {
      voice ??= createVoice()
      voice.unblock()
    },
    setVolume(value) {
      volume = Math.min(1, Math.max(0, value))
      voice?.setVolume(volume)
    },
    setSound(next) {
      if (next === sound) return
      sound = next
      hasSoundFailed = false
      replaceVoice()
    },
    async setOutputDevice(deviceId) {
      if (!canSetOutputDevice(browser(), sound) && deviceId !== '') {
        throw new Error('This browser cannot choose where the ring comes out.')
      }
      await voice?.setOutputDevice(deviceId)
      outputDevice = deviceId
    },
    dispose() {
      isOn = false
      cancelStart()
      voice?.dispose()
      voice = null
      setState('idle')
    },
  }
}

function render(tone: Tone, context: RingingAudioContext): AudioBuffer {
  const samples = synthesise(tone, context.sampleRate)
  const buffer = context.createBuffer(1, samples.length, context.sampleRate)
  buffer.copyToChannel(samples, 0)
  return buffer
}
