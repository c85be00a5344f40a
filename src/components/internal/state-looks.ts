import type { IncomingCard } from '../../composables/useIncomingInvitations'
import type { InvitationState } from '../../composables/useInvitationList'
import type { MessageKey } from '../../locales/types'
import type { IconName } from './icons'

/** How something is shown that somebody shall recognise: an icon and its words. */
export interface Look {
  icon: IconName
  message: MessageKey
}

/** How far an invitation is, in the words that people see. */
export type InvitationBadgeState = InvitationState | 'notified' | 'cancelling' | 'inRoom'

/** What is shown of an invitation on its way. */
export const stateLooks: Readonly<Record<InvitationBadgeState, Look>> = {
  calling: { icon: 'phone', message: 'state.calling' },
  notified: { icon: 'bellOff', message: 'state.notified' },
  accepted: { icon: 'accepted', message: 'state.accepted' },
  noAnswer: { icon: 'clock', message: 'state.noAnswer' },
  busy: { icon: 'busy', message: 'state.busy' },
  declined: { icon: 'close', message: 'state.declined' },
  cancelling: { icon: 'clock', message: 'state.cancelling' },
  inRoom: { icon: 'check', message: 'state.inRoom' },
}

/** What is shown of people who were called before, and may be again. */
export const pastLooks: Readonly<Partial<Record<InvitationState, Look>>> = {
  declined: { icon: stateLooks.declined.icon, message: 'dialog.declinedAgo' },
  noAnswer: { icon: stateLooks.noAnswer.icon, message: 'dialog.noAnswerAgo' },
  busy: { icon: stateLooks.busy.icon, message: 'dialog.busyAgo' },
}

/** What is shown on the card of a call that is over. */
export const endingLooks: Readonly<Record<NonNullable<IncomingCard['cause']>, Look>> = {
  cancelled: { icon: 'hangUp', message: 'ended.cancelled' },
  revoked: { icon: 'hangUp', message: 'ended.revoked' },
  missed: { icon: stateLooks.noAnswer.icon, message: 'ended.missed' },
  answeredElsewhere: { icon: 'devices', message: 'ended.answeredElsewhere' },
  declinedElsewhere: { icon: 'devices', message: 'ended.declinedElsewhere' },
  accepted: { icon: stateLooks.inRoom.icon, message: 'ended.accepted' },
  declined: { icon: stateLooks.declined.icon, message: 'ended.declined' },
  entered: { icon: stateLooks.inRoom.icon, message: 'ended.entered' },
  gone: { icon: 'hangUp', message: 'ended.gone' },
}
