import { createSSRApp, effectScope, h, nextTick, shallowRef } from 'vue'
import { renderToString } from '@vue/server-renderer'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConferenceInvitationsOptions } from '../context'
import { createConferenceInvitations } from '../plugin'
import { createFakeManager } from '../stores/testing/fake-manager'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { invitation, received, room, user } from '../stores/testing/samples'
import { enterFakePage } from './ringing/testing/fake-page'
import { whenLoaded } from './ringing/testing/when-loaded'
import { useIncomingInvitations } from './useIncomingInvitations'
import { useRingtone, type RingtoneOptions } from './useRingtone'

let page: ReturnType<typeof enterFakePage>

beforeEach(() => {
  page = enterFakePage()
})

afterEach(() => {
  expect(page.audio.isAudible).toBe(false)
  expect(page.listenerCount).toBe(0)
})

async function setUp({
  options,
  context,
  list = () => [],
}: {
  options?: RingtoneOptions | (() => RingtoneOptions)
  context?: ConferenceInvitationsOptions
  list?: () => ReturnType<typeof invitation>[]
} = {}) {
  const fake = createFakeManager({ list })
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ben'), ...context },
    () => ({ ringtone: useRingtone(options), incoming: useIncomingInvitations() }),
  )
  const call = async (roomId = 'weekly') => {
    fake.emit('onReceiveInvitation', received(roomId))
    await whenLoaded()
  }
  await whenLoaded()
  return { ...mounted, ...mounted.result, fake, call, isHeard: () => page.audio.isAudible }
}

describe('useRingtone', () => {
  it('rings for calls, in the words of the language', async () => {
    const { ringtone, call, isHeard, unmount } = await setUp()
    expect(page.audio.contexts).toHaveLength(0)
    expect(ringtone.isRinging.value).toBe(false)
    await call()
    expect(isHeard()).toBe(true)
    expect(ringtone.isRinging.value).toBe(true)
    expect(ringtone.isElected.value).toBe(true)
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    unmount()
    await settle()
    expect(isHeard()).toBe(false)
    expect(page.document.title).toBe('My app')
  })

  it('stops with the call', async () => {
    const { ringtone, call, fake, isHeard, unmount } = await setUp()
    await call()
    fake.emit('onInvitationCancelled', {
      roomInfo: room(),
      invitation: invitation('ben', { revision: 2 }),
    })
    await settle()
    expect(isHeard()).toBe(false)
    expect(ringtone.isRinging.value).toBe(false)
    unmount()
  })

  it('is silent for a call that was put off, and rings again when it is back', async () => {
    const { call, clock, incoming, isHeard, ringtone, unmount } = await setUp()
    await call()
    incoming.remindLater('weekly', 10_000)
    await settle()
    expect([isHeard(), ringtone.isRinging.value]).toEqual([false, false])
    await clock.advance(10_000)
    expect([isHeard(), ringtone.isRinging.value]).toEqual([true, true])
    unmount()
  })

  it('is silent for an invitation that only tells', async () => {
    const { fake, incoming, isHeard, unmount } = await setUp()
    fake.emit('onReceiveInvitation', received('weekly', { silent: true }))
    await settle()
    expect(incoming.cards.value).toHaveLength(1)
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('takes the options of the app where nobody says otherwise', async () => {
    const ringtone = shallowRef<RingtoneOptions>({ volume: 0.2, titleFlash: false })
    const given = await setUp({ options: { volume: 0.4 }, context: { ringtone } })
    await given.call()
    expect(given.ringtone.volume.value).toBe(0.4)
    expect(page.document.title).toBe('My app')
    ringtone.value = { muted: true }
    await settle()
    expect(given.isHeard()).toBe(false)
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    given.unmount()
  })

  it('stops as soon as the call is answered, and stays silent when that fails', async () => {
    const { call, fake, incoming, isHeard, unmount } = await setUp()
    await call()
    fake.answers.accept = () => Promise.reject(new Error('offline'))
    const answer = incoming.accept('weekly')
    await nextTick()
    expect(isHeard()).toBe(false)
    expect(await answer).toBe(false)
    await settle()
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('does not ring for calls that show without a sound', async () => {
    const { call, incoming, isHeard, unmount } = await setUp()
    await call()
    incoming.silence('weekly')
    await settle()
    expect(isHeard()).toBe(false)
    await call('daily')
    expect(isHeard()).toBe(true)
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    unmount()
  })

  it('is silent while the person does not want to be disturbed', async () => {
    const policy = { doNotDisturb: true }
    const { call, ringtone, unmount } = await setUp({ context: { policy } })
    await call()
    expect(ringtone.isRinging.value).toBe(false)
    expect(page.audio.contexts).toHaveLength(0)
    unmount()
  })

  it('is muted and unmuted', async () => {
    const { call, ringtone, isHeard, unmount } = await setUp()
    await call()
    ringtone.mute()
    expect(ringtone.isMuted.value).toBe(true)
    expect(isHeard()).toBe(false)
    ringtone.unmute()
    await settle()
    expect(isHeard()).toBe(true)
    unmount()
    await settle()
  })

  it('tells that sound is blocked, and lets it be heard', async () => {
    const { call, clock, ringtone, isHeard, unmount } = await setUp()
    page.audio.browser.mayPlay = false
    await call()
    await clock.advance(1_000)
    expect(ringtone.isBlocked.value).toBe(true)
    page.audio.browser.mayPlay = true
    ringtone.unblock()
    await settle()
    expect(ringtone.isBlocked.value).toBe(false)
    expect(isHeard()).toBe(true)
    unmount()
    await settle()
  })

  it('follows its options, and a volume that was set by hand', async () => {
    const options = shallowRef<RingtoneOptions>({ volume: 0.2 })
    const { call, ringtone, unmount } = await setUp({ options: () => options.value })
    await call()
    const [context] = page.audio.contexts
    expect(context!.gain).toBe(0.2)
    options.value = { volume: 0.3 }
    await settle()
    expect(context!.gain).toBe(0.3)
    ringtone.volume.value = 0.9
    await settle()
    expect(context!.gain).toBe(0.9)
    expect(ringtone.volume.value).toBe(0.9)
    unmount()
    await settle()
  })

  it('is one ring for all its callers, until the last is gone', async () => {
    const scopes = [effectScope(true), effectScope(true)]
    const { clock, fake, unmount } = await (async () => {
      const fake = createFakeManager()
      const mounted = await mountContext(
        { manager: fake.manager, currentUser: user('ben') },
        () => {
          scopes[0]!.run(() => useRingtone({ volume: 0.2 }))
          scopes[1]!.run(() => useRingtone({ volume: 0.4 }))
        },
      )
      return { ...mounted, fake }
    })()
    fake.emit('onReceiveInvitation', received())
    await whenLoaded()
    expect(page.audio.contexts.map(({ gain }) => gain)).toEqual([0.4])
    scopes[1]!.stop()
    await settle()
    expect(page.audio.contexts.map(({ gain, isAudible }) => [gain, isAudible])).toEqual([
      [0.2, true],
    ])
    scopes[0]!.stop()
    await clock.advance(1_000)
    expect(page.audio.contexts.map(({ state }) => state)).toEqual(['closed'])
    unmount()
  })

  it('says and asks what the user thinks of notifications', async () => {
    page.Notification.permission = 'default'
    const { ringtone, unmount } = await setUp()
    expect(ringtone.notificationPermission.value).toBe('default')
    await expect(ringtone.requestNotificationPermission()).resolves.toBe('granted')
    expect(ringtone.notificationPermission.value).toBe('granted')
    unmount()
  })

  it('lists the devices that may ring, and follows them', async () => {
    const mediaDevices = Object.assign(new EventTarget(), {
      enumerateDevices: vi.fn(async () => [
        { kind: 'audioinput', deviceId: 'mic', label: 'Microphone' },
        { kind: 'audiooutput', deviceId: 'speaker', label: 'Speaker' },
      ]),
    })
    Object.assign(page.navigator, { mediaDevices })
    const { ringtone, call, unmount } = await setUp()
    expect(ringtone.canSetOutputDevice.value).toBe(true)
    expect(mediaDevices.enumerateDevices).not.toHaveBeenCalled()
    ringtone.loadOutputDevices()
    await whenLoaded()
    expect(ringtone.outputDevices.value).toEqual([{ deviceId: 'speaker', label: 'Speaker' }])
    mediaDevices.dispatchEvent(new Event('devicechange'))
    expect(mediaDevices.enumerateDevices).toHaveBeenCalledTimes(2)
    const setSinkId = vi.spyOn(page.audio.browser, 'setSinkId')
    await ringtone.setOutputDevice('speaker')
    await call()
    expect(setSinkId).toHaveBeenCalledWith('speaker')
    unmount()
    mediaDevices.dispatchEvent(new Event('devicechange'))
    expect(mediaDevices.enumerateDevices).toHaveBeenCalledTimes(2)
  })

  it('touches no browser on a server', async () => {
    page.browser = () => {
      throw new Error('There is no browser here.')
    }
    const app = createSSRApp({
      setup() {
        const { isRinging, isBlocked, volume } = useRingtone()
        return () => h('p', [isRinging.value, isBlocked.value, volume.value].join())
      },
    })
    app.use(createPinia())
    app.use(createConferenceInvitations({}))
    expect(await renderToString(app)).toBe('<p>false,false,0.7</p>')
  })
})

describe('the ring-back', () => {
  const alone = [user('ann')]
  const context = { currentUser: user('ann'), currentRoom: room(), members: alone }
  const list = () => [invitation('ben')]

  it('is off unless the app wants it', async () => {
    const { ringtone, isHeard, unmount } = await setUp({ context, list })
    expect(ringtone.isRingingBack.value).toBe(false)
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('is heard by somebody who calls and waits alone', async () => {
    const members = shallowRef(alone)
    const { ringtone, isHeard, unmount } = await setUp({
      options: { ringBack: 'alone' },
      context: { ...context, members },
      list,
    })
    expect(isHeard()).toBe(true)
    expect(ringtone.isRingingBack.value).toBe(true)
    members.value = [user('ann'), user('cat')]
    await settle()
    expect(isHeard()).toBe(false)
    members.value = alone
    await settle()
    expect(isHeard()).toBe(true)
    unmount()
    await settle()
    expect(page.audio.contexts.every(({ state }) => state === 'closed')).toBe(true)
  })

  it('does not take an unknown number of people for nobody', async () => {
    const { isHeard, unmount } = await setUp({
      options: { ringBack: 'alone' },
      context: { ...context, members: [] },
      list,
    })
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('does not tell of people who are only notified', async () => {
    const { isHeard, unmount } = await setUp({
      options: { ringBack: 'always' },
      context,
      list: () => [invitation('ben', { silent: true })],
    })
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('tells only of the own calls', async () => {
    const { isHeard, unmount } = await setUp({
      options: { ringBack: 'always' },
      context: { ...context, currentUser: user('cat') },
      list,
    })
    expect(isHeard()).toBe(false)
    unmount()
  })

  it('can be turned off until nobody is called any more', async () => {
    const { ringtone, fake, isHeard, unmount } = await setUp({
      options: { ringBack: 'always' },
      context,
      list,
    })
    ringtone.muteRingBack()
    await settle()
    expect(isHeard()).toBe(false)
    fake.emit('onInvitationRemoved', {
      roomId: 'weekly',
      roomInfo: room(),
      invitation: invitation('ben', { revision: 2 }),
    })
    await settle()
    fake.emit('onInvitationAdded', {
      roomId: 'weekly',
      roomInfo: room(),
      invitation: invitation('dan', { revision: 1 }),
    })
    await settle()
    expect(isHeard()).toBe(true)
    unmount()
    await settle()
  })

  it('is drowned by a call that comes in', async () => {
    const { ringtone, call, unmount } = await setUp({
      options: { ringBack: 'always' },
      context,
      list,
    })
    await call('daily')
    expect(ringtone.isRinging.value).toBe(true)
    expect(ringtone.isRingingBack.value).toBe(false)
    unmount()
    await settle()
  })
})
