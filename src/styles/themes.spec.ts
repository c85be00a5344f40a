// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postcss from 'postcss'
import { describe, expect, it } from 'vitest'
import { themes } from '../../scripts/lib/entries.mjs'

type Tokens = ReadonlyMap<string, string>

/** Every token that a file sets, by name. */
function tokensOf(file: string): Tokens {
  const tokens = new Map<string, string>()
  const root = postcss.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))
  root.walkRules(':where(:root)', (rule) => {
    if (rule.parent?.type === 'atrule' && (rule.parent as postcss.AtRule).name === 'media') return
    rule.walkDecls(({ prop, value }) => void tokens.set(prop, value))
  })
  return tokens
}

const base = tokensOf('tokens.css')
const themeTokens = new Map([
  ['tokens', base],
  ...themes().map(
    (name) => [name, new Map([...base, ...tokensOf(`themes/${name}.css`)])] as [string, Tokens],
  ),
])

/** Luminance as WCAG reckons it, of a colour written as #rrggbb. */
function luminanceOf(colour: string) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOf(one: string, other: string) {
  const [dark, light] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour that a token has in a scheme. */
function colourOf(tokens: Tokens, name: string, scheme: 'light' | 'dark') {
  const colours = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(tokens.get(name) ?? '')
  if (!colours) throw new Error(`${name} is no pair of colours: ${tokens.get(name)}`)
  return colours[scheme === 'light' ? 1 : 2]!
}

const surfaces = ['--ci-surface', '--ci-surface-sunken', '--ci-surface-hover']
const tints = ['accent', 'decline', 'join', 'warn'].map((name) => `--ci-tint-${name}`)
/** What is written, and on what. */
const written: readonly [text: string, on: readonly string[]][] = [
  ['--ci-text', [...surfaces, ...tints, '--ci-surface-selected']],
  ['--ci-text-muted', [...surfaces, '--ci-tint-accent']],
  ['--ci-accent', [...surfaces, '--ci-tint-accent']],
  ['--ci-join', [...surfaces, '--ci-tint-join']],
  ['--ci-decline', [...surfaces, '--ci-tint-decline']],
  ['--ci-warn', [...surfaces, '--ci-tint-warn']],
  ['--ci-on-accent', ['--ci-accent']],
  ['--ci-on-join', ['--ci-join']],
  // a filter that is switched on
  ['--ci-surface', ['--ci-text']],
]
/** What is drawn and must be seen: edges of boxes, the focus. */
const drawn = ['--ci-line-strong', '--ci-accent']

describe.each([...themeTokens])('the theme %s', (name, tokens) => {
  it.each(['light', 'dark'] as const)('can be read: %s', (scheme) => {
    const least = name === 'dense' ? 7 : 4.5
    const tooFaint: string[] = []
    const check = (front: string, back: string, atLeast: number) => {
      const contrast = contrastOf(colourOf(tokens, front, scheme), colourOf(tokens, back, scheme))
      if (contrast < atLeast) tooFaint.push(`${front} on ${back}: ${contrast.toFixed(2)}`)
    }
    for (const [text, backs] of written) for (const back of backs) check(text, back, least)
    for (const line of drawn) for (const surface of surfaces) check(line, surface, 3)
    expect(tooFaint).toEqual([])
  })

  it('sets only tokens that there are', () => {
    expect([...tokens.keys()].filter((token) => !base.has(token))).toEqual([])
  })
})

describe('contrast', () => {
  it('is reckoned as WCAG does', () => {
    expect(contrastOf('#000000', '#ffffff')).toBe(21)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})
