import { watch } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useLocale } from '../../composables/useLocale'
import { useRingtone, type RingtoneOptions } from '../../composables/useRingtone'

/** Lets the cards ring, and tells screen readers when the browser keeps them from being heard. */
export function useRingingSound(options: () => RingtoneOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const { isRinging, isBlocked } = useRingtone(options)

  watch(isBlocked, (blocked) => {
    if (blocked) announce(t('toast.soundBlocked'))
  })

  return { isRinging, isBlocked }
}
