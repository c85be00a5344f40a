import { computed } from 'vue'
import { useLocale } from '../../composables/useLocale'
import { errorMessageKey } from '../internal/error-message'
import { isolate } from '../internal/isolate'
import type { InvitationListRowProps } from './InvitationListRow.vue'

/** What a row says: how far the call is, what went wrong, and the one thing that can be done. */
export function useRowWords(props: Readonly<InvitationListRowProps>) {
  const { t } = useLocale()

  const isCalling = computed(() => props.entry.state === 'calling')

  const badge = computed(() => {
    const { state, sync, silent } = props.entry
    if (sync === 'cancelling') return 'cancelling'
    return silent && state === 'calling' ? 'notified' : state
  })

  const failure = computed(() => {
    if (!props.entry.error) return null
    const reason = t(errorMessageKey(props.entry.error))
    return t(isCalling.value ? 'panel.cancelFailed' : 'panel.callAgainFailed', { reason })
  })

  /** The one thing that can be done about this person; `null` when there is nothing to do. */
  const action = computed(() => {
    const name = props.entry.displayName
    if (isCalling.value) {
      return {
        kind: 'cancel' as const,
        text: t('panel.cancel'),
        label: t('panel.cancelFor', { name }),
        whyNot: cancelReason(props.inviterName),
        tooltip: cancelReason(isolate(props.inviterName)),
      }
    }
    if (props.entry.state === 'accepted') return null
    const whyNot = props.inviteObstacle && t(`invite.${props.inviteObstacle}`)
    return {
      kind: 'callAgain' as const,
      text: t('panel.callAgain'),
      label: t('panel.callAgainFor', { name }),
      whyNot,
      tooltip: whyNot,
    }
  })

  function cancelReason(name: string) {
    switch (props.cancelObstacle) {
      case 'notYours':
        return t('panel.notYours', { name })
      case 'offline':
        return t('common.offline')
      case 'cancelling':
        return t('state.cancelling')
      default:
        return null
    }
  }

  return { isCalling, badge, failure, action }
}
