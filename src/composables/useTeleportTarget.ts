import { computed, onMounted, shallowRef, type ComputedRef } from 'vue'
import { warn } from '../diagnostics'

/**
 * Where to put what leaves its place in the page: the body where the app's own place is missing, because Vue breaks on
 * updating what it could not put anywhere.
 *
 * @param to - the app's place: a selector or an element
 */
export function useTeleportTarget(
  to: () => string | HTMLElement,
): ComputedRef<string | HTMLElement> {
  const isMounted = shallowRef(false)
  onMounted(() => (isMounted.value = true))

  return computed(() => {
    const place = to()
    // servers have no page to look at
    if (!isMounted.value) return place
    if (typeof place !== 'string' || document.querySelector(place)) return place
    warn('CI_R004', place)
    return 'body'
  })
}
