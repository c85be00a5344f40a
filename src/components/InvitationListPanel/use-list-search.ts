import { shallowRef, watch } from 'vue'
import type { UseInvitationListReturn } from '../../composables/useInvitationList'

/** Opens and closes the search of the panel; what is looked through, by name or by state, is loaded to the end. */
export function useListSearch(
  { search, sort, filter, hasMore, isLoading, error, loadMore }: UseInvitationListReturn,
  focusButton: () => void,
) {
  const isSearching = shallowRef(false)

  function closeSearch() {
    search.value = ''
    isSearching.value = false
    focusButton()
  }

  function toggleSearch() {
    if (isSearching.value) closeSearch()
    else isSearching.value = true
  }

  // who is not loaded yet can neither be found nor put in their place
  watch([search, sort, filter, isLoading, hasMore], () => {
    const needsAll = search.value !== '' || sort.value === 'name' || filter.value !== 'all'
    if (needsAll && hasMore.value && !isLoading.value && !error.value) void loadMore()
  })

  return { isSearching, toggleSearch, closeSearch }
}
