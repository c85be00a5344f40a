import { computed, type ComputedRef } from 'vue'
import {
  useInvitationContext,
  type ConferenceInvitationsLocale,
  type MessageKey,
  type MessageParams,
} from '../context'
import { createTranslator, type Translator } from './translator'

/** Return type of {@link useLocale}. */
export interface UseLocaleReturn extends Translator {
  /** The text of a key: the app's own where it has one, with its parameters filled in. */
  t(key: MessageKey, params?: MessageParams): string
  locale: ComputedRef<ConferenceInvitationsLocale>
  dir: ComputedRef<'ltr' | 'rtl'>
}

const TRANSLATOR = Symbol('translator')

/** Texts, numbers and times in the language of the context; follows it when it changes. */
export function useLocale(): UseLocaleReturn {
  const { clock, locale, messages, share } = useInvitationContext()
  const translator = share(TRANSLATOR, () =>
    computed(() => createTranslator(locale.value, messages.value)),
  )

  return {
    t: (key, params) => translator.value.t(key, params),
    formatDuration: (seconds) => translator.value.formatDuration(seconds),
    formatRelative: (time, now = clock.now.value) => translator.value.formatRelative(time, now),
    formatTime: (time) => translator.value.formatTime(time),
    formatNumber: (value) => translator.value.formatNumber(value),
    formatList: (parts) => translator.value.formatList(parts),
    plural: (count) => translator.value.plural(count),
    locale,
    dir: computed(() => locale.value.dir),
  }
}
