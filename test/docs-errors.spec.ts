// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { at } from '../scripts/lib/paths.mjs'
import { diagnostics } from '../src/diagnostics'
import { InvitationErrorCode } from '../src/manager/errors'

const read = (file: string) => readFileSync(at('docs/errors', file), 'utf8')
const files = readdirSync(at('docs/errors')).filter((file) => file !== 'README.md')
const names = new Map<string, string>(
  Object.entries(InvitationErrorCode).map(([name, code]) => [String(code), name]),
)
const codes = [...names.keys(), ...Object.keys(diagnostics)]

describe('pages of errors', () => {
  it('are one for each code, and no others', () => {
    expect(files.sort()).toEqual(codes.map((code) => `${code}.md`).sort())
  })

  it.each(codes)('%s says what happened, how to fix it, and common causes', (code) => {
    const text = read(`${code}.md`)
    expect(text).toMatch(new RegExp(`^# ${code}: \\S`))
    expect(text.match(/^## .+$/gm)).toEqual([
      '## What happened',
      '## How to fix it',
      '## Common causes',
    ])
    for (const section of text.split(/^## .+$/m).slice(1)) expect(section.trim()).not.toBe('')
    if (names.has(code)) expect(text).toContain(`\`InvitationErrorCode.${names.get(code)}\``)
  })

  it('are all in the index, under their names and titles', () => {
    const index = read('README.md')
    const links = [...index.matchAll(/\[([^\]]+)\]\((?:\.\/)?([^)]+)\.md\)/g)]
    expect(links.map(([, text]) => text)).toEqual(links.map(([, , file]) => file))
    expect(links.map(([, text]) => text).sort()).toEqual([...codes].sort())
    for (const code of codes) {
      const title = read(`${code}.md`).split('\n')[0]!.replace(`# ${code}: `, '')
      const row = index.split('\n').find((line) => line.startsWith(`| [${code}]`))
      expect(row).toContain(`| ${title}`)
      if (names.has(code)) expect(row).toContain(`\`${names.get(code)}\``)
    }
  })
})
