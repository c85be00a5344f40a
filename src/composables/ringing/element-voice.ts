import type { Clock } from '../../manager/ports'
import { isNotAllowed } from './autoplay'
import type { RingingAudioElement } from './browser'
import { sendTo, type Voice, type VoiceOptions } from './voice'

/** How long a file may take to begin, in milliseconds; a ring must not wait for a slow network. */
const FAILED_AFTER_MS = 3_000

export interface ElementVoiceOptions extends VoiceOptions {
  clock: Clock
  url: string
}

/** Creates a {@link Voice} that loops a sound file, from any origin. */
export function createElementVoice(options: ElementVoiceOptions): Voice {
  const { browser, clock, url, onState, onError } = options
  let { volume, outputDevice } = options
  let element: RingingAudioElement | null = null
  let isOn = false
  let attempt = 0
  let stopWaiting: (() => void) | null = null

  function open() {
    if (element) return element
    const { Audio } = browser()
    if (!Audio) throw new Error('This browser has no audio element.')
    element = new Audio()
    element.loop = true
    element.volume = volume
    element.src = url
    if (outputDevice) sendTo(element, outputDevice).catch(onError)
    return element
  }

  function start() {
    if (isOn) return
    isOn = true
    play()
  }

  function play() {
    const current = ++attempt
    const isCurrent = () => isOn && current === attempt
    onState('starting')
    wait(() => fail(new Error('The sound of the ring took too long to load.')))
    try {
      Promise.resolve(open().play()).then(
        () => isCurrent() && settle('playing'),
        (error: unknown) => {
          if (!isCurrent()) return
          if (isNotAllowed(error)) settle('blocked')
          else fail(error)
        },
      )
    } catch (error) {
      fail(error)
    }
  }

  function wait(callback: () => void) {
    stopWaiting?.()
    stopWaiting = clock.setTimer(callback, FAILED_AFTER_MS)
  }

  function settle(state: 'playing' | 'blocked') {
    stopWaiting?.()
    stopWaiting = null
    onState(state)
  }

  function fail(error: unknown) {
    dispose()
    onState('failed', error)
  }

  function stop() {
    stopWaiting?.()
    stopWaiting = null
    attempt += 1
    if (!isOn) return
    isOn = false
    if (element) {
      element.pause()
      element.currentTime = 0
    }
    onState('idle')
  }

  function unblock() {
    if (isOn) play()
  }

  function setVolume(value: number) {
    volume = value
    if (element) element.volume = value
  }

  async function setOutputDevice(deviceId: string) {
    if (element) await sendTo(element, deviceId)
    outputDevice = deviceId
  }

  function dispose() {
    stop()
    // without a source the browser lets go of the file and of the connection
    element?.removeAttribute('src')
    element?.load()
    element = null
  }

  return { start, stop, unblock, setVolume, setOutputDevice, dispose }
}
