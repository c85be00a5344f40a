import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { assertOptions, invalid } from '../../manager/validate'
import { isAddress } from './address'
import type { TokenSource } from './tokens'

export interface PushSubscribingOptions {
  /** Address of the service, as for `connectInvitationService`. */
  url: string
  /** The token that says who this is, or what gets one. */
  token: TokenSource
  /** The app's service worker, which calls `handleInvitationPushes`. */
  registration: Pick<ServiceWorkerRegistration, 'pushManager'>
}

/**
 * Lets the service ring this browser while no page of the app is open. Call it at each visit: browsers change their
 * subscriptions, and the service forgets those that nobody renews for three months.
 *
 * A browser that was not asked yet asks the person now, and does so only in answer to a click. Rejects with -1 when the
 * browser or the person refuses or the service sends no pushes, -1002 for a bad token, -3000 without a connection.
 */
export async function subscribeToPushes(options: PushSubscribingOptions): Promise<void> {
  const { pushManager } = readOptions(options)
  const { publicKey } = (await ask(options, 'GET', 'v1/push-key')) as { publicKey: string }
  const wish = { userVisibleOnly: true, applicationServerKey: publicKey }
  const subscription = await pushManager.subscribe(wish).catch(async (error: unknown) => {
    const before = await pushManager.getSubscription()
    if (!before || !isOfAnotherKey(error)) throw refused(error)
    // the service has a new key
    await before.unsubscribe()
    return pushManager.subscribe(wish).catch((again: unknown) => {
      throw refused(again)
    })
  })
  const { endpoint, keys } = subscription.toJSON()
  await ask(options, 'PUT', 'v1/push-subscription', { endpoint, keys })
}

/** Ends that, as an app does when somebody signs out. Harmless where there is no subscription. */
export async function unsubscribeFromPushes(options: PushSubscribingOptions): Promise<void> {
  const { pushManager } = readOptions(options)
  const subscription = await pushManager.getSubscription()
  if (!subscription) return
  const { endpoint } = subscription
  await subscription.unsubscribe()
  await ask(options, 'DELETE', 'v1/push-subscription', { endpoint })
}

function readOptions(options: PushSubscribingOptions) {
  assertOptions(options)
  if (!isAddress(options.url)) throw invalid('url must be the address of a service: wss://…')
  return options.registration
}

async function ask(
  { url, token }: PushSubscribingOptions,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const headers: Record<string, string> = {}
  if (body) {
    headers['Content-Type'] = 'application/json'
    headers.Authorization = `Bearer ${typeof token === 'function' ? await token() : token}`
  }
  // the service may lie below a path
  const address = new URL(path, url.replace(/^ws/, 'http').replace(/\/?$/, '/'))
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await fetch(address, init).catch((cause: unknown) => {
    const message = 'the service cannot be reached'
    throw new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, message, { cause })
  })
  if (!response.ok) {
    const code =
      response.status === 401 ? InvitationErrorCode.NOT_LOGGED_IN : InvitationErrorCode.FAILED
    throw new ConferenceInvitationError(code, `the service refuses: ${response.status}`)
  }
  return response.status === 204 ? undefined : response.json()
}

function isOfAnotherKey(error: unknown) {
  return error instanceof DOMException && error.name === 'InvalidStateError'
}

function refused(cause: unknown) {
  return new ConferenceInvitationError(
    InvitationErrorCode.FAILED,
    'the browser gives no push subscription',
    { cause },
  )
}
