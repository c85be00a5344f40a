import type { Clock } from '../../manager/ports'
import { askForSound, isPageTouched } from './autoplay'
import type { RingingAudioContext } from './browser'
import { sendTo, type Voice, type VoiceOptions } from './voice'

/** How long a context that may play is given to begin, in milliseconds. */
const BLOCKED_AFTER_MS = 500
/** Seconds in which the sound dies away at the end: too short to hear, long enough not to click. */
const RELEASE = 0.01

export interface BufferVoiceOptions extends VoiceOptions {
  clock: Clock
  /** Makes or gives the sound. */
  createBuffer: (context: RingingAudioContext) => AudioBuffer
}

/**
 * Creates a {@link Voice} that loops samples. Its audio context exists only while it is needed: it is
 * closed with the ring, unless the browser wanted a gesture for it and would want another next time.
 */
export function createBufferVoice(options: BufferVoiceOptions): Voice {
  const { browser, clock, createBuffer, onState, onError } = options
  let { volume, outputDevice } = options
  let context: RingingAudioContext | null = null
  let playing: { source: AudioBufferSourceNode; gain: GainNode } | null = null
  let stopWaiting: (() => void) | null = null
  let isOn = false
  let hasGesture = false
  /** Whether a gesture made the context run. */
  let isUnlocked = false

  function open() {
    if (context) return context
    const { AudioContext } = browser()
    if (!AudioContext) throw new Error('This browser has no AudioContext.')
    context = new AudioContext()
    context.addEventListener('statechange', settle)
    if (outputDevice) sendTo(context, outputDevice).catch(onError)
    return context
  }

  function start() {
    if (isOn) return
    isOn = true
    if (context || isPageTouched(browser())) begin()
    else askFirst()
  }

  function askFirst() {
    onState('starting')
    stopWaiting = askForSound(browser(), clock, (isRefused) => {
      stopWaiting = null
      if (isRefused) onState('blocked')
      else begin()
    })
  }

  function begin() {
    try {
      const output = open()
      const gain = output.createGain()
      gain.gain.value = volume
      gain.connect(output.destination)
      const source = output.createBufferSource()
      source.buffer = createBuffer(output)
      source.loop = true
      source.connect(gain)
      source.start()
      playing = { source, gain }
      resume(output)
      settle()
    } catch (error) {
      isOn = false
      close()
      onState('failed', error)
    }
  }

  /** Some browsers never settle this while they block the sound: the state tells, not the promise. */
  function resume(output: RingingAudioContext) {
    output.resume().catch(() => {})
  }

  function settle() {
    if (!context) return
    if (context.state === 'running') {
      isUnlocked ||= hasGesture
      doNotWait()
      if (playing) onState('playing')
      else if (!isOn) rest()
      return
    }
    if (!playing || stopWaiting) return
    onState('starting')
    stopWaiting = clock.setTimer(() => onState('blocked'), BLOCKED_AFTER_MS)
  }

  function doNotWait() {
    stopWaiting?.()
    stopWaiting = null
  }

  function stop() {
    if (!isOn) return
    isOn = false
    doNotWait()
    onState('idle')
    const ending = playing
    playing = null
    if (!ending || !context) return
    if (context.state !== 'running') {
      ending.source.stop()
      ending.source.disconnect()
      rest()
      return
    }
    const now = context.currentTime
    ending.gain.gain.setTargetAtTime(0, now, RELEASE / 4)
    ending.source.onended = () => {
      ending.source.disconnect()
      ending.gain.disconnect()
      if (!playing) rest()
    }
    ending.source.stop(now + RELEASE)
  }

  function rest() {
    if (!isUnlocked) close()
    else if (context?.state === 'running') context.suspend().catch(() => {})
  }

  function close() {
    const closing = context
    context = null
    playing = null
    hasGesture = isUnlocked = false
    closing?.removeEventListener('statechange', settle)
    closing?.close().catch(() => {})
  }

  function unblock() {
    hasGesture = true
    if (isOn && !playing) {
      doNotWait()
      begin()
      return
    }
    try {
      resume(open())
    } catch (error) {
      onError(error)
    }
  }

  function setVolume(value: number) {
    volume = value
    if (playing) playing.gain.gain.value = value
  }

  async function setOutputDevice(deviceId: string) {
    if (context) await sendTo(context, deviceId)
    outputDevice = deviceId
  }

  function dispose() {
    stop()
    close()
  }

  return { start, stop, unblock, setVolume, setOutputDevice, dispose }
}
