// @vitest-environment node
import { readFileSync } from 'node:fs'
import postcss from 'postcss'
import { describe, expect, it } from 'vitest'
import { at } from '../scripts/lib/paths.mjs'
import { readStyles } from '../scripts/lib/read-styles.mjs'
import { unlayer } from '../scripts/lib/unlayer.mjs'

const sheet = postcss.parse(unlayer(readStyles()))

/** Rules that match elements, those of the tokens aside; each with the names of what it stands in. */
function rulesOf(root: postcss.Root) {
  const found: { selector: string; within: string[] }[] = []
  root.walkRules((rule) => {
    const within: string[] = []
    for (let at = rule.parent; at?.type === 'atrule'; at = at.parent as typeof at) {
      within.push((at as postcss.AtRule).name)
    }
    if (!within.includes('keyframes')) found.push({ selector: rule.selector, within })
  })
  return found
}

describe('the stylesheet without a layer', () => {
  it('weighs each rule more than elements and less than a class', () => {
    const css = unlayer('@layer kit { :where(.a), :where(.b)::placeholder { color: red } }')
    expect(css.trim()).toBe(
      ':where(.a):not(ci-0 ci-0 ci-0), :where(.b):not(ci-0 ci-0 ci-0)::placeholder { color: red }',
    )
  })

  it('leaves only the tokens in the layer', () => {
    const layered = rulesOf(sheet).filter(({ within }) => within.includes('layer'))
    expect(layered.length).toBeGreaterThan(3)
    for (const { selector } of layered) expect(selector).toMatch(/^:where\((:root|\[data-ci-theme)/)
    for (const { selector, within } of rulesOf(sheet)) {
      if (within.includes('layer')) continue
      expect(selector).not.toContain(':root')
      expect(selector).toMatch(/:not\(ci-0 ci-0 ci-0\)(::placeholder)?$/)
    }
  })

  it('keeps every rule, each in its place', () => {
    const before = postcss.parse(readStyles())
    const bare = (selector: string) => selector.replaceAll(':not(ci-0 ci-0 ci-0)', '')
    const plain = ({ selector, within }: { selector: string; within: string[] }) =>
      [bare(selector), ...within.filter((name) => name !== 'layer')].join(' in ')
    expect(rulesOf(sheet).map(plain)).toEqual(rulesOf(before).map(plain))
  })

  it('leaves steps of animations alone', () => {
    const css = '@layer kit { @keyframes turn { from { opacity: 0 } to { rotate: 1turn } } }'
    expect(unlayer(css).replace(/\s+/g, ' ').trim()).toBe(
      '@keyframes turn { from { opacity: 0 } to { rotate: 1turn } }',
    )
  })
})

describe('the stylesheet', () => {
  it('has nothing outside of its layer, and nothing that outweighs a rule of the app', () => {
    const weights = rulesOf(postcss.parse(readStyles())).map(({ selector, within }) => ({
      isLayered: within.includes('layer'),
      rest: selector
        .split(/,\s*(?=:where)/)
        .map((one) => one.replace(/:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, ''))
        .join(''),
    }))
    expect(weights.filter(({ isLayered }) => !isLayered)).toEqual([])
    expect([...new Set(weights.map(({ rest }) => rest))].sort()).toEqual(['', '::placeholder'])
  })

  it('hides nothing that the document does not hide itself', () => {
    const hidden: string[] = []
    postcss.parse(readStyles()).walkDecls(/^(display|visibility)$/, ({ value, parent }) => {
      if (/^(none|hidden)$/.test(value)) hidden.push((parent as postcss.Rule).selector)
    })
    expect(hidden).toEqual([
      ':where(.ci-scope [hidden])',
      // an icon that stands in for the words in a narrow panel
      ':where(.ci-row__action .ci-icon)',
      // the way through the groups, beside the button that leads back on it
      ":where(.ci-path__place[data-state='above'], .ci-path__slash)",
      // has nothing in it
      ':where(.ci-dialog__start:empty)',
    ])
  })

  it('moves nothing for long where less motion is wanted', () => {
    const moving: string[] = []
    const calmed: string[] = []
    postcss.parse(readStyles()).walkDecls(/^(animation|transition)/, (decl) => {
      const { selector, parent } = decl.parent as postcss.Rule
      const isCalmed = (parent as postcss.AtRule).params === '(prefers-reduced-motion: reduce)'
      if (isCalmed) calmed.push(selector)
      // what lasts as long as a token says stops with the token
      else if (/(?<![\w-])[\d.]+m?s\b/.test(decl.value)) moving.push(selector)
    })
    expect(moving.sort()).toEqual([
      ':where(.ci-skeleton__avatar, .ci-skeleton__line)',
      ':where(.ci-spinner)',
    ])
    expect(calmed.sort()).toEqual(moving.sort())
    const tokens = readFileSync(at('src/styles/tokens.css'), 'utf8')
    expect(tokens.split('@media (prefers-reduced-motion: reduce)')[1]).toMatch(
      /--ci-fast: 0\.01ms;\s+--ci-slow: 0\.01ms;/,
    )
  })
})
