import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeManager } from '../../stores/testing/fake-manager'
import { mountContext } from '../../stores/testing/mount-context'
import { invitation, received, room, user } from '../../stores/testing/samples'
import { settle } from '../../testing/settle'
import { useRingtone, type RingtoneOptions } from '../useRingtone'
import type * as LoadOnce from '../load-once'
import { createFakePage } from './testing/fake-page'
import { whenLoaded } from './testing/when-loaded'

let page: ReturnType<typeof createFakePage>
let loadCount: number
let isOffline: boolean
/** What is loaded comes after this. */
let network: Promise<void>

vi.mock('./browser', async (original) => ({
  ...(await original<object>()),
  readBrowser: () => page.browser(),
}))

vi.mock('../load-once', async (original) => {
  const { loadOnce } = await original<typeof LoadOnce>()
  return {
    loadOnce: (load: () => Promise<unknown>) =>
      loadOnce(() => {
        loadCount += 1
        if (isOffline) return Promise.reject(new Error('The part cannot be fetched.'))
        return network.then(load)
      }),
  }
})

beforeEach(() => {
  page = createFakePage()
  loadCount = 0
  isOffline = false
  network = Promise.resolve()
})

/** Holds back what is loaded until the returned function is called. */
function holdBack() {
  let arrive!: () => void
  network = new Promise((resolve) => (arrive = resolve))
  return async () => {
    arrive()
    await whenLoaded()
  }
}

afterEach(() => {
  expect(page.audio.isAudible).toBe(false)
  expect(page.listenerCount).toBe(0)
})

async function setUp(options?: RingtoneOptions) {
  const fake = createFakeManager()
  const mounted = await mountContext({ manager: fake.manager, currentUser: user('ben') }, () =>
    useRingtone(options),
  )
  const call = async (roomId = 'weekly') => {
    fake.emit('onReceiveInvitation', received(roomId))
    await settle()
  }
  const takeBack = async () => {
    const roomInfo = room('weekly')
    fake.emit('onInvitationCancelled', { roomInfo, invitation: invitation('ben', { revision: 2 }) })
    await settle()
  }
  return { ...mounted, ringtone: mounted.result, call, takeBack }
}

describe('what makes the sound', () => {
  it('is loaded once the page has nothing better to do', async () => {
    let idle: (() => void) | undefined
    Object.assign(page.window, {
      requestIdleCallback: (callback: () => void) => ((idle = callback), 7),
      cancelIdleCallback: vi.fn(),
    })
    const { unmount } = await setUp()
    expect(loadCount).toBe(0)
    idle!()
    await whenLoaded()
    expect(loadCount).toBe(1)
    unmount()
  })

  it('is loaded soon in browsers that do not say when they have nothing to do', async () => {
    const { clock, unmount } = await setUp()
    expect(loadCount).toBe(0)
    await clock.advance(2_000)
    await whenLoaded()
    expect(loadCount).toBe(1)
    unmount()
  })

  it('is loaded at once for a call, and only then', async () => {
    const arrive = holdBack()
    const { call, clock, takeBack, ringtone, unmount } = await setUp()
    await call()
    expect(loadCount).toBe(1)
    // what the card shows does not wait
    expect(ringtone.isRinging.value).toBe(true)
    await arrive()
    expect(page.audio.isAudible).toBe(true)
    await takeBack()
    await call('daily')
    await clock.advance(2_000)
    expect(loadCount).toBe(1)
    expect(page.audio.isAudible).toBe(true)
    unmount()
    await settle()
  })

  it('is not waited for any more after the unmount', async () => {
    const { clock, unmount } = await setUp()
    unmount()
    expect(clock.timerCount).toBe(0)
    await clock.advance(2_000)
    expect(loadCount).toBe(0)
  })

  it('makes none when everything is unmounted meanwhile', async () => {
    const arrive = holdBack()
    const { call, ringtone, unmount } = await setUp()
    await call()
    unmount()
    await arrive()
    expect(loadCount).toBe(1)
    expect(page.audio.contexts).toEqual([])
    expect(page.document.title).toBe('My app')
    expect(ringtone.isRinging.value).toBe(false)
  })

  it('makes none for a call that is over meanwhile', async () => {
    const arrive = holdBack()
    const { call, ringtone, takeBack, unmount } = await setUp()
    await call()
    await takeBack()
    expect(ringtone.isRinging.value).toBe(false)
    await arrive()
    expect(page.audio.contexts).toEqual([])
    unmount()
  })

  it('makes none for a call that is muted meanwhile, until it is unmuted', async () => {
    const arrive = holdBack()
    const { call, ringtone, unmount } = await setUp()
    await call()
    ringtone.mute()
    expect(ringtone.isMuted.value).toBe(true)
    await arrive()
    expect(page.audio.isAudible).toBe(false)
    expect(ringtone.isElected.value).toBe(true)
    expect(ringtone.isMuted.value).toBe(true)
    ringtone.unmute()
    await settle()
    expect(page.audio.isAudible).toBe(true)
    unmount()
    await settle()
  })

  it('leaves the next call its sound when a muted one is over before it is there', async () => {
    const arrive = holdBack()
    const { call, ringtone, takeBack, unmount } = await setUp()
    await call()
    ringtone.mute()
    await takeBack()
    await arrive()
    await call('daily')
    expect(ringtone.isMuted.value).toBe(false)
    expect(page.audio.isAudible).toBe(true)
    unmount()
    await settle()
  })

  it('knows of a gesture that was made before it was there, and keeps what it allowed', async () => {
    const arrive = holdBack()
    const { call, clock, ringtone, takeBack, unmount } = await setUp()
    await call()
    ringtone.unblock()
    await arrive()
    expect(page.audio.isAudible).toBe(true)
    await takeBack()
    await clock.advance(1_000)
    expect(page.audio.contexts.map(({ state }) => state)).toEqual(['suspended'])
    unmount()
    await settle()
  })

  it('takes the output device that was chosen before it was there', async () => {
    const setSinkId = vi.spyOn(page.audio.browser, 'setSinkId')
    const { call, ringtone, unmount } = await setUp()
    await ringtone.setOutputDevice('speaker')
    await call()
    await whenLoaded()
    expect(setSinkId).toHaveBeenCalledWith('speaker')
    unmount()
    await settle()
  })
})

describe('when it cannot be loaded', () => {
  it('shows calls all the same, and says why they make no sound', async () => {
    isOffline = true
    const { call, errors, ringtone, unmount } = await setUp({ muted: true })
    await call()
    expect(errors).toEqual([new Error('The part cannot be fetched.')])
    expect(ringtone.isRinging.value).toBe(true)
    expect(ringtone.isMuted.value).toBe(true)
    ringtone.unmute()
    expect(ringtone.isMuted.value).toBe(false)
    await expect(ringtone.setOutputDevice('speaker')).rejects.toThrow('fetched')
    unmount()
    expect(ringtone.isRinging.value).toBe(false)
  })

  it('says nothing as long as nothing should ring, and tries again for a call', async () => {
    isOffline = true
    const { call, clock, errors, unmount } = await setUp()
    await clock.advance(2_000)
    expect(errors).toEqual([])
    isOffline = false
    await call()
    await whenLoaded()
    expect(page.audio.isAudible).toBe(true)
    unmount()
    await settle()
  })

  it('tries again for the next call', async () => {
    isOffline = true
    const { call, errors, takeBack, unmount } = await setUp()
    await call()
    await takeBack()
    isOffline = false
    await call('daily')
    await whenLoaded()
    expect(errors).toHaveLength(1)
    expect(page.audio.isAudible).toBe(true)
    unmount()
    await settle()
  })
})

it('paints who calls before it makes the sound', async () => {
  const frames: (() => void)[] = []
  Object.assign(page.window, {
    requestAnimationFrame: (callback: () => void) => frames.push(callback),
    cancelAnimationFrame: () => {},
  })
  const { call, clock, ringtone, unmount } = await setUp()
  await call()
  await whenLoaded()
  expect(ringtone.isRinging.value).toBe(true)
  expect(page.audio.contexts).toEqual([])
  frames.at(-1)!()
  expect(page.audio.contexts).toEqual([])
  await clock.advance(16)
  expect(page.audio.isAudible).toBe(true)
  unmount()
  await settle()
})

it('rings without a frame where the page stopped drawing', async () => {
  Object.assign(page.window, { requestAnimationFrame: () => 1, cancelAnimationFrame: () => {} })
  const { call, clock, unmount } = await setUp()
  await call()
  await whenLoaded()
  expect(page.audio.contexts).toEqual([])
  await clock.advance(100)
  expect(page.audio.isAudible).toBe(true)
  unmount()
  await settle()
})
