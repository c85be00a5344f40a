// @vitest-environment node
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from './en'
import { languages, loadLocale } from './load'
import type { Message, MessageKey } from './types'

const locales = await Promise.all(languages.map(({ code }) => loadLocale(code)))
const keys = Object.keys(en.messages) as MessageKey[]

/** A button's visible text, and the accessible name that must contain it. */
const labelsInNames: [text: MessageKey, name: MessageKey][] = [
  ['toast.join', 'toast.joinRoom'],
  ['toast.decline', 'toast.declineFrom'],
  ['panel.cancel', 'panel.cancelFor'],
  ['panel.callAgain', 'panel.callAgainFor'],
  ['missed.dismiss', 'missed.dismissFor'],
]

function formsOf(message: Message): [category: string, text: string][] {
  return typeof message === 'string' ? [['', message]] : Object.entries(message)
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort()
}

/** What a screen reader reads, without what differs between a name alone and in a sentence. */
function textOf(code: string, message: Message): string {
  return (typeof message === 'string' ? message : message.other).toLocaleLowerCase(code)
}

describe('languages', () => {
  it('are the files of this folder', () => {
    const files = readdirSync(import.meta.dirname)
      .map((file) => /^([a-z]{2}(?:-[A-Z]{2})?)\.ts$/.exec(file)?.[1])
      .filter((code) => code !== undefined)
    expect(languages.map(({ code }) => code).sort()).toEqual(files.sort())
  })

  it('load by their codes', () => {
    expect(locales.map(({ code }) => code)).toEqual(languages.map(({ code }) => code))
  })

  it('read from right to left in Arabic alone', () => {
    expect(locales.filter(({ dir }) => dir === 'rtl').map(({ code }) => code)).toEqual(['ar'])
  })

  it.each([
    ['de-AT', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['zh', 'zh-CN'],
    ['zh-Hant-HK', 'zh-TW'],
    ['zh_TW', 'zh-TW'],
    ['it', 'en'],
    ['not a tag', 'en'],
  ])('of %s is %s', async (tag, code) => {
    expect((await loadLocale(tag)).code).toBe(code)
  })
})

describe.each(locales)('$code', ({ code, messages }) => {
  const rules = new Intl.PluralRules(code)

  const categoryOfCounts = Array.from({ length: 200 }, (_, count) => rules.select(count))

  /** Whether the form is for one number alone, which it may then spell. */
  function isForOneNumber(category: string) {
    return categoryOfCounts.filter((one) => one === category).length === 1
  }

  it('has each text, and none is empty', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort())
    for (const key of keys) {
      for (const [, text] of formsOf(messages[key])) {
        expect(text.trim(), key).toBe(text)
        expect(text, key).not.toBe('')
      }
    }
  })

  it('is in its own words', () => {
    if (code === 'en') return
    const same = keys.filter(
      (key) => textOf(code, messages[key]) === textOf(code, en.messages[key]),
    )
    const sentences = same.filter((key) => textOf(code, en.messages[key]).includes(' '))
    // "Message (optional)" and "Host: Ann" are what some languages say too.
    expect(sentences.filter((key) => !['dialog.message', 'toast.host'].includes(key))).toEqual([])
  })

  it('uses the same parameters as the English text', () => {
    for (const key of keys) {
      const expected = placeholdersOf(formsOf(en.messages[key]).at(-1)![1])
      for (const [category, text] of formsOf(messages[key])) {
        const spelled = isForOneNumber(category) && !text.includes('{count}')
        const used = spelled ? [...placeholdersOf(text), '{count}'].sort() : placeholdersOf(text)
        expect(used, `${key} ${category}`).toEqual(expected)
      }
    }
  })

  it('has a form for each plural category of the language', () => {
    const categories = rules.resolvedOptions().pluralCategories
    for (const key of keys) {
      expect(typeof messages[key], key).toBe(typeof en.messages[key])
      const message = messages[key]
      if (typeof message === 'string') continue
      expect(Object.keys(message).sort(), key).toEqual([...categories].sort())
    }
  })

  it('names buttons with the text that they show', () => {
    for (const [text, name] of labelsInNames) {
      // English puts the person in the middle: "Call Ann again".
      if (code === 'en' && name === 'panel.callAgainFor') continue
      expect(textOf(code, messages[name]), name).toContain(textOf(code, messages[text]))
    }
  })
})
