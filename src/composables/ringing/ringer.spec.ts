import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { createRinger } from './ringer'
import type { RingerState } from './ringer-types'
import { createFakePage } from './testing/fake-page'
import { createFakeTabs } from './testing/fake-tabs'
import type { RingtoneOptions } from '../../context'
import type { RingingCall } from './types'

const weekly: RingingCall = { roomId: 'weekly', title: 'Ann is calling', body: 'Weekly' }
const daily: RingingCall = { roomId: 'daily', title: 'Cat is calling', body: 'Daily' }

function setUp() {
  const tabs = createFakeTabs()
  const clock = createManualClock()

  function openTab({ hasLocks = true } = {}) {
    const page = createFakePage(tabs)
    vi.spyOn(page.navigator, 'vibrate')
    vi.spyOn(page.navigator, 'setAppBadge')
    vi.spyOn(page.navigator, 'clearAppBadge')
    if (!hasLocks) page.navigator.locks = undefined
    const state: RingerState = {
      isRinging: false,
      isMuted: false,
      isBlocked: false,
      isElected: false,
    }
    const onError = vi.fn()
    const ringer = createRinger({
      clock,
      browser: page.browser,
      onState: (next) => Object.assign(state, next),
      onError,
    })
    const ring = (calls: RingingCall[], options: RingtoneOptions = {}, userId = 'ben') =>
      ringer.update({ calls, userId, options })
    return { page, ringer, ring, state, onError, isHeard: () => page.audio.isAudible }
  }

  return { tabs, clock, openTab }
}

describe('one tab', () => {
  it('rings with everything, and leaves nothing behind', async () => {
    const { tabs, clock, openTab } = setUp()
    const { page, ring, state, isHeard } = openTab()
    ring([])
    expect(page.audio.contexts).toHaveLength(0)

    ring([weekly])
    await clock.advance(100)
    expect(state).toEqual({ isRinging: true, isMuted: false, isBlocked: false, isElected: true })
    expect(isHeard()).toBe(true)
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    expect(page.navigator.setAppBadge).toHaveBeenCalledWith(1)
    expect(page.navigator.vibrate).toHaveBeenCalledOnce()

    ring([])
    expect(isHeard()).toBe(false)
    expect(state).toMatchObject({ isRinging: false, isElected: false })
    expect(page.document.title).toBe('My app')
    expect(page.navigator.clearAppBadge).toHaveBeenCalledOnce()
    expect(page.navigator.vibrate).toHaveBeenLastCalledWith([0])
    await clock.advance(1_000)
    expect(page.audio.contexts.map(({ state }) => state)).toEqual(['closed'])
    expect(tabs.lockNames).toEqual([])
    expect(tabs.channelCount).toBe(0)
    expect(page.listenerCount).toBe(0)
    expect(clock.timerCount).toBe(0)
  })

  it('leaves nothing behind when disposed of while it rings, blocked and hidden', async () => {
    const { tabs, clock, openTab } = setUp()
    const { page, ring, ringer } = openTab()
    page.audio.browser.mayPlay = false
    page.show('hidden')
    ring([weekly])
    await clock.advance(2_000)
    expect(page.listenerCount).toBeGreaterThan(0)
    expect(page.openNotifications).toHaveLength(1)
    ringer.dispose()
    await settle()
    expect(page.document.title).toBe('My app')
    expect(page.openNotifications).toEqual([])
    expect(page.audio.contexts.map(({ state }) => state)).toEqual(['closed'])
    expect(tabs.lockNames).toEqual([])
    expect(tabs.channelCount).toBe(0)
    expect(page.listenerCount).toBe(0)
    expect(clock.timerCount).toBe(0)
  })

  it('does without what is turned off', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, isHeard } = openTab()
    page.show('hidden')
    ring([weekly], { vibration: false, titleFlash: false, badge: false, notification: false })
    await clock.advance(1_000)
    expect(isHeard()).toBe(true)
    expect(page.document.title).toBe('My app')
    expect(page.navigator.setAppBadge).not.toHaveBeenCalled()
    expect(page.navigator.vibrate).not.toHaveBeenCalled()
    expect(page.notifications).toEqual([])
  })

  it('says that sound is blocked until the next click', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, state, isHeard } = openTab()
    page.audio.browser.mayPlay = false
    page.navigator.userActivation.hasBeenActive = false
    ring([weekly])
    await clock.advance(2_000)
    expect(state).toMatchObject({ isElected: true, isBlocked: true })
    const listenersWhileBlocked = page.listenerCount
    page.click()
    await settle()
    expect(state).toMatchObject({ isElected: true, isBlocked: false })
    expect(isHeard()).toBe(true)
    expect(page.listenerCount).toBe(listenersWhileBlocked - 3)
  })

  it('lets the notification make a sound where the page may not', async () => {
    const { clock, openTab } = setUp()
    const { page, ring } = openTab()
    page.audio.browser.mayPlay = false
    page.show('hidden')
    ring([weekly])
    await clock.advance(2_000)
    expect(page.notifications.map(({ options }) => options.silent)).toEqual([true, false])
  })

  it('is not blocked, only silent, where there is no audio', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, state, onError } = openTab()
    Object.assign(page.audio, { AudioContext: undefined })
    ring([weekly])
    await clock.advance(2_000)
    expect(state).toMatchObject({ isRinging: true, isBlocked: false, isElected: true })
    expect(onError).toHaveBeenCalledOnce()
  })

  it('can be muted for one ring', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, ringer, state, isHeard } = openTab()
    ring([weekly])
    await clock.advance(100)
    ringer.setMuted(true)
    expect(isHeard()).toBe(false)
    expect(state).toMatchObject({ isRinging: true, isMuted: true })
    expect(page.navigator.vibrate).toHaveBeenLastCalledWith([0])
    ringer.setMuted(false)
    await settle()
    expect(isHeard()).toBe(true)
    ringer.setMuted(true)
    ring([])
    expect(state.isMuted).toBe(false)
    ring([daily])
    await settle()
    expect(isHeard()).toBe(true)
  })

  it('can be muted by the options, and heard all the same', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, ringer, isHeard } = openTab()
    ring([weekly], { muted: true })
    await clock.advance(2_000)
    expect(page.audio.contexts).toHaveLength(0)
    ringer.setMuted(false)
    await settle()
    expect(isHeard()).toBe(true)
  })

  it('rings on with the other call when one of two ends', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, isHeard } = openTab()
    ring([daily, weekly])
    await clock.advance(0)
    expect(page.document.title).toBe('(2) Cat is calling – My app')
    ring([weekly])
    await clock.advance(2_000)
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    expect(isHeard()).toBe(true)
    expect(page.audio.contexts).toHaveLength(1)
  })

  it('reports a device that is not there, and rings on the default one', async () => {
    const { clock, openTab } = setUp()
    const { page, ring, onError, isHeard } = openTab()
    const error = new DOMException('Unplugged.', 'NotFoundError')
    vi.spyOn(page.audio.browser, 'setSinkId').mockRejectedValueOnce(error)
    ring([weekly], { outputDeviceId: 'gone' })
    await clock.advance(100)
    expect(onError).toHaveBeenCalledExactlyOnceWith(error)
    expect(isHeard()).toBe(true)
  })
})

describe('several tabs of one person', () => {
  function ringIn(all: { ring: (calls: RingingCall[]) => void }[], calls = [weekly]) {
    for (const { ring } of all) ring(calls)
  }

  it('ring in one of them: the one in sight first', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab(), openTab()]
    all[0]!.page.navigator.userActivation.hasBeenActive = false
    all[1]!.page.show('hidden')
    ringIn(all)
    await clock.advance(2_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, false, true])
    expect(all.map(({ state }) => state.isElected)).toEqual([false, false, true])
    expect(all.map(({ page }) => page.notifications.length)).toEqual([0, 0, 0])
    expect(all.map(({ page }) => page.document.title)).toEqual(
      Array(3).fill('(1) Ann is calling – My app'),
    )
  })

  it('go on in another one when that closes', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all)
    await clock.advance(100)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false])
    all[0]!.page.closeTab()
    await clock.advance(100)
    expect(all[1]!.isHeard()).toBe(true)
  })

  it('go on in another one when that is blocked', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    all[0]!.page.audio.browser.mayPlay = false
    ringIn(all)
    await clock.advance(1_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, true])
    expect(all[1]!.state.isBlocked).toBe(false)
  })

  it('ring in the one that is clicked when all are blocked', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab(), openTab()]
    for (const { page } of all) page.audio.browser.mayPlay = false
    ringIn(all)
    await clock.advance(5_000)
    expect(all.map(({ state }) => state.isBlocked)).toEqual([true, true, true])
    expect(all.filter(({ state }) => state.isElected)).toHaveLength(1)
    all[0]!.page.click()
    await clock.advance(1_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false, false])
    expect(all.map(({ state }) => state.isElected)).toEqual([true, false, false])
    expect(all.map(({ state }) => state.isBlocked)).toEqual([false, false, false])
    // the ringing tab keeps its turn although others may be heard by now
    all[1]!.page.click()
    await clock.advance(1_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false, false])
  })

  it('fall silent together when a call is answered or silenced in one', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all, [daily, weekly])
    await clock.advance(100)
    all[1]!.ring([weekly])
    await settle()
    expect(all[0]!.isHeard()).toBe(true)
    all[1]!.ring([])
    await settle()
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, false])
    expect(all[0]!.page.document.title).toBe('My app')
    await clock.advance(5_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, false])
  })

  it('ring again when the same room calls again', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all)
    await clock.advance(100)
    ringIn([...all].reverse(), [])
    await clock.advance(2_000)
    ringIn(all)
    await clock.advance(100)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false])
  })

  it('fall silent when muted in any of them', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all)
    await clock.advance(100)
    all[1]!.ringer.setMuted(true)
    await settle()
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, false])
    expect(all.map(({ state }) => state.isMuted)).toEqual([true, true])
    all[1]!.ringer.setMuted(false)
    await settle()
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false])
  })

  it('do not fall silent because one of them is closed by its app', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all)
    await clock.advance(100)
    all[0]!.ringer.dispose()
    await clock.advance(100)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, true])
  })

  it('ring for themselves when they belong to different people or namespaces', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab(), openTab()]
    all[0]!.ring([weekly])
    all[1]!.ring([weekly], {}, 'cat')
    all[2]!.ring([weekly], { namespace: 'other' })
    await clock.advance(100)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, true, true])
  })

  it('leave the ring of the person before when another one signs in', async () => {
    const { tabs, clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    ringIn(all)
    await clock.advance(100)
    all[0]!.ring([], {}, 'cat')
    await clock.advance(100)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([false, true])
    all[1]!.ring([])
    await clock.advance(1_000)
    expect(tabs.lockNames).toEqual([])
  })

  it('notify only from the elected one', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab(), openTab()]
    for (const { page } of all) page.show('hidden')
    ringIn(all)
    await clock.advance(1_000)
    expect(all.map(({ page }) => page.openNotifications.length)).toEqual([1, 0])
  })

  it('without Web Locks ring in each visible one, and notify from each hidden one', async () => {
    const { clock, openTab } = setUp()
    const all = [openTab({ hasLocks: false }), openTab({ hasLocks: false })]
    all[1]!.page.show('hidden')
    ringIn(all)
    await clock.advance(1_000)
    expect(all.map(({ isHeard }) => isHeard())).toEqual([true, false])
    expect(all.map(({ page }) => page.openNotifications.length)).toEqual([0, 1])
  })
})
