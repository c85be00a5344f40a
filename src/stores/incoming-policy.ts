import { toValue } from 'vue'
import type { InvitationContext } from '../context'
import type { ReceivedInvitation } from '../manager/types'
import type { IncomingState } from './incoming-calls'

/** How a call that comes in now is met. Waiting for one's turn is a matter of showing, not of ringing. */
export function momentOf(
  { currentRoom, policy }: Pick<InvitationContext, 'currentRoom' | 'policy'>,
  { ringing }: IncomingState,
  received: ReceivedInvitation,
): 'ring' | 'silent' | 'reject' {
  const { whenBusy, whileRinging, doNotDisturb, forCall } = policy.value
  const own = forCall?.(received)
  if (own) return own
  const { roomId } = received.roomInfo
  const isBusy = currentRoom.value !== null
  const isSecond = ringing.some((call) => call.roomId !== roomId)
  const wishes = [isBusy && whenBusy, isSecond && whileRinging]
  if (wishes.includes('reject')) return 'reject'
  return wishes.includes('silent') || toValue(doNotDisturb) === true ? 'silent' : 'ring'
}
