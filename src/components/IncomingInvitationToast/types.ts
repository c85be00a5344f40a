import type { IncomingCard } from '../../composables/useIncomingInvitations'
import type { RingtoneOptions } from '../../composables/useRingtone'
import type { DeclineOptions } from './IncomingInvitationCard.vue'
import type { CardActions } from './use-card-actions'

/** Where the cards stand; `start` and `end` follow the direction of writing. */
export type ToastPosition =
  'top-start' | 'top' | 'top-end' | 'bottom-start' | 'bottom' | 'bottom-end'

export interface IncomingInvitationToastProps {
  /**
   * Where the cards stand; on narrow screens they take the whole width.
   *
   * @defaultValue `'top-end'`
   */
  position?: ToastPosition

  /**
   * Name of the key that moves the focus to the cards, as `KeyboardEvent.key`; `null` for none.
   *
   * @defaultValue `'F8'`
   */
  hotkey?: string | null

  /**
   * Replies to decline with; `false` offers none.
   *
   * @defaultValue three replies in the reader's language
   */
  replies?: readonly string[] | false

  /**
   * How long an ended call says how it ended, in milliseconds; read once.
   *
   * @defaultValue `4000`
   */
  endedForMs?: number

  /**
   * Whether a call takes over the page until it is answered or over: an `alertdialog` that takes the
   * focus and keeps it.
   *
   * @defaultValue `false`
   */
  modal?: boolean

  /**
   * How calls ring, over what the app's own options say.
   *
   * @defaultValue the app's options
   */
  ringtone?: RingtoneOptions

  /**
   * Where the cards are put: a selector or an element.
   *
   * @defaultValue `'body'`
   */
  to?: string | HTMLElement
}

export type IncomingInvitationToastEmits = {
  /** A call was accepted and the room entered. */
  joined: [card: IncomingCard]
  /** A call was declined. */
  declined: [card: IncomingCard, options: DeclineOptions]
  /** A call was put off; it is back in a minute, or shortly before its end. */
  putOff: [card: IncomingCard]
  /** A call was ignored: it is off this browser, and the caller does not know. */
  ignored: [card: IncomingCard]
}

export interface IncomingInvitationToastSlots {
  /** Replaces a whole card; announcements, order and focus stay. */
  card?: (
    props: CardActions & {
      card: IncomingCard
      /** Whether it should show everything */
      isOpen: boolean
    },
  ) => unknown
  /** Replaces the inviter's message. */
  message?: (props: { card: IncomingCard }) => unknown
  /** Before the buttons: the app's microphone and camera check. */
  'before-join'?: (props: { card: IncomingCard }) => unknown
  /** At the end of the further answers, for answers of the app's own: blocking the caller, for instance. */
  'more-answers'?: (
    props: CardActions & {
      card: IncomingCard
    },
  ) => unknown
}
