import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { systemClock } from '../../manager/host'
import type { Clock } from '../../manager/ports'
import { toProfileRecord } from '../../manager/records'
import { createRoomEngine } from '../../manager/room-engine'
import type { RoomEngine, UserProfile } from '../../manager/types'
import { assertOptions, assertProfile, invalid } from '../../manager/validate'
import { isAddress } from './address'
import { connectToService } from './connection'
import { badToken } from './faults'
import type { WebSocketConstructor } from './line'
import type { TokenSource } from './tokens'

export { subscribeToPushes, unsubscribeFromPushes, type PushSubscribingOptions } from './push'
export type { WebSocketConstructor, WebSocketLike } from './line'
export type { TokenSource } from './tokens'

/** How long a call waits for its answer unless told otherwise, in milliseconds. */
const CALL_TIMEOUT_MS = 10_000

export interface InvitationServiceOptions {
  /** Address of the service: `wss://…`, or `ws://…` on the same machine. */
  url: string
  /**
   * The token that says who this is; its `sub` is the user id. With a function there is a new one for each connection
   * and before the old one ends; without, the engine closes when the token ends.
   */
  token: TokenSource
  /** Whom the token is for, with the names that others see; names of the token win, and its user id must be the same. */
  user?: UserProfile
  /** Defaults to that of the host; Node.js before version 22 has none: give it that of the package `ws`. */
  WebSocket?: WebSocketConstructor
  /** How long a call waits for its answer, over reconnects too: milliseconds. Defaults to 10,000. */
  callTimeoutMs?: number
  /** Gives connecting up; it then rejects with -3000. */
  signal?: AbortSignal
  /** Tells the time and runs the timers. Defaults to the machine's clock. */
  clock?: Clock
}

/**
 * Connects a device to the invitation service.
 *
 * The engine connects anew by itself whenever the line is down: what was missed is delivered then, calls that are under
 * way are sent again without ringing twice, and the device enters its room again if the service took it for gone. All
 * times in what it delivers are on the local clock.
 *
 * Rejects with -1001 for a bad address or user id, -1002 for a bad token, -3000 when the service cannot be reached in three
 * tries.
 * Calls that are made while the engine is offline fail with -3000 at once.
 *
 * @example
 * ```ts
 * const engine = await connectInvitationService({
 *   url: 'wss://invitations.example.com',
 *   token: () => fetch('/invitation-token').then((response) => response.text()),
 * })
 * ```
 */
export async function connectInvitationService(
  options: InvitationServiceOptions,
): Promise<RoomEngine> {
  assertOptions(options)
  const { url, token, user, clock = systemClock, callTimeoutMs = CALL_TIMEOUT_MS } = options
  const { WebSocket = (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket } = options
  if (!isAddress(url)) throw invalid('url must be the address of a service: wss://…')
  if (!token || (typeof token !== 'function' && typeof token !== 'string')) {
    throw invalid('token must be a string or a function that gets one')
  }
  if (user !== undefined) assertProfile(user)
  if (!WebSocket) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.FAILED,
      'there is no WebSocket here: give that of the package ws as the option WebSocket',
    )
  }
  const { userId, ...profile } = toProfileRecord(user ?? { userId: '' })
  const connection = await connectToService({
    ...options,
    ...{ clock, callTimeoutMs, WebSocket, profile },
  })
  if (userId && userId !== connection.user.userId) {
    await connection.close()
    throw badToken('for somebody else')
  }
  return createRoomEngine(connection)
}
