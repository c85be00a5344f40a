import { computed, type ComputedRef } from 'vue'
import { useDisplayNames } from '../useDisplayNames'
import { useIncomingInvitations } from '../useIncomingInvitations'
import { useLocale } from '../useLocale'
import type { RingingCall } from './types'

/** What is to ring now, in words. */
export interface RingingCalls {
  /** Newest first. */
  calls: readonly RingingCall[]
  lang: string
  dir: NotificationDirection
}

/** Follows what is to ring in the nearest context. */
export function useRingingCalls(): ComputedRef<RingingCalls> {
  const { ringing, silenced } = useIncomingInvitations()
  const { nameOf } = useDisplayNames()
  const { t, locale, dir } = useLocale()

  const calls = computed(() =>
    ringing.value
      // after a failed answer the user is at the card: ringing on would only disturb
      .filter(({ phase, error }) => phase === 'ringing' && error == null)
      .filter(({ roomId }) => !silenced.value.has(roomId))
      .map(({ roomId, roomInfo, inviters, invitation }): RingingCall => {
        const name = nameOf(inviters.at(-1) ?? invitation.inviter)
        const count = Math.max(0, inviters.length - 1)
        const title = count
          ? t('toast.callingTogether', { name, count })
          : t('toast.calling', { name })
        return { roomId, title, body: roomInfo.roomName || roomId }
      }),
  )
  return computed(() => ({ calls: calls.value, lang: locale.value.code, dir: dir.value }))
}
