// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { compareApi, smallestStep } from '../scripts/lib/api-change.mjs'
import { nextVersion, notesOf, releaseNotes } from '../scripts/lib/changelog.mjs'
import { complaintsAbout } from '../scripts/lib/commit-message.mjs'

const changelog = `# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0] - 2026-01-02

- The first.
`

describe('release', () => {
  it.each([
    ['major', '2.0.0'],
    ['minor', '1.3.0'],
    ['patch', '1.2.4'],
  ] as const)('moves the version by a %s', (step, version) => {
    expect(nextVersion('1.2.3', step)).toBe(version)
  })

  it('reads what a section says', () => {
    expect(notesOf(changelog, 'Unreleased')).toBe('### Added\n\n- A thing.')
    expect(notesOf(changelog, '0.1.0')).toBe('- The first.')
    expect(notesOf(changelog, '0.2.0')).toBeUndefined()
  })

  it('gives what was unreleased a version, and begins anew', () => {
    const released = releaseNotes(changelog, '0.2.0', '2026-03-04')
    expect(notesOf(released, 'Unreleased')).toBe('')
    expect(notesOf(released, '0.2.0')).toBe('### Added\n\n- A thing.')
    expect(released).toContain('## [0.2.0] - 2026-03-04')
  })
})

describe('public names', () => {
  const before = { '.': { values: ['useA', 'useB'], types: ['A'] } }
  const withMore = {
    '.': { values: ['useA', 'useB', 'useC'], types: ['A'] },
    './b': { values: [], types: ['B'] },
  }

  it('that are gone and new are told, subpaths too', () => {
    expect(compareApi(before, withMore)).toEqual({
      removed: [],
      added: ['useC of .', './b', 'type B of ./b'],
    })
    expect(compareApi(withMore, before).removed).toEqual(['useC of .', './b', 'type B of ./b'])
  })

  it.each([
    ['1.2.3', withMore, before, 'major'],
    ['0.2.3', withMore, before, 'minor'],
    ['1.2.3', before, withMore, 'minor'],
    ['1.2.3', before, before, 'patch'],
  ] as const)('say how far a version after %s moves at least', (version, from, to, step) => {
    const copy = (api: object) => JSON.parse(JSON.stringify(api)) as typeof before
    expect(smallestStep(version, compareApi(copy(from), copy(to)))).toBe(step)
  })
})

describe('commit messages', () => {
  it.each([
    'feat(toast): count down to the deadline',
    'fix: ring again after a reload\n\nThe mirror was empty until the first event.\n',
    'feat(manager)!: reject with -2311',
    'docs: add README, decisions and error pages',
    "Merge branch 'main'",
  ])('%j is fine', (message) => {
    expect(complaintsAbout(message)).toEqual([])
  })

  it.each([
    ['Fixed a thing', /type\(scope\)/],
    ['feature: add a thing', /"feature" is none of/],
    ['fix: Ring again', /capital/],
    ['fix: ring again.', /full stop/],
    ['fix: ring again\nbecause', /empty line/],
    [`fix: ${'ring '.repeat(20)}again`, /longer/],
  ])('%j is not', (message, complaint) => {
    expect(complaintsAbout(message).join()).toMatch(complaint)
  })
})
