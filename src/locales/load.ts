import { en } from './en'
import { matchLanguage } from './match'
import type { ConferenceInvitationsLocale } from './types'

/** A language that the kit has, for menus. */
export interface Language {
  /** BCP 47 tag, as {@link loadLocale} takes it. */
  readonly code: string
  /** What the language calls itself. */
  readonly name: string
}

const loaders: Readonly<Record<string, () => Promise<ConferenceInvitationsLocale>>> = {
  en: async () => en,
  ar: async () => (await import('./ar')).ar,
  de: async () => (await import('./de')).de,
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
  ja: async () => (await import('./ja')).ja,
  ko: async () => (await import('./ko')).ko,
  'pt-BR': async () => (await import('./pt-BR')).ptBR,
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
  'zh-TW': async () => (await import('./zh-TW')).zhTW,
}

/** All languages of the kit, without their texts. */
export const languages: readonly Language[] = [
  { code: 'en', name: 'English' },
  { code: 'zh-CN', name: '简体中文' },
  { code: 'zh-TW', name: '繁體中文' },
  { code: 'ja', name: '日本語' },
  { code: 'ko', name: '한국어' },
  { code: 'de', name: 'Deutsch' },
  { code: 'fr', name: 'Français' },
  { code: 'es', name: 'Español' },
  { code: 'pt-BR', name: 'Português (Brasil)' },
  { code: 'ar', name: 'العربية' },
]

/** Loads the texts for a language tag such as `navigator.language`; English when the kit has no such language. */
export async function loadLocale(tag: string): Promise<ConferenceInvitationsLocale> {
  const code = matchLanguage(tag, Object.keys(loaders))
  return (code !== undefined && (await loaders[code]?.())) || en
}
