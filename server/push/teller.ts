import type { Message } from '../../src/manager/ports'
import type { Invitation, ReceivedInvitation } from '../../src/manager/types'
import type { Metrics } from '../metrics'
import type { Teller } from '../outbox/outbox'
import { isOnline } from '../presence'
import { isRinging } from '../rooms'
import type { ServiceStore } from '../stores'
import type { PushMessage, SendPush } from './sender'
import type { PushSubscriptions } from './subscriptions'

/** What rings without end is worth telling for a day. */
const DAY_SECONDS = 86_400
/** What has ended is worth telling only while the call may still be shown. */
const ENDED_SECONDS = 3_600

export interface PushTellerOptions {
  store: ServiceStore
  subscriptions: PushSubscriptions
  send: SendPush
  metrics: Metrics
}

/** Tells people who have no device connected, in the browsers that they subscribed with: each ring once, however often
 * its entry comes back.
 */
export function createPushTeller(options: PushTellerOptions): Teller {
  const { store, subscriptions, send, metrics } = options

  async function pushTo(userId: string, message: PushMessage) {
    const targets = await subscriptions.list(userId)
    await Promise.all(
      targets.map(async (target) => {
        const outcome = await send(target, message)
        metrics.delivered('push', outcome === 'done' ? 'done' : 'failed')
        if (outcome === 'gone') await subscriptions.remove(userId, target.endpoint)
      }),
    )
  }

  async function tellRinging(userId: string, received: ReceivedInvitation) {
    const { roomInfo, invitation } = received
    const { extensionInfo: _, expiresAt = null, ...rest } = invitation
    const left = expiresAt === null ? DAY_SECONDS : (expiresAt - store.clock.now()) / 1_000
    const { roomId } = roomInfo
    if (left <= 0 || (await isOnline(store, userId))) return
    if ((await subscriptions.list(userId)).length === 0) return
    // noted before it is sent, so that an end that comes meanwhile knows of it
    if (!(await setTold(userId, roomId, true))) return
    if (!(await isRinging(store, roomId, userId))) {
      await setTold(userId, roomId, false)
      return
    }
    await pushTo(userId, {
      notice: { v: 1, type: 'invitation', roomInfo, invitation: rest, expiresAt },
      roomId,
      ttlSeconds: Math.ceil(left),
      isUrgent: invitation.silent !== true,
    })
  }

  async function tellEnded(userId: string, roomId: string) {
    // only where the ring was pushed
    if (!(await setTold(userId, roomId, false))) return
    await pushTo(userId, {
      notice: { v: 1, type: 'ended', roomId },
      roomId,
      ttlSeconds: ENDED_SECONDS,
      isUrgent: true,
    })
  }

  /** Notes whether a ring was pushed; tells whether that was news. */
  async function setTold(userId: string, roomId: string, isTold: boolean) {
    const key = `pushed:${userId}\0${roomId}`
    const [before, after] = isTold ? [null, '1'] : ['1', null]
    return store.replaceValue(key, before, after, DAY_SECONDS * 1_000)
  }

  return {
    name: 'push',
    async tell({ message }) {
      const { to } = message
      if (to.kind !== 'user') return 'done'
      if (message.name === 'onReceiveInvitation') await tellRinging(to.userId, message.payload)
      else {
        const ended = endedRoomOf(message, to.userId)
        if (ended !== null) await tellEnded(to.userId, ended)
      }
      return 'done'
    },
  }
}

/** The room whose call to this person a message ends; `null` for others, such as what the inviter is told. */
function endedRoomOf(message: Message, userId: string): string | null {
  switch (message.name) {
    case 'onInvitationHandledByOtherDevice':
      return message.payload.roomInfo.roomId
    case 'onInvitationCancelled':
    case 'onInvitationRevokedByAdmin':
    case 'onInvitationTimeout': {
      const { invitation, roomInfo } = message.payload
      return isFor(invitation, userId) ? roomInfo.roomId : null
    }
    default:
      return null
  }
}

function isFor({ invitee }: Invitation, userId: string) {
  return invitee.userId === userId
}
