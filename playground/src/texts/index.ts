import type { Language } from '../address'
import { en } from './en'
import { zhCN } from './zh-CN'

export type Texts = typeof en

/** The playground's own words, by language. */
export const texts: Record<Language, Texts> = { en, 'zh-CN': zhCN }

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' }
