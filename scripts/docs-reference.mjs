// `npm run docs:reference` writes docs/reference and web-types.json from the components' sources; with --check it only
// says whether they are up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { at } from './lib/paths.mjs'
import { readComponents } from './reference/read-components.mjs'
import { indexOf, pageOf } from './reference/to-markdown.mjs'
import { toWebTypes } from './reference/to-web-types.mjs'

const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'))
const references = readComponents()
/** The custom elements that are defined. */
const tags =
  readFileSync(at('src/elements/define.ts'), 'utf8').match(/(?<=^ {2}')ci-[\w-]+/gm) ?? []
/** @type {Record<string, string>} */
const files = {
  'web-types.json': `${JSON.stringify(toWebTypes(references, manifest, tags), null, 2)}\n`,
  'docs/reference/README.md': indexOf(references),
  ...Object.fromEntries(references.map((one) => [`docs/reference/${one.name}.md`, pageOf(one)])),
}
const folder = at('docs/reference')
const present = existsSync(folder)
  ? readdirSync(folder).map((name) => `docs/reference/${name}`)
  : []
const left = present.filter((name) => !(name in files))

if (process.argv.includes('--check')) {
  const stale = Object.entries(files)
    .filter(([name, text]) => !existsSync(at(name)) || readFileSync(at(name), 'utf8') !== text)
    .map(([name]) => name)
  for (const name of [...stale, ...left]) console.error(`out of date: ${name}`)
  if (stale.length + left.length > 0) {
    console.error('Run npm run docs:reference.')
    process.exit(1)
  }
} else {
  mkdirSync(folder, { recursive: true })
  for (const name of left) rmSync(at(name))
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text)
}
