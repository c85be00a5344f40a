import { describe, expect, it } from 'vitest'
import { computed, shallowRef } from 'vue'
import type { ConferenceInvitationsLocale, Messages } from '../context'
import { en } from '../locales/en'
import { zhCN } from '../locales/zh-CN'
import { START } from '../testing/manual-clock'
import { mountContext } from '../stores/testing/mount-context'
import { useLocale } from './useLocale'

async function speaking(
  locale: ConferenceInvitationsLocale = en,
  messages: Partial<Messages> = {},
) {
  const { result } = await mountContext({ locale, messages }, useLocale)
  return result
}

describe('t', () => {
  it('fills parameters in, and leaves what is missing in sight', async () => {
    const { t } = await speaking()
    expect(t('toast.calling', { name: 'Ann' })).toBe('Ann is calling')
    expect(t('toast.calling')).toBe('{name} is calling')
  })

  it('takes names for text, whatever they look like', async () => {
    const { t } = await speaking()
    expect(t('toast.calling', { name: '$& {name}' })).toBe('$& {name} is calling')
  })

  it('chooses the plural form and writes numbers as the language does', async () => {
    const { t } = await speaking()
    expect(t('dialog.call', { count: 1 })).toBe('Call 1 person')
    expect(t('dialog.call', { count: 1_234 })).toBe('Call 1,234 people')
  })

  it('has every form of languages with more than two', async () => {
    const messages = { 'dialog.call': { one: 'one', few: 'few', many: 'many', other: 'other' } }
    const { plural, t } = await speaking({ ...en, code: 'ru' }, messages)
    expect([1, 3, 5].map((count) => t('dialog.call', { count }))).toEqual(['one', 'few', 'many'])
    expect(plural(3)).toBe('few')
  })

  it('prefers the texts of the app', async () => {
    const { t } = await speaking(en, { 'toast.join': 'Hop in' })
    expect([t('toast.join'), t('toast.decline')]).toEqual(['Hop in', 'Decline'])
  })

  it('follows the language and the texts of the app', async () => {
    const locale = shallowRef(en)
    const messages = shallowRef<Partial<Messages>>({})
    const { result } = await mountContext({ locale, messages }, () => {
      const { t, dir } = useLocale()
      return { text: computed(() => t('toast.join')), dir }
    })
    expect(result.text.value).toBe('Join')
    locale.value = { ...zhCN, dir: 'rtl' }
    expect([result.text.value, result.dir.value]).toEqual([zhCN.messages['toast.join'], 'rtl'])
    messages.value = { 'toast.join': 'Hop in' }
    expect(result.text.value).toBe('Hop in')
  })
})

describe('formats', () => {
  it.each([
    [0, '0:00'],
    [42, '0:42'],
    [59.2, '1:00'],
    [605, '10:05'],
    [3_723, '1:02:03'],
    [-5, '0:00'],
  ])('%d seconds as %s', async (seconds, text) => {
    const { formatDuration } = await speaking()
    expect(formatDuration(seconds)).toBe(text)
  })

  it.each([
    [0, 'now'],
    [-9_000, 'now'],
    [-30_000, '30 sec ago'],
    [-119_000, '1 min ago'],
    [-7_200_000, '2 hr ago'],
    [-86_400_000, 'yesterday'],
    [300_000, 'in 5 min'],
  ])('a time %d ms away as "%s"', async (distance, text) => {
    const { formatRelative } = await speaking()
    expect(formatRelative(START + distance, START)).toBe(text)
  })

  it('relative times from the shared clock', async () => {
    const { formatRelative } = await speaking()
    expect(formatRelative(START - 120_000)).toBe('2 min ago')
  })

  it('in the language of the context', async () => {
    const { formatDuration, formatList, formatNumber, formatRelative } = await speaking({
      ...en,
      code: 'ar-EG',
    })
    expect(formatDuration(42)).toBe('٠:٤٢')
    expect(formatNumber(1_000)).toBe('١٬٠٠٠')
    expect(formatRelative(START - 120_000, START)).toBe('قبل دقيقتين')
    expect(formatList(['a', 'b'])).toBe('a وb')
  })

  it('times of day', async () => {
    const { formatTime } = await speaking()
    expect(formatTime(new Date(2030, 0, 15, 14, 2).getTime())).toMatch(/02:02\sPM/)
  })
})
