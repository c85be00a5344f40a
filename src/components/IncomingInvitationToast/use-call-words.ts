import { useDisplayNames } from '../../composables/useDisplayNames'
import type { IncomingCard } from '../../composables/useIncomingInvitations'
import { useLocale } from '../../composables/useLocale'
import { endingLooks } from '../internal/state-looks'

/** What a card says: who calls, into which room, and how it ended. */
export function useCallWords() {
  const { t } = useLocale()
  const { nameOf, avatarOf } = useDisplayNames()

  /** Who calls now: when several called into the room, the latest. */
  function inviterOf({ inviters, invitation }: IncomingCard) {
    return inviters.at(-1) ?? invitation.inviter
  }

  function namesOf(card: IncomingCard) {
    const inviter = inviterOf(card)
    return {
      inviter: nameOf(inviter),
      others: Math.max(0, card.inviters.length - 1),
      room: card.roomInfo.roomName || card.roomInfo.roomId,
      host: card.roomInfo.ownerName || card.roomInfo.ownerId,
    }
  }

  function endingOf(card: IncomingCard) {
    const { icon, message: usual } = endingLooks[card.cause ?? 'gone']
    const by = card.by ?? card.invitation.inviter
    const isAdmin =
      card.cause === 'revoked' && card.by !== null && card.by.userId !== card.roomInfo.ownerId
    const message = isAdmin ? 'ended.revokedByAdmin' : usual
    const params = { name: nameOf(by) }
    return { icon, message, params, text: t(message, params) }
  }

  function avatarOfInviter(card: IncomingCard) {
    const inviter = inviterOf(card)
    return { userId: inviter.userId, userName: nameOf(inviter), avatarUrl: avatarOf(inviter) }
  }

  return { namesOf, endingOf, avatarOfInviter }
}
