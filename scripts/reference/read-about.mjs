import { existsSync, readFileSync } from 'node:fs'
import { at } from '../lib/paths.mjs'

/**
 * What the comment at the beginning of a component says: its words, and its keys (`@key Escape - closes it`).
 * @param {string} source
 * @returns {{ about: string, keys: import('./types.mjs').KeyReference[] }}
 */
export function readAbout(source) {
  const comment = /^<!--\n([^]*?)-->/.exec(source)?.[1] ?? ''
  const [words = '', ...tags] = comment.split(/^@key /m)
  const oneLine = (text) => text.replace(/\s+/g, ' ').trim()
  return {
    about: oneLine(words),
    keys: tags.map((tag) => {
      const [keys = '', ...text] = oneLine(tag).split(' - ')
      return { keys: keys.split(', '), text: text.join(' - ') }
    }),
  }
}

/** The public tokens, in their order. */
const tokens = () =>
  Array.from(
    readFileSync(at('src/styles/tokens.css'), 'utf8').matchAll(/^\s*(--ci-[\w-]+):/gm),
    ([, name = '']) => name,
  )

/**
 * The tokens that a component's own css uses; those of shared parts, such as buttons, are left out.
 * @param {string} name of the component
 */
export function readTokens(name) {
  const file = at(`src/styles/${name}.css`)
  if (!existsSync(file)) return []
  const used = new Set(readFileSync(file, 'utf8').match(/(?<=var\()--ci-[\w-]+/g))
  return [...new Set(tokens())].filter((token) => used.has(token))
}
