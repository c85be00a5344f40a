// `npm run service`: the invitation service in development mode, straight from the sources. `-- --port 4410` and the other
// flags that `-- --help` lists are passed on.
import { mkdirSync } from 'node:fs'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { requireNode } from './lib/node-version.mjs'
import { at, cache } from './lib/paths.mjs'

requireNode()
ensureInstalled()
// Only now: Vite is among what was just installed.
const { runnerImport } = await import('vite')

process.argv.push('--dev')
if (!process.env.INVITATIONS_DATA_DIR && !process.env.REDIS_URL) {
  mkdirSync(cache, { recursive: true })
  process.env.INVITATIONS_DATA_DIR = `${cache}/service`
}
await runnerImport(at('server/bin.ts'), { configFile: false, logLevel: 'error' })

// npm ends only its own shell when it is told to stop, and would leave this process behind with the port.
if (process.env.npm_lifecycle_event === 'service') {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
