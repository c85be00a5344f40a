// `npm run lint`: Oxlint for scripts and modules, ESLint for Vue files, both at once. `-- --fix` mends what can be mended.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, hashFiles } from './lib/hash-files.mjs'
import { at, cache } from './lib/paths.mjs'
import { remember } from './lib/remember.mjs'
import { runNode, runPool } from './lib/run.mjs'

const args = process.argv.slice(2)

/**
 * ESLint may keep what it found of a Vue file only as long as nothing has changed that the types in that file may come
 * from, nor any rule.
 */
function eslintCache() {
  const found = hashFiles([
    ...filesIn(['src', 'playground', 'bench', 'test'], (name) => /\.(ts|vue)$/.test(name)),
    ...filesIn(['scripts/lint'], (name) => name.endsWith('.mjs')),
    ...['eslint.config.js', 'package-lock.json', 'tsconfig.json', 'tsconfig.vue.json'].map((name) =>
      at(name),
    ),
  ])
  const kept = join(cache, 'eslint')
  for (const old of existsSync(kept) ? readdirSync(kept) : []) {
    if (old !== found) rmSync(join(kept, old))
  }
  return ['--cache', '--cache-strategy', 'content', '--cache-location', join(kept, found)]
}

async function lint() {
  const linters = [
    [at('node_modules/oxlint/bin/oxlint'), ...args],
    [
      at('node_modules/eslint/bin/eslint.js'),
      ...['--max-warnings', '0', ...eslintCache(), ...args, '.'],
    ],
  ]
  const results = await runPool(linters.map((command) => () => runNode(command)))
  for (const { output } of results) if (output) console.log(output)
  return results.flatMap(({ ok, output }) => (ok ? [] : [output]))
}

const isCode = (name) => /\.([cm]?[jt]s|vue|json|html|css)$/.test(name)
const lintOnce = remember(join(cache, 'checked', 'lint'), () => filesIn(['.'], isCode), lint)
// what is asked for by hand, such as `--fix`, is always done
const complaints = await (args.length > 0 ? lint() : lintOnce())
process.exit(complaints.length === 0 ? 0 : 1)
