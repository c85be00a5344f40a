import type {
  IncomingInvitationToastProps,
  IncomingInvitationToastSlots,
} from '../components/IncomingInvitationToast'
import type {
  InvitationListPanelProps,
  InvitationListPanelSlots,
} from '../components/InvitationListPanel'
import type { InviteDialogProps, InviteDialogSlots } from '../components/InviteDialog'
import type {
  MissedInvitationListProps,
  MissedInvitationListSlots,
} from '../components/MissedInvitationList'
import type { InvitationFilter } from '../composables/useInvitationList'

/**
 * Functions that make what stands in an element's slots. Each gets what the slot gets in Vue, and is
 * called again when that changes; `null` shows nothing. `null` instead of them all for none.
 */
export type SlotRenderers<Slots> =
  | {
      [Name in keyof Slots]?: (given: GivenTo<Slots[Name]>) => Node | string | null
    }
  | null

type GivenTo<Slot> = NonNullable<Slot> extends (given: infer Given) => unknown ? Given : never

/** `<ci-invite-dialog>`; emits `sent`, `failed` and `update:` events of its last five properties. */
export interface CiInviteDialog extends HTMLElement, InviteDialogProps {
  open: boolean
  selected: string[]
  /** Seconds; 0 has no end. */
  timeout: number
  message: string
  silent: boolean
  slotRenderers: SlotRenderers<InviteDialogSlots>
}

/** `<ci-incoming-invitation-toast>`; emits `joined`, `declined` and `put-off`. */
export interface CiIncomingInvitationToast extends HTMLElement, IncomingInvitationToastProps {
  slotRenderers: SlotRenderers<IncomingInvitationToastSlots>
}

/** `<ci-invitation-list-panel>`; emits `invite` and `update:filter`. */
export interface CiInvitationListPanel extends HTMLElement, InvitationListPanelProps {
  filter: InvitationFilter
  slotRenderers: SlotRenderers<InvitationListPanelSlots>
}

/** `<ci-missed-invitation-list>`; emits `joined`. */
export interface CiMissedInvitationList extends HTMLElement, MissedInvitationListProps {
  slotRenderers: SlotRenderers<MissedInvitationListSlots>
}

declare global {
  interface HTMLElementTagNameMap {
    'ci-incoming-invitation-toast': CiIncomingInvitationToast
    'ci-invitation-list-panel': CiInvitationListPanel
    'ci-invite-dialog': CiInviteDialog
    'ci-missed-invitation-list': CiMissedInvitationList
  }
}
