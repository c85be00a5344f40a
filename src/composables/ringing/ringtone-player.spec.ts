import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import type { RingingBrowser } from './browser'
import { canSetOutputDevice } from './facts'
import { createRingtonePlayer } from './ringtone-player'
import { createFakeAudio } from './testing/fake-audio'
import { incomingTone } from './tones'

function setUp(more: Partial<RingingBrowser> = {}, hasBeenActive = true) {
  const audio = createFakeAudio()
  const setSinkId = vi.spyOn(audio.browser, 'setSinkId')
  const { AudioContext, Audio } = audio
  const clock = createManualClock()
  const onError = vi.fn()
  const states: string[] = []
  const player = createRingtonePlayer({
    tone: incomingTone,
    clock,
    browser: () => ({
      AudioContext,
      Audio,
      navigator: { userActivation: { hasBeenActive } },
      ...more,
    }),
    onState: (state) => states.push(state),
    onError,
  })
  return { audio, setSinkId, clock, player, states, onError }
}

describe('the built-in sound', () => {
  it('opens no audio context before there is something to play', () => {
    const { audio, player } = setUp()
    player.setVolume(0.4)
    expect(audio.contexts).toHaveLength(0)
    expect(player.state).toBe('idle')
  })

  it('plays until told to stop, then closes its context', async () => {
    const { audio, clock, player, states } = setUp()
    player.start()
    player.start()
    await settle()
    expect(audio.isAudible).toBe(true)
    player.stop()
    expect(audio.isAudible).toBe(false)
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['closed'])
    expect(states).toEqual(['starting', 'playing', 'idle'])
    expect(clock.timerCount).toBe(0)
  })

  it('plays again after a stop in the same moment', async () => {
    const { audio, player } = setUp()
    player.start()
    await settle()
    player.stop()
    player.start()
    await settle()
    expect(audio.isAudible).toBe(true)
    expect(audio.contexts).toHaveLength(1)
  })

  it('follows the volume, within its bounds', async () => {
    const { audio, player } = setUp()
    player.setVolume(0.25)
    player.start()
    await settle()
    expect(audio.contexts[0]!.gain).toBe(0.25)
    player.setVolume(3)
    expect(audio.contexts[0]!.gain).toBe(1)
  })

  it('fails where there is no audio at all, and says why', () => {
    const { player, states, onError } = setUp({ AudioContext: undefined })
    player.start()
    expect(states).toEqual(['failed'])
    expect(onError).toHaveBeenCalledOnce()
  })
})

describe('a browser that blocks sound', () => {
  it('is noticed, and cured by a gesture', async () => {
    const { audio, clock, player, states } = setUp()
    audio.browser.mayPlay = false
    player.start()
    await clock.advance(1_000)
    expect(player.state).toBe('blocked')
    player.unblock()
    await settle()
    expect(player.state).toBe('blocked')

    audio.browser.mayPlay = true
    player.unblock()
    await settle()
    expect(states).toEqual(['starting', 'blocked', 'playing'])
    expect(audio.isAudible).toBe(true)
  })

  it('is asked before anything is opened in a page that nobody has touched yet', async () => {
    const { audio, clock, player, states } = setUp({}, false)
    audio.browser.mayPlay = false
    player.start()
    await settle()
    expect(states).toEqual(['starting', 'blocked'])
    expect(audio.contexts).toHaveLength(0)
    audio.browser.mayPlay = true
    player.unblock()
    await settle()
    expect(audio.isAudible).toBe(true)
    player.stop()
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['suspended'])
    expect(clock.timerCount).toBe(0)
  })

  it('may let such a page be heard all the same', async () => {
    const { audio, clock, player, states } = setUp({}, false)
    audio.browser.play = () => new Promise<void>(() => {})
    player.start()
    await clock.advance(100)
    expect(states).toEqual(['starting', 'playing'])
    expect(audio.isAudible).toBe(true)
  })

  it('may say so itself', async () => {
    const getAutoplayPolicy = () => 'disallowed'
    const { audio, player } = setUp({ navigator: { getAutoplayPolicy } })
    player.start()
    await settle()
    expect(player.state).toBe('blocked')
    expect(audio.elements).toHaveLength(0)
  })

  it('is not waited for after the end', async () => {
    const { audio, clock, player, states } = setUp({}, false)
    audio.browser.play = () => new Promise<void>(() => {})
    player.start()
    player.stop()
    expect(clock.timerCount).toBe(0)
    await clock.advance(1_000)
    expect(states).toEqual(['starting', 'idle'])
    expect(audio.contexts).toHaveLength(0)
  })

  it('keeps a context that took a gesture, resting, for the next ring', async () => {
    const { audio, clock, player } = setUp()
    audio.browser.mayPlay = false
    player.start()
    await clock.advance(1_000)
    audio.browser.mayPlay = true
    player.unblock()
    await settle()
    player.stop()
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['suspended'])
    player.start()
    await settle()
    expect(audio.isAudible).toBe(true)
    player.dispose()
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['closed'])
  })

  it('can be prepared before anything rings, without a sound', async () => {
    const { audio, player, states } = setUp()
    player.unblock()
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['suspended'])
    expect(states).toEqual([])
  })

  it('closes a context that no gesture came for', async () => {
    const { audio, clock, player } = setUp()
    audio.browser.mayPlay = false
    player.start()
    await clock.advance(1_000)
    player.stop()
    await settle()
    expect(audio.contexts.map(({ state }) => state)).toEqual(['closed'])
  })

  it('leaves nothing behind when the ring ends first', async () => {
    const { audio, clock, player } = setUp()
    audio.browser.mayPlay = false
    player.start()
    player.stop()
    await clock.advance(1_000)
    expect(player.state).toBe('idle')
    expect(audio.contexts.map(({ state }) => state)).toEqual(['closed'])
    expect(clock.timerCount).toBe(0)
  })
})

describe('a sound of the app', () => {
  it('is looped from its address', async () => {
    const { audio, player } = setUp()
    player.setSound('/ring.mp3')
    player.start()
    await settle()
    expect(audio.elements).toMatchObject([{ src: '/ring.mp3', loop: true, volume: 0.7 }])
    expect(audio.isAudible).toBe(true)
    player.stop()
    expect(audio.isAudible).toBe(false)
    expect(audio.contexts).toHaveLength(0)
  })

  it('may be samples', async () => {
    const { audio, player } = setUp()
    const samples = {} as AudioBuffer
    player.setSound(samples)
    player.start()
    await settle()
    expect(audio.contexts[0]!.buffers).toEqual([samples])
  })

  it('takes the place of the one that plays', async () => {
    const { audio, player } = setUp()
    player.start()
    await settle()
    player.setSound('/ring.mp3')
    await settle()
    expect(audio.contexts[0]!.isAudible).toBe(false)
    expect(audio.elements[0]!.isPlaying).toBe(true)
  })

  it('waits for a gesture when blocked', async () => {
    const { audio, player, states } = setUp()
    audio.browser.mayPlay = false
    player.setSound('/ring.mp3')
    player.start()
    await settle()
    expect(player.state).toBe('blocked')
    audio.browser.mayPlay = true
    player.unblock()
    await settle()
    expect(states).toEqual(['starting', 'blocked', 'starting', 'playing'])
  })

  it('gives way to the built-in one when it cannot be played', async () => {
    const { audio, player, onError } = setUp()
    const error = new DOMException('No such file.', 'NotSupportedError')
    audio.browser.play = async () => {
      throw error
    }
    player.setSound('/nowhere.mp3')
    player.start()
    await settle()
    expect(onError).toHaveBeenCalledExactlyOnceWith(error)
    expect(player.state).toBe('playing')
    expect(audio.contexts[0]!.isAudible).toBe(true)
  })

  it('gives way to the built-in one when it takes too long to load', async () => {
    const { audio, clock, player, onError } = setUp()
    audio.browser.play = () => new Promise<void>(() => {})
    player.setSound('/slow.mp3')
    player.start()
    await clock.advance(3_000)
    expect(onError).toHaveBeenCalledOnce()
    expect(audio.contexts[0]!.isAudible).toBe(true)
  })
})

describe('the output device', () => {
  it('is the one that was chosen, from the first ring on', async () => {
    const { player, setSinkId } = setUp()
    await player.setOutputDevice('speaker')
    expect(setSinkId).not.toHaveBeenCalled()
    player.start()
    expect(setSinkId).toHaveBeenCalledExactlyOnceWith('speaker')
    await player.setOutputDevice('')
    expect(setSinkId).toHaveBeenLastCalledWith('')
  })

  it('is told to be missing', async () => {
    const { player, setSinkId } = setUp()
    player.start()
    setSinkId.mockRejectedValueOnce(new DOMException('Unplugged.', 'NotFoundError'))
    await expect(player.setOutputDevice('speaker')).rejects.toThrow('Unplugged.')
  })

  it('cannot be chosen where the browser has no choice', async () => {
    class Plain {}
    const browser = { AudioContext: Plain } as unknown as RingingBrowser
    const { player } = setUp(browser)
    await expect(player.setOutputDevice('speaker')).rejects.toThrow('cannot choose')
    await expect(player.setOutputDevice('')).resolves.toBeUndefined()
    expect(canSetOutputDevice(browser, null)).toBe(false)
    expect(canSetOutputDevice(createFakeAudio(), null)).toBe(true)
  })
})
