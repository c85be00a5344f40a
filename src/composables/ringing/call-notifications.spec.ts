import { describe, expect, it, vi } from 'vitest'
import { settle } from '../../testing/settle'
import { createCallNotifications, type NotifiedCalls } from './call-notifications'
import { readPermission, requestPermission } from './facts'
import { createFakePage } from './testing/fake-page'

const weekly = { roomId: 'weekly', title: 'Ann is calling', body: 'Weekly' }
const daily = { roomId: 'daily', title: 'Cat is calling', body: 'Daily' }

function setUp() {
  const page = createFakePage()
  page.show('hidden')
  vi.spyOn(page.window, 'focus')
  vi.spyOn(page.Notification, 'requestPermission')
  const onClick = vi.fn()
  const onError = vi.fn()
  const notifications = createCallNotifications({
    browser: page.browser,
    tag: () => 'ben',
    onClick,
    onError,
  })
  const show = (calls: NotifiedCalls['calls'], more: Partial<NotifiedCalls> = {}) =>
    notifications.show({ calls, isSilent: true, ...more })
  const open = () => page.openNotifications.map(({ title }) => title)
  return { page, notifications, show, open, onClick, onError }
}

describe('createCallNotifications', () => {
  it('notifies of each call once, in words, silently, until it is answered', () => {
    const { page, show } = setUp()
    show([weekly], { icon: '/ann.png', lang: 'en', dir: 'ltr' })
    show([weekly])
    expect(page.notifications).toHaveLength(1)
    expect(page.notifications[0]).toMatchObject({
      title: 'Ann is calling',
      options: {
        body: 'Weekly',
        tag: 'ben:weekly',
        silent: true,
        requireInteraction: true,
        icon: '/ann.png',
        lang: 'en',
        dir: 'ltr',
      },
    })
  })

  it('closes each with its call, and forgets the page with the last', () => {
    const { page, show, open } = setUp()
    show([weekly, daily])
    expect(open()).toEqual(['Ann is calling', 'Cat is calling'])
    show([daily])
    expect(open()).toEqual(['Cat is calling'])
    show([])
    expect(open()).toEqual([])
    expect(page.listenerCount).toBe(0)
  })

  it('notifies only while the page is hidden', () => {
    const { page, show, open } = setUp()
    page.show('visible')
    show([weekly])
    expect(open()).toEqual([])
    page.show('hidden')
    expect(open()).toEqual(['Ann is calling'])
    page.show('visible')
    expect(open()).toEqual([])
  })

  it.each(['default', 'denied'] as const)('is quiet while the permission is %s', (permission) => {
    const { page, show } = setUp()
    page.Notification.permission = permission
    show([weekly])
    expect(page.notifications).toEqual([])
    expect(readPermission(page.browser())).toBe(permission)
    expect(page.Notification.requestPermission).not.toHaveBeenCalled()
  })

  it('asks for the permission when told to', async () => {
    const { page, show, open } = setUp()
    page.Notification.permission = 'default'
    await expect(requestPermission(page.browser())).resolves.toBe('granted')
    show([weekly])
    expect(open()).toEqual(['Ann is calling'])
  })

  it('brings the window forward on a click', () => {
    const { page, show, open, onClick } = setUp()
    show([weekly])
    page.notifications[0]!.onclick?.()
    expect(page.window.focus).toHaveBeenCalledOnce()
    expect(onClick).toHaveBeenCalledExactlyOnceWith('weekly')
    expect(open()).toEqual([])
  })

  it('does not bring back what the user has closed, but notifies of the next call', () => {
    const { page, show } = setUp()
    show([weekly])
    page.notifications[0]!.close()
    show([weekly])
    expect(page.notifications).toHaveLength(1)
    show([])
    show([weekly])
    expect(page.notifications).toHaveLength(2)
  })

  it('speaks up when nothing else makes a sound after all', () => {
    const { page, show, open } = setUp()
    show([weekly])
    show([weekly], { isSilent: false })
    show([weekly], { isSilent: false })
    expect(page.notifications.map(({ options }) => options)).toMatchObject([
      { silent: true, renotify: false },
      { silent: false, renotify: true },
    ])
    expect(open()).toEqual(['Ann is calling'])
    show([])
    expect(open()).toEqual([])
  })

  it('closes everything when the page goes away', () => {
    const { page, show, open } = setUp()
    show([weekly])
    page.window.dispatchEvent(new Event('pagehide'))
    expect(open()).toEqual([])
  })

  it('reports once where only a service worker may notify', () => {
    const { page, show, onError } = setUp()
    const error = new TypeError('Illegal constructor.')
    class Refusing {
      static permission = 'granted'
      constructor() {
        throw error
      }
    }
    const notifications = createCallNotifications({
      browser: () => ({
        document: page.document as unknown as Document,
        Notification: Refusing as never,
      }),
      tag: () => 'ben',
      onClick() {},
      onError,
    })
    notifications.show({ calls: [weekly], isSilent: true })
    notifications.show({ calls: [weekly], isSilent: true })
    expect(onError).toHaveBeenCalledExactlyOnceWith(error)
    show([])
  })

  it('is unsupported, and harmless, where there are none', async () => {
    const notifications = createCallNotifications({
      browser: () => ({}),
      tag: () => '',
      onClick() {},
      onError() {},
    })
    expect(readPermission({})).toBe('unsupported')
    await expect(requestPermission({})).resolves.toBe('unsupported')
    notifications.show({ calls: [weekly], isSilent: true })
    notifications.dispose()
  })
})

describe('through a service worker', () => {
  function createRegistration() {
    const open = new Map<string, unknown>()
    return {
      open,
      showNotification: vi.fn(async (title: string, options?: NotificationOptions) => {
        await Promise.resolve()
        open.set(options!.tag!, title)
      }),
      getNotifications: vi.fn(async ({ tag = '' } = {}) =>
        open.has(tag) ? [{ close: () => open.delete(tag) }] : [],
      ),
    }
  }

  it('notifies with buttons, and closes by tag', async () => {
    const { page, show } = setUp()
    const registration = createRegistration()
    const actions = [{ action: 'join', title: 'Join' }]
    show([weekly], { registration, actions })
    await settle()
    expect([...registration.open]).toEqual([['ben:weekly', 'Ann is calling']])
    expect(registration.showNotification.mock.lastCall![1]).toMatchObject({
      actions,
      data: { roomId: 'weekly' },
    })
    expect(page.notifications).toEqual([])
    show([], { registration })
    await settle()
    expect(registration.open.size).toBe(0)
  })

  it('closes one that is still on its way', async () => {
    const { show } = setUp()
    const registration = createRegistration()
    show([weekly], { registration })
    show([], { registration })
    await settle()
    expect(registration.open.size).toBe(0)
  })

  it('does not close the next one of the same room', async () => {
    const { page, show } = setUp()
    const registration = createRegistration()
    show([weekly], { registration })
    page.show('visible')
    page.show('hidden')
    await settle()
    expect(registration.open.size).toBe(1)
  })
})
