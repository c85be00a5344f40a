import { toValue } from 'vue'
import type { InvitationContext } from '../context'
import type { ReceivedInvitation } from '../manager/types'
import type { IgnoredRings } from './ignored-rings'
import type { IncomingState } from './incoming-calls'

/** How a call that comes in now is met. Waiting for one's turn is a matter of showing, not of ringing. */
export function momentOf(
  { currentRoom, policy }: Pick<InvitationContext, 'currentRoom' | 'policy'>,
  { ringing }: IncomingState,
  received: ReceivedInvitation,
  ignored: IgnoredRings,
): 'ring' | 'silent' | 'reject' {
  const { whenBusy, whileRinging, doNotDisturb, forCall } = policy.value
  const own = forCall?.(received)
  if (own) return own
  const { invitation, roomInfo } = received
  const { roomId } = roomInfo
  // whoever ignores a call tells the caller nothing
  if (ignored.has({ key: '', roomId, invitation })) return 'silent'
  const isBusy = currentRoom.value !== null
  const isSecond = ringing.some((call) => call.roomId !== roomId && !ignored.has(call))
  const wishes = [isBusy && whenBusy, isSecond && whileRinging]
  if (wishes.includes('reject')) return 'reject'
  return wishes.includes('silent') || toValue(doNotDisturb) === true ? 'silent' : 'ring'
}
