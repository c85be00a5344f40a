import type {
  CallNotificationOptions,
  NotifyingRegistration,
  RingingNotificationOptions,
} from '../../context'
import { listen, type RingingBrowser } from './browser'
import type { RingingCall } from './types'

/** What the notifications should be now. */
export interface NotifiedCalls extends CallNotificationOptions {
  calls: readonly RingingCall[]
  /** Whether something else makes the sound. */
  isSilent: boolean
  lang?: string
  dir?: NotificationDirection
}

/** Notifies of calls outside of the page. */
export interface CallNotifications {
  /** Shows what is not there yet, closes what no longer rings; nothing while the page is visible. */
  show(notified: NotifiedCalls): void
  /** Closes everything. */
  dispose(): void
}

export interface CallNotificationsOptions {
  browser: () => RingingBrowser
  /** Sets these notifications apart from others of the same origin. */
  tag: () => string
  /** Gets the room of a notification that was clicked, after the window has the focus. */
  onClick: (roomId: string) => void
  onError: (error: unknown) => void
}

interface Shown {
  isSilent: boolean
  close(): void
  /** Lets another one with the same tag take its place. */
  detach(): void
}

/** Creates {@link CallNotifications}: one for each room, closed with its call or on coming back. */
export function createCallNotifications(options: CallNotificationsOptions): CallNotifications {
  const { browser, tag, onClick, onError } = options
  const shown = new Map<string, Shown>()
  /** Closed by the user: that call is not notified again. */
  const dismissed = new Set<string>()
  let notified: NotifiedCalls | null = null
  let unfollowPage: (() => void) | null = null
  /** What the worker was told last: closing finds by tag, so it must not overtake showing. */
  let working: Promise<unknown> = Promise.resolve()

  function show(next: NotifiedCalls) {
    notified = next
    if (next.calls.length > 0 && !unfollowPage) followPage()
    update()
    if (next.calls.length === 0) dispose()
  }

  function followPage() {
    const { document, window } = browser()
    const offs = [
      listen(document, ['visibilitychange'], update),
      // a page that goes away could not close them any more
      listen(window, ['pagehide'], closeAll),
    ]
    unfollowPage = () => offs.forEach((off) => off())
  }

  function update() {
    const { document, Notification } = browser()
    const isAway = document?.visibilityState === 'hidden'
    const calls = (isAway && Notification?.permission === 'granted' && notified?.calls) || []
    const ids = new Set(notified?.calls.map(idOf))
    for (const id of dismissed) if (!ids.has(id)) dismissed.delete(id)
    const wanted = new Set(calls.map(idOf))
    for (const [id, one] of shown) if (!wanted.has(id)) close(id, one)
    for (const call of calls) notify(call)
  }

  function notify(call: RingingCall) {
    if (!notified || dismissed.has(idOf(call))) return
    const { isSilent, icon, lang, dir, registration, actions } = notified
    const before = shown.get(idOf(call))
    // one that was silent speaks up when nothing else makes a sound after all
    if (before && (isSilent || !before.isSilent)) return
    const content: RingingNotificationOptions = {
      body: call.body,
      tag: `${tag()}:${call.roomId}`,
      requireInteraction: true,
      silent: isSilent,
      renotify: before !== undefined,
      data: { roomId: call.roomId },
      ...(icon && { icon }),
      ...(lang && { lang }),
      ...(dir && { dir }),
    }
    before?.detach()
    try {
      const handle = registration
        ? showByWorker(registration, call, actions ? { ...content, actions } : content)
        : showByPage(call, content)
      shown.set(idOf(call), { isSilent, ...handle })
    } catch (error) {
      // phones have the constructor and refuse to use it
      dismissed.add(idOf(call))
      onError(error)
    }
  }

  function showByPage(call: RingingCall, content: RingingNotificationOptions) {
    const { Notification, window } = browser()
    const notification = new Notification!(call.title, content)
    notification.onclick = () => {
      window?.focus()
      onClick(call.roomId)
      notification.close()
    }
    notification.onclose = () => {
      shown.delete(idOf(call))
      dismissed.add(idOf(call))
    }
    function detach() {
      notification.onclick = notification.onclose = null
    }
    function close() {
      detach()
      notification.close()
    }
    return { close, detach }
  }

  function showByWorker(
    registration: NotifyingRegistration,
    call: RingingCall,
    content: RingingNotificationOptions,
  ) {
    const next = (step: () => Promise<unknown>) => {
      working = working.then(step).catch(onError)
    }
    next(() => registration.showNotification(call.title, content))
    return {
      close: () =>
        next(async () => {
          const found = await registration.getNotifications({ tag: content.tag })
          for (const one of found) one.close()
        }),
      detach() {},
    }
  }

  function close(id: string, one: Shown) {
    shown.delete(id)
    one.close()
  }

  function closeAll() {
    for (const [id, one] of shown) close(id, one)
  }

  function dispose() {
    closeAll()
    dismissed.clear()
    notified = null
    unfollowPage?.()
    unfollowPage = null
  }

  return { show, dispose }
}

function idOf({ id, roomId }: RingingCall) {
  return id ?? roomId
}
