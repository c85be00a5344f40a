import type { IncomingInvitationToastProps } from '../components/IncomingInvitationToast'
import type { InvitationListPanelProps } from '../components/InvitationListPanel'
import type { InviteDialogProps } from '../components/InviteDialog'
import type { MissedInvitationListProps } from '../components/MissedInvitationList'
import type { InvitationFilter } from '../composables/useInvitationList'

/** `<ci-invite-dialog>`; emits `sent`, `failed` and `update:` events of its last five properties. */
export interface CiInviteDialog extends HTMLElement, InviteDialogProps {
  open: boolean
  selected: string[]
  /** Seconds; 0 has no end. */
  timeout: number
  message: string
  silent: boolean
}

/** `<ci-incoming-invitation-toast>`; emits `joined`, `declined` and `put-off`. */
export interface CiIncomingInvitationToast extends HTMLElement, IncomingInvitationToastProps {}

/** `<ci-invitation-list-panel>`; emits `invite` and `update:filter`. */
export interface CiInvitationListPanel extends HTMLElement, InvitationListPanelProps {
  filter: InvitationFilter
}

/** `<ci-missed-invitation-list>`; emits `joined`. */
export interface CiMissedInvitationList extends HTMLElement, MissedInvitationListProps {}

declare global {
  interface HTMLElementTagNameMap {
    'ci-incoming-invitation-toast': CiIncomingInvitationToast
    'ci-invitation-list-panel': CiInvitationListPanel
    'ci-invite-dialog': CiInviteDialog
    'ci-missed-invitation-list': CiMissedInvitationList
  }
}
