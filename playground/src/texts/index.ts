import { en } from './en'
import { zhCN } from './zh-CN'

export type Texts = typeof en

/** A language that the playground has words of its own in. */
export type TextsLanguage = 'en' | 'zh-CN'

/** The playground's own words, by language. */
export const texts: Record<TextsLanguage, Texts> = { en, 'zh-CN': zhCN }

/** The language of the playground's own words beside a kit that speaks `lang`. */
export function textsLanguageFor(lang: string): TextsLanguage {
  return lang === 'zh-CN' ? 'zh-CN' : 'en'
}
