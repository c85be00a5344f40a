import { en } from './en'
import { matchLanguage, toLanguageTag } from './match'
import type { ConferenceInvitationsLocale, Message, MessageKey, Messages } from './types'

/** What the kit uses of a vue-i18n composer (`useI18n()`, or `global` of `createI18n({ legacy: false })`). */
export interface VueI18nComposer {
  readonly locale: { readonly value: string }
  /** Whether exactly this locale has a message. */
  te(key: string, locale?: string): boolean
  // Of wide types: an app with typed messages narrows the locales.
  t(
    key: string,
    named: Record<string, unknown>,
    options?: { locale?: unknown; plural?: number },
  ): string
}

/** Options of {@link fromVueI18n}. */
export interface FromVueI18nOptions {
  /**
   * Where the app's messages keep texts of the kit, such as `conferenceInvitations.toast.join`.
   * Defaults to `conferenceInvitations`.
   */
  prefix?: string
  /** Languages of the kit that the app's locale chooses from. Defaults to English alone. */
  locales?: readonly ConferenceInvitationsLocale[]
}

/** Options of the kit that follow vue-i18n; getters, to be spread into the others. */
export interface VueI18nTexts {
  /** The kit's language for the app's locale, written with the app's own tag. */
  locale: () => ConferenceInvitationsLocale
  /** The texts that the app has itself. */
  messages: () => Partial<Messages>
}

const keys = Object.keys(en.messages) as MessageKey[]

const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/**
 * Lets an app keep its language, and any text of the kit, in vue-i18n (9 or later, not its legacy mode):
 * `createConferenceInvitations({ ...fromVueI18n(i18n), manager })`.
 */
export function fromVueI18n(
  i18n: VueI18nComposer | { readonly global: VueI18nComposer },
  { prefix = 'conferenceInvitations', locales = [en] }: FromVueI18nOptions = {},
): VueI18nTexts {
  const composer = 'global' in i18n ? i18n.global : i18n

  function locale(): ConferenceInvitationsLocale {
    const code = toLanguageTag(composer.locale.value)
    if (code === undefined) return en
    const match = matchLanguage(
      code,
      locales.map((one) => one.code),
    )
    const found = locales.find((one) => one.code === match)
    if (found) return found.code === code ? found : { ...found, code }
    // A language that only the app has: its plurals, numbers and times go with the app's texts.
    return keys.some((key) => addressOf(key)) ? { ...en, code, dir: directionOf(code) } : en
  }

  function messages(): Partial<Messages> {
    const samples = samplesOf(locale().code)
    const found: Partial<Record<MessageKey, Message>> = {}
    for (const key of keys) {
      const address = addressOf(key)
      if (address) found[key] = readMessage(en.messages[key], address, samples)
    }
    return found
  }

  /** Where vue-i18n has a message in the app's language; its fallback locale would mix two languages. */
  function addressOf(key: MessageKey) {
    for (const tag of withParents(composer.locale.value)) {
      for (const path of [`${prefix}.${key}`, `${prefix}['${key}']`]) {
        if (composer.te(path, tag)) return { path, tag }
      }
    }
    return undefined
  }

  function readMessage(
    english: Message,
    { path, tag }: { path: string; tag: string },
    samples: ReadonlyMap<Intl.LDMLPluralRule, number>,
  ): Message {
    // Each parameter stands for itself, so that vue-i18n, which may hold compiled messages, gives back the template.
    const read = (plural: number) =>
      composer.t(path, ownPlaceholders(english), { locale: tag, plural })
    if (typeof english === 'string') return read(1)
    const forms = [...samples].map(([category, count]) => [category, read(count)] as const)
    // Where only fractions are `other`, the form of the most things is the nearest.
    return { other: forms.at(-1)?.[1] ?? read(2), ...Object.fromEntries(forms) }
  }

  return { locale, messages }
}

/** `de-CH` and `de` for `de-CH`. */
function withParents(tag: string): string[] {
  const parts = tag.split('-')
  return parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'))
}

function ownPlaceholders(message: Message): Record<string, string> {
  const text = typeof message === 'string' ? message : message.other
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([placeholder, name]) => [name, placeholder])
  const params = Object.fromEntries(names) as Record<string, string>
  // vue-i18n would put the sample number in for its own second name of the count.
  return params.count === undefined ? params : { ...params, n: params.count }
}

/** A number for each plural category that whole numbers have, smallest first. */
function samplesOf(code: string): ReadonlyMap<Intl.LDMLPluralRule, number> {
  const rules = new Intl.PluralRules(code)
  const samples = new Map<Intl.LDMLPluralRule, number>()
  for (const count of [...Array.from({ length: 200 }, (_, index) => index + 1), 0, 1_000_000]) {
    const category = rules.select(count)
    if (!samples.has(category)) samples.set(category, count)
  }
  return samples
}

function directionOf(code: string): 'ltr' | 'rtl' {
  return rightToLeft.has(code.split('-')[0] ?? code) ? 'rtl' : 'ltr'
}
