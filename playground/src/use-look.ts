import { computed, shallowRef, watch, watchEffect, type ComputedRef } from 'vue'
import { loadLocale } from 'vue-conference-invitations/locales/load'
import type { ConferenceInvitationsLocale } from 'vue-conference-invitations'
import type { AddressState } from './address'
import { usePlayground } from './session'

/**
 * Loads the kit's language and follows the address: the language before stays until the texts of the
 * next one are there. A direction in the address wins over the language's own.
 */
export async function loadLocaleOf(
  address: AddressState,
): Promise<ComputedRef<ConferenceInvitationsLocale>> {
  const loaded = shallowRef(await loadLocale(address.current.value.lang))
  watch(
    () => address.current.value.lang,
    async (lang) => {
      const locale = await loadLocale(lang)
      if (lang === address.current.value.lang) loaded.value = locale
    },
  )
  return computed(() => ({
    ...loaded.value,
    dir: address.current.value.dir ?? loaded.value.dir,
  }))
}

/** Direction that the page reads in. */
export function useDirection(): ComputedRef<'ltr' | 'rtl'> {
  const { locale } = usePlayground()
  return computed(() => locale.value.dir)
}

/** Keeps language, direction, theme and title of the document in step with the address. */
export function followLook(
  address: AddressState,
  locale: ComputedRef<ConferenceInvitationsLocale>,
  title: () => string,
) {
  watchEffect(() => {
    const { documentElement } = document
    documentElement.lang = locale.value.code
    documentElement.dir = locale.value.dir
    documentElement.style.colorScheme = address.current.value.theme ?? 'light dark'
    document.title = title()
  })
}
