import { shallowRef, type ShallowRef } from 'vue'
import { languages } from 'vue-conference-invitations/locales/load'
import { tellAddress } from './frames'

const backends = ['embedded', 'sdk', 'service'] as const
const densities = ['comfortable', 'compact'] as const

/** Where `npm run service` listens. */
export const usualService = 'ws://localhost:4400'

/** Code of a language that the kit speaks. */
export type Language = string
/** Where people and rooms lie. */
export type Backend = (typeof backends)[number]
export type Density = (typeof densities)[number]

/** Everything that the address says; reloading it leads to the same place. */
export interface Address {
  /** `null` until somebody was chosen. */
  user: string | null
  /** The room to be in; `null` for the lobby. */
  room: string | null
  /** Name of a room that has to be created; `null` for its id. */
  roomName: string | null
  backend: Backend
  /** Address of the invitation service; only where it is the backend. */
  service: string
  lang: Language
  /** `null` follows the system. */
  theme: 'light' | 'dark' | null
  /** `null` follows the language. */
  dir: 'ltr' | 'rtl' | null
  density: Density
  view: 'one' | 'two'
  /** Who the second device of the view with two belongs to, and the room it is in. */
  second: string | null
  secondRoom: string | null
}

export const isTheme = oneOf(['light', 'dark'])
export const isLanguage = oneOf(languages.map(({ code }) => code))
export const isDirection = oneOf(['ltr', 'rtl'])
export const isDensity = oneOf(densities)
const isBackend = oneOf(backends)

/** Reads an address; whatever it does not understand counts as missing. */
export function parseAddress(search: string, systemLanguage: string): Address {
  const params = new URLSearchParams(search)
  const pick = <T extends string>(name: string, is: (text: string) => text is T): T | null => {
    const value = params.get(name)
    return value !== null && is(value) ? value : null
  }
  return {
    user: params.get('user') || null,
    room: params.get('room') || null,
    roomName: params.get('name') || null,
    backend: pick('backend', isBackend) ?? 'embedded',
    service: params.get('service') || usualService,
    lang: pick('lang', isLanguage) ?? languageFor(systemLanguage),
    theme: pick('theme', isTheme),
    dir: pick('dir', isDirection),
    density: pick('density', isDensity) ?? 'comfortable',
    view: params.get('view') === 'two' ? 'two' : 'one',
    second: params.get('second') || null,
    secondRoom: params.get('secondRoom') || null,
  }
}

/** Writes an address, without what is as it would be anyway. */
export function formatAddress(address: Address, systemLanguage: string): string {
  const params = new URLSearchParams()
  const put = (name: string, value: string | null, usual: string | null = null) => {
    if (value !== null && value !== usual) params.set(name, value)
  }
  put('view', address.view, 'one')
  put('user', address.user)
  put('room', address.room)
  put('name', address.roomName)
  put('second', address.second)
  put('secondRoom', address.secondRoom)
  put('backend', address.backend, 'embedded')
  put('service', address.service, usualService)
  put('lang', address.lang, languageFor(systemLanguage))
  put('theme', address.theme)
  put('dir', address.dir)
  put('density', address.density, 'comfortable')
  const text = params.toString()
  return text === '' ? '.' : `?${text}`
}

/** The page's address as state. */
export interface AddressState {
  readonly current: Readonly<ShallowRef<Address>>
  /** Changes parts of it, in the browser's address bar too. */
  change(changes: Partial<Address>): void
  /** The address of another page of the playground. */
  hrefFor(changes: Partial<Address>): string
}

/** Reads the address bar and keeps it in step with every change. */
export function createAddressState(): AddressState {
  const current = shallowRef(parseAddress(location.search, navigator.language))
  return {
    current,
    change(changes) {
      current.value = { ...current.value, ...changes }
      const search = formatAddress(current.value, navigator.language)
      history.replaceState(null, '', search)
      tellAddress(search)
    },
    hrefFor: (changes) => formatAddress({ ...current.value, ...changes }, navigator.language),
  }
}

/** Without being asked, the page speaks only languages that it has words of its own in. */
function languageFor(systemLanguage: string): Language {
  return systemLanguage.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

function oneOf<T extends string>(values: readonly T[]) {
  return (value: string): value is T => (values as readonly string[]).includes(value)
}
