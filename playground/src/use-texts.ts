import { computed, type ComputedRef } from 'vue'
import { usePlayground } from './session'
import { texts, textsLanguageFor, type Texts, type TextsLanguage } from './texts'

/** The playground's words in the language of the address, or in English. */
export function useTexts(): ComputedRef<Texts> {
  const language = useTextsLanguage()
  return computed(() => texts[language.value])
}

/** The language of those words, for `lang`: the page around them is in the kit's language. */
export function useTextsLanguage(): ComputedRef<TextsLanguage> {
  const { address } = usePlayground()
  return computed(() => textsLanguageFor(address.current.value.lang))
}
