import { useAnnouncer } from '../../composables/useAnnouncer'
import type {
  IncomingCard,
  UseIncomingInvitationsReturn,
} from '../../composables/useIncomingInvitations'
import { useLocale } from '../../composables/useLocale'
import type { DeclineOptions } from './IncomingInvitationCard.vue'
import { useCallWords } from './use-call-words'

/** What may be done about one card. */
export interface CardActions {
  accept: () => void
  decline: (options?: DeclineOptions) => void
  silence: () => void
  /** Takes the card off and brings it back; does nothing with less than 30 s left */
  remindLater: () => void
  /** Takes the card off this browser without a word to the caller */
  ignore: () => void
  retryJoin: () => void
  dismiss: () => void
}

export interface CardActionsOptions {
  calls: UseIncomingInvitationsReturn
  onJoined: (card: IncomingCard) => void
  onDeclined: (card: IncomingCard, options: DeclineOptions) => void
  onPutOff: (card: IncomingCard) => void
  onIgnored: (card: IncomingCard) => void
}

/** What may be done about cards, for their components and for the slot that replaces them. */
export function useCardActions({
  calls,
  onJoined,
  onDeclined,
  onPutOff,
  onIgnored,
}: CardActionsOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const { namesOf } = useCallWords()

  async function join(card: IncomingCard, action: (roomId: string) => Promise<boolean>) {
    if (await action(card.roomId)) onJoined(card)
  }

  async function refuse(card: IncomingCard, options: DeclineOptions = {}) {
    if (await calls.decline(card.roomId, options)) onDeclined(card, options)
  }

  function putOff(card: IncomingCard) {
    if (!calls.remindLater(card.roomId)) return
    announce(t('announce.putOff', { name: namesOf(card).inviter }))
    onPutOff(card)
  }

  function ignore(card: IncomingCard) {
    if (!calls.ignore(card.roomId)) return
    announce(t('announce.ignored', { name: namesOf(card).inviter }))
    onIgnored(card)
  }

  function actionsOf(card: IncomingCard): CardActions {
    return {
      accept: () => void join(card, calls.accept),
      decline: (options) => void refuse(card, options),
      silence: () => calls.silence(card.roomId),
      remindLater: () => putOff(card),
      ignore: () => ignore(card),
      retryJoin: () => void join(card, calls.retryJoin),
      dismiss: () => calls.dismiss(card.roomId),
    }
  }

  return { actionsOf }
}
