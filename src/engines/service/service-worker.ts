import type { Off, RoomInfo, UserInfo } from '../../manager/types'

/** A call that was pushed. */
export interface PushedInvitation {
  roomInfo: RoomInfo
  invitation: { invitee: UserInfo; inviter: UserInfo; silent?: boolean }
}

/** As much of a service worker's global scope as is needed; `self` is one. */
export interface PushWorkerScope {
  readonly registration: {
    readonly scope: string
    showNotification(title: string, options?: NotificationOptions): Promise<void>
    getNotifications(filter?: { tag?: string }): Promise<Array<Pick<Notification, 'close'>>>
  }
  readonly clients: {
    matchAll(options: {
      type: 'window'
      includeUncontrolled: boolean
    }): Promise<readonly PushWindow[]>
    openWindow(url: string): Promise<unknown>
  }
  addEventListener(type: string, listener: (event: never) => void): void
  removeEventListener(type: string, listener: (event: never) => void): void
}

/** A page of the app. */
export interface PushWindow {
  readonly url: string
  focus?(): Promise<unknown>
}

export interface InvitationPushOptions {
  /** How a call is shown. Defaults to the inviter's name above the room's. */
  present?: (call: PushedInvitation) => NotificationOptions & { title: string }
  /** The page that opens on a click when none is open. Defaults to the worker's scope. */
  url?: (call: PushedInvitation) => string
}

interface PushEventLike {
  readonly data: { json(): unknown } | null
  waitUntil(task: Promise<unknown>): void
}

interface NotificationClickLike {
  readonly notification: Pick<Notification, 'close' | 'tag' | 'data'>
  waitUntil(task: Promise<unknown>): void
}

type Notice = ({ type: 'invitation' } & PushedInvitation) | { type: 'ended'; roomId: string }

const TAG = 'conference-invitation:'

/**
 * Shows calls that the service pushes while no page of the app is open, takes them away when they are over, and leads to
 * the app on a click, where the call rings as usual. Call it at the top level of the app's service worker; what is
 * not from the service is left to others.
 *
 * @returns takes the listeners off
 *
 * @example
 * ```ts
 * handleInvitationPushes(self, { url: ({ roomInfo }) => `/meet/${roomInfo.roomId}` })
 * ```
 */
export function handleInvitationPushes(
  worker: PushWorkerScope,
  { present = asNames, url = () => worker.registration.scope }: InvitationPushOptions = {},
): Off {
  async function show(call: PushedInvitation) {
    const { title, ...options } = present(call)
    const { silent = false } = call.invitation
    await worker.registration.showNotification(title, {
      // it is to be seen as long as it rings, unless it is one of those that do not
      ...{ silent, requireInteraction: !silent },
      ...options,
      tag: TAG + call.roomInfo.roomId,
      data: { url: url(call) },
    })
  }

  async function hide(roomId: string) {
    const shown = await worker.registration.getNotifications({ tag: TAG + roomId })
    for (const notification of shown) notification.close()
  }

  async function lead(address: string) {
    const options = { type: 'window', includeUncontrolled: true } as const
    const [open] = await worker.clients.matchAll(options)
    await (open?.focus ? open.focus() : worker.clients.openWindow(address))
  }

  function onPush(event: PushEventLike) {
    const notice = readNotice(event.data)
    if (notice?.type === 'invitation') event.waitUntil(show(notice))
    if (notice?.type === 'ended') event.waitUntil(hide(notice.roomId))
  }

  function onClick(event: NotificationClickLike) {
    const { notification } = event
    if (!notification.tag.startsWith(TAG)) return
    notification.close()
    event.waitUntil(lead((notification.data as { url: string }).url))
  }

  worker.addEventListener('push', onPush)
  worker.addEventListener('notificationclick', onClick)
  return () => {
    worker.removeEventListener('push', onPush)
    worker.removeEventListener('notificationclick', onClick)
  }
}

function asNames({ roomInfo, invitation }: PushedInvitation) {
  const { userName, userId } = invitation.inviter
  return { title: userName || userId, body: roomInfo.roomName }
}

/** What the service tells; `null` for what others push. */
function readNotice(data: PushEventLike['data']): Notice | null {
  try {
    const notice = data?.json() as Partial<Notice & { v: number }> | null | undefined
    if (notice?.v !== 1) return null
    const isCall = notice.type === 'invitation' && isNamed(notice)
    const isEnd = notice.type === 'ended' && typeof notice.roomId === 'string'
    return isCall || isEnd ? (notice as Notice) : null
  } catch {
    return null
  }
}

function isNamed({ roomInfo, invitation }: Partial<PushedInvitation>) {
  return typeof roomInfo?.roomId === 'string' && typeof invitation?.inviter?.userId === 'string'
}
