// `npm run test:consumers`: installs the packed package into a fresh folder and uses it as others do. Needs a build and
// Chromium; `-- guide` runs only the checks with that word in their name. In TEST_TOTALS it takes the path of a file to
// write "<passed> <failed>" into.
import { existsSync, writeFileSync } from 'node:fs'
import { checks } from './consumers/checks.mjs'
import { createWorkspace } from './consumers/workspace.mjs'
import { at } from './lib/paths.mjs'

if (!existsSync(at('dist'))) {
  console.error('There is no dist folder: run npm run build first.')
  process.exit(1)
}
/** Words that the names of checks must have; without any, all run. */
const wanted = process.argv.slice(2)
const started = performance.now()
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
const { inside, remove } = createWorkspace('test/consumers')
console.log(`installed (${seconds()})`)
let passed = 0
let failed = 0
try {
  for (const [name, check] of Object.entries(checks)) {
    if (!wanted.every((word) => name.includes(word))) continue
    try {
      await check(inside)
      passed += 1
      console.log(`✔ ${name} (${seconds()})`)
    } catch (error) {
      failed += 1
      console.log(`✘ ${name} (${seconds()})`)
      // with its causes
      console.log(error)
    }
  }
} finally {
  remove()
}
if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, `${passed} ${failed}\n`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
