import { InvitationRejectedReason, InvitationStatus } from '../manager/enums'
import type { Invitation } from '../manager/types'

/** An invitation's status as people say it. */
export type InvitationState = 'calling' | 'noAnswer' | 'declined' | 'busy' | 'accepted'

/** The state of a row in one word. */
export function stateOf({
  status,
  reason,
}: Pick<Invitation, 'status' | 'reason'>): InvitationState {
  switch (status) {
    case InvitationStatus.ACCEPTED:
      return 'accepted'
    case InvitationStatus.TIMEOUT:
      return 'noAnswer'
    case InvitationStatus.REJECTED:
      return reason === InvitationRejectedReason.IN_OTHER_CONFERENCE ? 'busy' : 'declined'
    case InvitationStatus.PENDING:
    case InvitationStatus.NONE:
      return 'calling'
  }
}
