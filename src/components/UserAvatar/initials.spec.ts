// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { hueOf, initialsOf } from './initials'

describe('initialsOf', () => {
  it.each([
    ['Ann Weber', 'AW'],
    ['ann', 'A'],
    ['Catherine Rousseau-Delacroix', 'CD'],
    ['ann.weber@example.org', 'AO'],
    ['陈思远', '陈'],
    ['山田 花子', '山'],
    ['김민수', '김'],
    ['ليلى حداد', 'ل'],
    ['Иван Петров', 'ИП'],
    ['élodie', 'É'],
    ['Ann 陈', 'A'],
    ['  (Ben) Nakamura ', 'BN'],
    ['👩‍🚀', '👩‍🚀'],
    ['user-4711', 'U4'],
    ['', ''],
  ])('turns %j into %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})

describe('hueOf', () => {
  it('stays with an id and differs between most ids', () => {
    expect(hueOf('ann')).toBe(hueOf('ann'))
    const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`user-${index}`)))
    expect(hues.size).toBe(24)
    for (const hue of hues) expect(hue).toBeLessThan(360)
    const people = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus', 'hana', 'ivo']
    expect(new Set(people.map(hueOf)).size).toBe(people.length)
  })
})
