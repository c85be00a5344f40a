// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '../scripts/lib/ensure-installed.mjs'

const locked = {
  '': { version: '1.0.0' },
  'node_modules/vue': { version: '3.5.45', integrity: 'sha512-vue' },
  'node_modules/binding-other': { version: '1.0.0', integrity: 'sha512-other', optional: true },
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installed-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function write(name: string, packages: object): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify({ packages }))
  return file
}

describe('isInstalled', () => {
  const { '': _root, ...all } = locked
  const vue = { 'node_modules/vue': locked['node_modules/vue'] }

  it.each([
    ['everything is there', all, true],
    ['only what is for other platforms is absent', vue, true],
    ['a package is absent', {}, false],
    ['a package has another version', { 'node_modules/vue': { version: '3.5.44' } }, false],
    [
      'an optional package has another version',
      { ...all, 'node_modules/binding-other': { version: '0.9.0' } },
      false,
    ],
  ])('tells it when %s', (_case, present, expected) => {
    expect(isInstalled(write('lock.json', locked), write('present.json', present))).toBe(expected)
  })

  it('says no when nothing was ever installed', () => {
    expect(isInstalled(write('lock.json', locked), join(folder, 'none.json'))).toBe(false)
  })
})
