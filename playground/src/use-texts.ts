import { computed, type ComputedRef } from 'vue'
import { usePlayground } from './session'
import { texts, type Texts } from './texts'

/** The playground's words in the language of the address. */
export function useTexts(): ComputedRef<Texts> {
  const { address } = usePlayground()
  return computed(() => texts[address.current.value.lang])
}
