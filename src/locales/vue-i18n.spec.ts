// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { computed, shallowRef } from 'vue'
import { createTranslator } from '../composables/translator'
import { ar } from './ar'
import { de } from './de'
import { en } from './en'
import { fromVueI18n, type FromVueI18nOptions } from './vue-i18n'
import { zhTW } from './zh-TW'

type Tree = { [name: string]: string | Tree }

/** Reads `a.b` and `a['b.c']`, as vue-i18n does. */
function resolve(tree: Tree | undefined, path: string): string | Tree | undefined {
  const names = [...path.matchAll(/\['([^']+)'\]|([^.[\]]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare!,
  )
  return names.reduce<string | Tree | undefined>(
    (at, name) => (typeof at === 'object' ? at[name] : undefined),
    tree,
  )
}

/** What vue-i18n does with a message: two or three forms parted by `|`, parameters by name. */
function createI18n(locale: string, messages: Record<string, Tree>) {
  const current = shallowRef(locale)
  const texts = shallowRef(messages)
  const composer = {
    locale: current,
    te: (key: string, tag = current.value) => typeof resolve(texts.value[tag], key) === 'string',
    t(
      key: string,
      named: Record<string, unknown>,
      { locale: tag = '', plural = 1 }: { locale?: string; plural?: number } = {},
    ) {
      const forms = (resolve(texts.value[tag], key) as string).split(' | ')
      const choice = forms.length === 2 ? Number(plural !== 1) : Math.min(plural, 2)
      const form = forms.length === 1 ? forms[0]! : forms[choice]!
      const params: Record<string, unknown> = { n: plural, count: plural, ...named }
      return form.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
    },
  }
  return { global: composer, texts }
}

function speak(i18n: ReturnType<typeof createI18n>, options?: FromVueI18nOptions) {
  const { locale, messages } = fromVueI18n(i18n, options)
  return computed(() => createTranslator(locale(), messages()))
}

describe('messages', () => {
  it('are those that the app has, with the parameters still open', () => {
    const i18n = createI18n('en', {
      en: { conferenceInvitations: { toast: { join: 'Hop in', joinRoom: 'Hop into {room}' } } },
    })
    expect(fromVueI18n(i18n).messages()).toEqual({
      'toast.join': 'Hop in',
      'toast.joinRoom': 'Hop into {room}',
    })
    expect(speak(i18n).value.t('toast.joinRoom', { room: 'weekly' })).toBe('Hop into weekly')
    expect(speak(i18n).value.t('toast.decline')).toBe('Decline')
  })

  it('are found by a prefix of the app, and with the keys as the kit writes them', () => {
    const i18n = createI18n('en', { en: { calls: { 'toast.join': 'Hop in' } } })
    expect(fromVueI18n(i18n.global, { prefix: 'calls' }).messages()).toEqual({
      'toast.join': 'Hop in',
    })
  })

  it('have the plural forms of vue-i18n', () => {
    const call = 'Ring nobody | Ring {n} soul | Ring {count} souls'
    const { t } = speak(
      createI18n('en', { en: { conferenceInvitations: { dialog: { call } } } }),
    ).value
    expect([1, 2, 1_200].map((count) => t('dialog.call', { count }))).toEqual([
      'Ring 1 soul',
      'Ring 2 souls',
      'Ring 1,200 souls',
    ])
  })

  it('have a form for every number where only fractions are "other"', () => {
    const messages = {
      pl: { conferenceInvitations: { dialog: { call: '{count} osoba | {count} osób' } } },
    }
    expect(fromVueI18n(createI18n('pl', messages)).messages()['dialog.call']).toEqual({
      one: '{count} osoba',
      few: '{count} osób',
      many: '{count} osób',
      other: '{count} osób',
    })
  })

  it('come from the general form of the language, never from another language', () => {
    const i18n = createI18n('de-CH', {
      de: { conferenceInvitations: { toast: { join: 'Dazukommen' } } },
      en: { conferenceInvitations: { toast: { join: 'Hop in', decline: 'No' } } },
    })
    expect(fromVueI18n(i18n, { locales: [en, de] }).messages()).toEqual({
      'toast.join': 'Dazukommen',
    })
  })

  it('follow the language and the texts of the app', () => {
    const i18n = createI18n('en', {
      en: { conferenceInvitations: { toast: { join: 'Hop in' } } },
      de: {},
    })
    const translator = speak(i18n, { locales: [en, de] })
    expect(translator.value.t('toast.join')).toBe('Hop in')
    i18n.global.locale.value = 'de'
    expect(translator.value.t('toast.join')).toBe(de.messages['toast.join'])
    i18n.texts.value = { de: { conferenceInvitations: { toast: { join: 'Dazukommen' } } } }
    expect(translator.value.t('toast.join')).toBe('Dazukommen')
  })
})

describe('locale', () => {
  const localeOf = (tag: string, messages: Record<string, Tree> = {}) =>
    fromVueI18n(createI18n(tag, messages), { locales: [en, de, zhTW, ar] }).locale()

  it("is the kit's for the language of the app", () => {
    expect(localeOf('de')).toBe(de)
    expect(localeOf('ar').dir).toBe('rtl')
  })

  it('keeps the region of the app, for numbers and times', () => {
    expect(localeOf('de-CH')).toEqual({ ...de, code: 'de-CH' })
    expect(localeOf('zh_HK')).toEqual({ ...zhTW, code: 'zh-HK' })
  })

  it('is English for a language that neither has', () => {
    expect(localeOf('it')).toBe(en)
    expect(localeOf('not a tag')).toBe(en)
  })

  it('is that of the app where only the app has the texts', () => {
    const texts = { conferenceInvitations: { toast: { join: '…' } } }
    expect(localeOf('it', { it: texts })).toMatchObject({ code: 'it', dir: 'ltr' })
    expect(localeOf('he-IL', { he: texts })).toMatchObject({ code: 'he-IL', dir: 'rtl' })
  })
})
