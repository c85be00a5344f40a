import { watch } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useLocale } from '../../composables/useLocale'
import type { UseUserDirectoryReturn } from '../../composables/useUserDirectory'

/** Says how many people a search found, or a group holds, once the answer is there. */
export function useSearchNews({
  query,
  users,
  isLoading,
  error,
  total,
  path,
}: UseUserDirectoryReturn) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()

  let said = path.value

  watch(isLoading, (loading) => {
    if (loading || error.value) return
    const count = total.value ?? users.value.length
    const here = path.value.at(-1)
    if (path.value !== said) {
      said = path.value
      announce(here ? t('dialog.groupHolds', { group: here.group, count }) : t('dialog.everybody'))
    }
    if (query.value === '') return
    announce(
      count > 0 ? t('dialog.found', { count }) : t('dialog.nobodyFound', { query: query.value }),
    )
  })
}
