// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { at } from '../scripts/lib/paths.mjs'
import { componentNames, composableNames } from '../src/names'

const rows = readFileSync(at('docs/features.md'), 'utf8')
  .split('\n')
  .filter(
    (line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| what'),
  )
  .map((line) => {
    const [, what = '', where = '', shownBy = ''] = line.split('|').map((cell) => cell.trim())
    const tests = [...shownBy.matchAll(/\]\(\.\.\/([^)]+)\) “([^”]+)”/g)]
    return { what, where, tests: tests.map(([, file = '', name = '']) => ({ file, name })) }
  })

/** Whether a file has a test of this name: a text that a call begins with. */
function hasTest(file: string, name: string): boolean {
  const source = existsSync(at(file)) ? readFileSync(at(file), 'utf8') : ''
  return [`'${name}'`, `"${name}"`, `\`${name}\``].some((text) =>
    [...source.matchAll(/\(\s*(?=['"`])/g)].some(({ index, 0: opening }) =>
      source.startsWith(text, index + opening.length),
    ),
  )
}

describe('docs/features.md', () => {
  it('has a test for each line', () => {
    expect(rows.length).toBeGreaterThan(70)
    expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([])
  })

  it('names only tests that there are', () => {
    const wrong = rows
      .flatMap(({ tests }) => tests)
      .filter(({ file, name }) => !hasTest(file, name))
    expect(wrong).toEqual([])
  })

  it('names only components and composables that there are', () => {
    const known: readonly string[] = [...componentNames, ...composableNames]
    const named = rows.flatMap(({ where }) =>
      Array.from(where.matchAll(/`((?:use)?[A-Z]\w+)`/g), ([, name = '']) => name),
    )
    const types = ['UserDirectory', 'ConferenceInvitationManager']
    expect(named.filter((name) => !known.includes(name) && !types.includes(name))).toEqual([])
    for (const name of componentNames.filter((one) => /Dialog|Toast|Panel|List|Button/.test(one))) {
      expect(named).toContain(name)
    }
  })

  it('says of no test that is not there that it is', () => {
    expect(hasTest('test/docs-features.spec.ts', 'has a test for each line')).toBe(true)
    expect(hasTest('test/docs-features.spec.ts', 'a test for each line')).toBe(false)
    expect(hasTest('test/no-such.spec.ts', 'has a test for each line')).toBe(false)
  })
})
