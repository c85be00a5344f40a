import { vi } from 'vitest'
import type { RingingNotificationOptions } from '../../../context'
import * as browser from '../browser'
import type { RingingBrowser, RingingNavigator } from '../browser'
import { createFakeAudio } from './fake-audio'
import type { createFakeTabs } from './fake-tabs'

/** A target that tells how many listeners it still has. */
class CountingTarget extends EventTarget {
  listenerCount = 0
  override addEventListener(...args: Parameters<EventTarget['addEventListener']>) {
    this.listenerCount += 1
    super.addEventListener(...args)
  }
  override removeEventListener(...args: Parameters<EventTarget['removeEventListener']>) {
    this.listenerCount -= 1
    super.removeEventListener(...args)
  }
}

class FakeDocument extends CountingTarget {
  title = 'My app'
  visibilityState: DocumentVisibilityState = 'visible'
  querySelector() {
    return null
  }
}

class FakeWindow extends CountingTarget {
  prefersStillness = false
  focus() {}
  matchMedia = () => ({ matches: this.prefersStillness })
}

/** A notification that the test looks at. */
export interface FakeNotification {
  title: string
  options: RingingNotificationOptions
  isOpen: boolean
  onclick: (() => void) | null
  onclose: (() => void) | null
  close(): void
}

/** One tab with everything that ringing touches, each part in the hands of the test. */
export function createFakePage(tabs?: ReturnType<typeof createFakeTabs>) {
  const document = new FakeDocument()
  const window = new FakeWindow()
  const tab = tabs?.openTab()
  const audio = createFakeAudio()
  const notifications: FakeNotification[] = []

  class Notification implements FakeNotification {
    static permission: NotificationPermission = 'granted'
    static requestPermission = async () => (Notification.permission = 'granted')
    isOpen = true
    onclick: FakeNotification['onclick'] = null
    onclose: FakeNotification['onclose'] = null
    constructor(
      readonly title: string,
      readonly options: RingingNotificationOptions = {},
    ) {
      // one with the same tag takes the place of the one before
      for (const one of notifications) if (one.options.tag === options.tag) one.isOpen = false
      notifications.push(this)
    }
    close() {
      this.isOpen = false
      this.onclose?.()
    }
  }

  const navigator = {
    locks: tab?.locks,
    userActivation: { hasBeenActive: true as boolean },
    vibrate: (_pattern: number[]) => true,
    setAppBadge: async (_count?: number) => {},
    clearAppBadge: async () => {},
  } satisfies RingingNavigator

  return {
    document,
    window,
    navigator,
    audio,
    Notification,
    /** Every notification that was shown, oldest first. */
    notifications,
    get openNotifications() {
      return notifications.filter(({ isOpen }) => isOpen)
    },
    show(visibilityState: DocumentVisibilityState) {
      document.visibilityState = visibilityState
      document.dispatchEvent(new Event('visibilitychange'))
    },
    /** A click somewhere, as the browser tells it. */
    click() {
      navigator.userActivation.hasBeenActive = true
      audio.browser.mayPlay = true
      window.dispatchEvent(new Event('pointerdown'))
    },
    /** The tab is gone, with whatever it would have done. */
    closeTab: () => tab?.close(),
    get listenerCount() {
      return document.listenerCount + window.listenerCount
    },
    browser: () =>
      ({
        AudioContext: audio.AudioContext,
        Audio: audio.Audio,
        document,
        window,
        navigator,
        Notification,
        BroadcastChannel: tabs?.BroadcastChannel,
      }) as unknown as RingingBrowser,
  }
}

/** Lets whatever rings in this test do so in a fake page, which is given to the test. */
export function enterFakePage() {
  const page = createFakePage()
  vi.spyOn(browser, 'readBrowser').mockImplementation(() => page.browser())
  return page
}
