import { watch } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useLocale } from '../../composables/useLocale'
import type { UseUserDirectoryReturn } from '../../composables/useUserDirectory'

/** Says how many people a search found, once its answer is there. */
export function useSearchNews({ query, users, isLoading, error, total }: UseUserDirectoryReturn) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()

  watch(isLoading, (loading) => {
    if (loading || error.value || query.value === '') return
    const count = total.value ?? users.value.length
    announce(
      count > 0 ? t('dialog.found', { count }) : t('dialog.nobodyFound', { query: query.value }),
    )
  })
}
