import type { RingingAudioContext, RingingAudioElement } from '../browser'

/** What one tab does to sounds, and what the browser lets it. */
export function createFakeAudio() {
  const contexts: FakeContext[] = []
  const elements: FakeElement[] = []
  const browser = {
    /** Whether it lets this tab be heard. */
    mayPlay: true,
    /** What choosing a device comes to. */
    setSinkId: async (_deviceId: string) => {},
    /** What `play()` of an element comes to. */
    play: async () => {
      if (!browser.mayPlay) throw new DOMException('Click first.', 'NotAllowedError')
    },
  }

  class FakeContext extends EventTarget {
    state: AudioContextState = 'suspended'
    currentTime = 0
    sampleRate = 8_000
    destination = {}
    gain = 1
    buffers: unknown[] = []
    private playing = 0

    constructor() {
      super()
      contexts.push(this)
    }

    get isAudible() {
      return this.state === 'running' && this.playing > 0
    }

    createBuffer(channels: number, length: number, sampleRate: number) {
      return { numberOfChannels: channels, length, sampleRate, copyToChannel() {} }
    }

    createGain() {
      const setGain = (value: number) => (this.gain = value)
      const gain = {
        set value(value: number) {
          setGain(value)
        },
        setTargetAtTime: setGain,
      }
      return { gain, connect() {}, disconnect() {} }
    }

    createBufferSource() {
      const source = {
        buffer: null as unknown,
        loop: false,
        onended: null as (() => void) | null,
        connect() {},
        disconnect() {},
        start: () => {
          this.playing += 1
          this.buffers.push(source.buffer)
        },
        stop: () => {
          this.playing -= 1
          queueMicrotask(() => source.onended?.())
        },
      }
      return source
    }

    resume() {
      // where sound is blocked, browsers leave this promise open
      return browser.mayPlay ? this.become('running') : new Promise<void>(() => {})
    }

    suspend() {
      return this.become('suspended')
    }

    close() {
      return this.become('closed')
    }

    setSinkId(deviceId: string) {
      return browser.setSinkId(deviceId)
    }

    private async become(state: AudioContextState) {
      await Promise.resolve()
      if (this.state === state || this.state === 'closed') return
      this.state = state
      this.dispatchEvent(new Event('statechange'))
    }
  }

  class FakeElement {
    src = ''
    loop = false
    volume = 1
    currentTime = 0
    isPlaying = false

    constructor() {
      elements.push(this)
    }

    async play() {
      await browser.play()
      this.isPlaying = true
    }

    pause() {
      this.isPlaying = false
    }

    load() {}

    removeAttribute(name: 'src') {
      this[name] = ''
    }

    setSinkId(deviceId: string) {
      return browser.setSinkId(deviceId)
    }
  }

  return {
    browser,
    /** Every context that was made, oldest first. */
    contexts,
    /** Every audio element that was made, oldest first. */
    elements,
    /** Whether something is heard. */
    get isAudible() {
      return contexts.some((one) => one.isAudible) || elements.some((one) => one.isPlaying)
    },
    AudioContext: FakeContext as unknown as new () => RingingAudioContext,
    Audio: FakeElement as unknown as new () => RingingAudioElement,
  }
}
