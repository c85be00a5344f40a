// `npm run lint`: Oxlint for scripts and modules, ESLint for Vue files, both at once. `-- --fix` mends what can be mended.
import { at } from './lib/paths.mjs'
import { runNode, runPool } from './lib/run.mjs'

const args = process.argv.slice(2)
const linters = [
  [at('node_modules/oxlint/bin/oxlint'), ...args],
  [at('node_modules/eslint/bin/eslint.js'), '--max-warnings', '0', ...args, '.'],
]
const results = await runPool(linters.map((command) => () => runNode(command)))
for (const { output } of results) if (output) console.log(output)
process.exit(results.every(({ ok }) => ok) ? 0 : 1)
