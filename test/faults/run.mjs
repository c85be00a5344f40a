// `npm run test:faults`: kills, stops and floods a service of real processes while people call each other through it.
// `-- --short` tries the most telling faults only, `-- <words>` those whose names have one of the words. In TEST_TOTALS it
// takes the path of a file to write "<passed> <failed>" into.
import { ensureInstalled } from '../../scripts/lib/ensure-installed.mjs'
import { requireNode } from '../../scripts/lib/node-version.mjs'
import { at } from '../../scripts/lib/paths.mjs'
import { findRedis } from '../../scripts/lib/redis.mjs'

requireNode()
ensureInstalled()
if (findRedis() === undefined) {
  console.error(
    'The fault tests need a Redis or Valkey server of their own: npm run setup installs one.',
  )
  process.exit(process.env.CI ? 1 : 0)
}
// Only now: they are among what was just installed.
const { runnerImport } = await import('vite')
const { publicNameAliases } = await import('../../scripts/lib/entries.mjs')
await runnerImport(at('test/faults/main.ts'), {
  configFile: false,
  logLevel: 'error',
  resolve: { alias: publicNameAliases() },
})
process.exit()
