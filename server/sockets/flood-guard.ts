import { CloseCode } from '../../src/engines/service/wire'
import { InvitationErrorCode } from '../../src/manager/errors'
import type { GatewayContext } from '../context'
import type { UncheckedFrame } from './frames'
import type { Outgoing } from './outgoing'

/** Keeps one socket from sending too much. */
export interface FloodGuard {
  /** Whether a frame may pass; otherwise it has been refused. */
  admit(frame: UncheckedFrame): boolean
  /** Notes that something was refused: who goes on like this is hung up on. */
  noteRefusal(): void
}

/** Creates a {@link FloodGuard}. */
export function createFloodGuard(
  { socketFrames, socketRefusals, metrics }: GatewayContext,
  outgoing: Pick<Outgoing, 'send' | 'hangUp'>,
): FloodGuard {
  const { send, hangUp } = outgoing

  function noteRefusal() {
    if (socketRefusals.take(outgoing) > 0) hangUp(CloseCode.TOO_MUCH, 'too much for too long')
  }

  return {
    admit(frame) {
      const retryAfterMs = socketFrames.take(outgoing)
      if (retryAfterMs === 0) return true
      metrics.refused('socket')
      if (frame.t === 'call') {
        const code = InvitationErrorCode.FREQUENCY_LIMIT
        send({ t: 'error', id: frame.id, code, message: 'too many frames', retryAfterMs })
      }
      // half a call is no call
      if (frame.t === 'part') hangUp(CloseCode.TOO_MUCH, 'too many frames')
      else noteRefusal()
      return false
    },
    noteRefusal,
  }
}
