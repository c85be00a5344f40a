import { shallowRef, watch, type ShallowRef } from 'vue'
import type { UseInvitationListReturn } from '../../composables/useInvitationList'

/** Opens and closes the search of the panel; what it has to look through is loaded to the end. */
export function useListSearch(
  { search, sort, hasMore, isLoading, error, loadMore }: UseInvitationListReturn,
  button: Readonly<ShallowRef<HTMLElement | null>>,
) {
  const isSearching = shallowRef(false)

  function closeSearch() {
    search.value = ''
    isSearching.value = false
    button.value?.focus()
  }

  function toggleSearch() {
    if (isSearching.value) closeSearch()
    else isSearching.value = true
  }

  // a name that is not loaded yet can neither be found nor put in its place
  watch([search, sort, isLoading, hasMore], () => {
    const needsAll = search.value !== '' || sort.value === 'name'
    if (needsAll && hasMore.value && !isLoading.value && !error.value) void loadMore()
  })

  return { isSearching, toggleSearch, closeSearch }
}
