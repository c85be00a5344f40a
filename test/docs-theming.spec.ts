// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import postcss from 'postcss'
import { describe, expect, it } from 'vitest'
import { themes } from '../scripts/lib/entries.mjs'
import { at } from '../scripts/lib/paths.mjs'

const page = readFileSync(at('docs/theming.md'), 'utf8')
const sources = new Map(
  readdirSync(at('src/components'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.vue$|types\.ts$/.test(file))
    .map((file) => [file, readFileSync(at('src/components', file), 'utf8')]),
)

/** Rows of the table below a heading, each as its cells. */
function tableOf(heading: string) {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(2).map((row) => row.split(/ ?\| ?/).slice(1, -1))
}

const namesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)

describe('the page about theming', () => {
  it('lists every token with its default, in the order of the file', () => {
    const tokens: string[][] = []
    const root = postcss.parse(readFileSync(at('src/styles/tokens.css'), 'utf8'))
    root.walkRules(':where(:root)', (rule) => {
      if ((rule.parent as postcss.AtRule).name === 'media') return
      rule.walkDecls(({ prop, value }) => void tokens.push([prop, value.replace(/\s+/g, ' ')]))
    })
    const listed = tableOf('Tokens').map(([token, , value]) => [
      ...namesIn(token),
      ...namesIn(value),
    ])
    expect(listed).toEqual(tokens)
  })

  it('lists every example theme', () => {
    const listed = tableOf('Example themes').flatMap(([file]) => namesIn(file))
    expect(listed.sort()).toEqual(
      themes()
        .map((name) => `vue-conference-invitations/themes/${name}.css`)
        .sort(),
    )
  })

  it('lists the slots of every component', () => {
    const slots = new Map<string, string[]>()
    for (const [file, source] of sources) {
      // a component's types may be in a file beside it
      const typed = file.replace(/^(\w+)([\\/])types\.ts$/, '$1$2$1.vue')
      const [, folder, name] = /^(\w+)[\\/](\w+)\.vue$/.exec(typed) ?? []
      const body = /export interface \w+Slots \{\n([\s\S]*?)\n\}/.exec(source)?.[1]
      if (folder !== name || !name || !body || name.endsWith('Provider')) continue
      slots.set(
        name,
        Array.from(body.matchAll(/^ {2}'?([\w-]+)'?\?:/gm), ([, slot]) => slot!),
      )
    }
    const listed = new Map(
      tableOf('Slots').map(([name, cell]) => [namesIn(name)[0]!, namesIn(cell)]),
    )
    expect([...listed.keys()].sort()).toEqual([...slots.keys()].sort())
    for (const [name, cells] of listed) expect([name, cells]).toEqual([name, slots.get(name)])
  })

  it('names only parts that there are', () => {
    const markup = [...sources.values()].join('\n')
    const classes = tableOf('Parts').map(([name]) => namesIn(name)[0]!.slice(1))
    expect(classes.length).toBeGreaterThan(15)
    for (const name of classes) expect(markup).toMatch(new RegExp(`class="[^"]*\\b${name}[ "]`))
  })
})
