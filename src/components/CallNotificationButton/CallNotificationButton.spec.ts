import { afterEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { settle } from '../../testing/settle'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  mountKit,
  unmountKit,
  wordsOf,
} from '../testing/mount-kit'
import { CallNotificationButton } from '.'

/** A browser whose user answers as the test says. */
function browser(permission: NotificationPermission, answer: NotificationPermission = permission) {
  const status = new EventTarget()
  const Notification = {
    permission,
    requestPermission: vi.fn(async () => (Notification.permission = answer)),
  }
  vi.stubGlobal('Notification', Notification)
  vi.stubGlobal('navigator', { permissions: { query: async () => status } })
  return { Notification, status }
}

const words = () => wordsOf(document.querySelector('.ci-notify'))
const button = () => byRole('button', 'Notify me of calls')

afterEach(async () => {
  await unmountKit()
  await settle()
  vi.unstubAllGlobals()
})

describe('the permission to notify', () => {
  it('is asked for with a click, and never before', async () => {
    const { Notification } = browser('default', 'granted')
    const { wrapper } = await mountKit(CallNotificationButton)
    expect(Notification.requestPermission).not.toHaveBeenCalled()
    expect(await axeViolations()).toEqual([])
    button().focus()
    await click(button())
    expect(Notification.requestPermission).toHaveBeenCalledTimes(1)
    expect(words()).toBe('You are notified of calls while this page is hidden.')
    expect(wrapper.emitted('decided')).toEqual([['granted']])
    expect(await axeViolations()).toEqual([])
  })

  it('leaves the focus on the answer', async () => {
    browser('default', 'denied')
    await mountKit(CallNotificationButton)
    button().focus()
    await click(button())
    await settle()
    expect(wordsOf(document.activeElement)).toContain('Your browser blocks notifications')
  })

  it('can be asked for again when the question was only closed', async () => {
    const { Notification } = browser('default', 'default')
    await mountKit(CallNotificationButton)
    await click(button())
    await click(button())
    expect(Notification.requestPermission).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['granted', 'You are notified of calls'],
    ['denied', 'Allow them in its settings for this site'],
  ] as const)('is told in words when it is %s', async (permission, expected) => {
    browser(permission)
    await mountKit(CallNotificationButton)
    expect(words()).toContain(expected)
    expect(allByRole('button')).toEqual([])
  })

  it('is told in words where there are no notifications', async () => {
    vi.stubGlobal('Notification', undefined)
    await mountKit(CallNotificationButton)
    expect(words()).toBe('This browser cannot notify of calls.')
  })

  it('follows what is changed in the settings of the browser, until it is gone', async () => {
    const { Notification, status } = browser('denied')
    const remove = vi.spyOn(status, 'removeEventListener')
    const { wrapper } = await mountKit(CallNotificationButton)
    Notification.permission = 'granted'
    status.dispatchEvent(new Event('change'))
    await settle()
    expect(words()).toContain('You are notified')
    wrapper.unmount()
    expect(remove).toHaveBeenCalledTimes(1)
  })

  it('goes to the app when the browser refuses to ask', async () => {
    const { Notification } = browser('default')
    const problem = new Error('not in a frame')
    Notification.requestPermission.mockRejectedValue(problem)
    const { errors } = await mountKit(CallNotificationButton)
    await click(button())
    expect(errors).toEqual([problem])
    expect(allByRole('button')).toHaveLength(1)
  })

  it('can be shown by the app itself', async () => {
    browser('default', 'granted')
    await mountKit(CallNotificationButton, {
      slots: {
        default: ((props: { permission: string; ask: () => void }) =>
          h('button', { onClick: props.ask }, props.permission)) as () => unknown,
      },
    })
    await click(byRole('button', 'default'))
    expect(allByRole('button', 'granted')).toHaveLength(1)
  })
})
