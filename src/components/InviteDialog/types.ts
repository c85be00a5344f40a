import type { InvitationCode } from '../../manager/enums'
import type { PersonSlotProps } from './InviteDialogPerson.vue'

export interface InviteDialogProps {
  /**
   * Ring times to choose from, in seconds; 0 has no end.
   *
   * @defaultValue `[30, 60, 120, 300, 0]`
   */
  timeouts?: readonly number[]

  /**
   * How many people may be chosen for one call, at most as many as a call may name.
   *
   * @defaultValue `1000`
   */
  max?: number

  /**
   * The longest message to the invitees, in characters.
   *
   * @defaultValue `200`
   */
  maxMessageLength?: number

  /**
   * Whether the dialog closes once everybody chosen is being called.
   *
   * @defaultValue `true`
   */
  closeOnSent?: boolean

  /**
   * Whether people may be told without a ring: all of them, or some.
   *
   * @defaultValue `true`
   */
  offerSilent?: boolean

  /**
   * Where the dialog is put: a selector or an element.
   *
   * @defaultValue `'body'`
   */
  to?: string | HTMLElement
}

export type InviteDialogEmits = {
  /** People are being called: what became of each, and whether nobody was left out. */
  sent: [results: ReadonlyMap<string, InvitationCode>, isComplete: boolean]
  /** The call failed as a whole; nothing chosen is lost. */
  failed: [error: unknown]
}

export interface InviteDialogSlots {
  /** Replaces the title's text. */
  title?: () => unknown
  /** Replaces what stands in one person's row. */
  person?: (props: PersonSlotProps) => unknown
  /** Replaces what shows when nobody is found. */
  empty?: (props: { query: string }) => unknown
  /** Between the list and the options. */
  extra?: () => unknown
  /** At the start of the bottom line: other ways to invite. */
  'footer-start'?: () => unknown
}
