import { languages } from 'vue-conference-invitations/locales/load'
import { isDensity, isDirection, isTheme, type Density } from '../address'

/** How a scene looks; all of it is in its address. */
export interface Look {
  lang: string
  /** `null` follows the system. */
  theme: 'light' | 'dark' | null
  /** `null` follows the language. */
  dir: 'ltr' | 'rtl' | null
  density: Density
}

/** Reads the look from an address; what it does not understand counts as missing. */
export function lookOf(params: URLSearchParams): Look {
  const [lang, theme, dir, density] = ['lang', 'theme', 'dir', 'density'].map(
    (name) => params.get(name) ?? '',
  ) as [string, string, string, string]
  return {
    lang: languages.some(({ code }) => code === lang) ? lang : 'en',
    theme: isTheme(theme) ? theme : null,
    dir: isDirection(dir) ? dir : null,
    density: isDensity(density) ? density : 'comfortable',
  }
}
