import { computed, watchEffect, type ComputedRef } from 'vue'
import { en } from 'vue-conference-invitations/locales/en'
import { zhCN } from 'vue-conference-invitations/locales/zh-CN'
import type { ConferenceInvitationsLocale } from 'vue-conference-invitations'
import type { AddressState, Language } from './address'
import { usePlayground } from './session'

const locales: Record<Language, ConferenceInvitationsLocale> = { en, 'zh-CN': zhCN }

/** The kit's language; a direction in the address wins over the language's own. */
export function localeOf(address: AddressState): ConferenceInvitationsLocale {
  const { lang, dir } = address.current.value
  return { ...locales[lang], dir: dir ?? locales[lang].dir }
}

/** Direction that the page reads in. */
export function useDirection(): ComputedRef<'ltr' | 'rtl'> {
  const { address } = usePlayground()
  return computed(() => localeOf(address).dir)
}

/** Keeps language, direction, theme and title of the document in step with the address. */
export function followLook(address: AddressState, title: () => string) {
  watchEffect(() => {
    const { lang, theme } = address.current.value
    const { documentElement } = document
    documentElement.lang = lang
    documentElement.dir = localeOf(address).dir
    documentElement.style.colorScheme = theme ?? 'light dark'
    document.title = title()
  })
}
