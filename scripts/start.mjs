// `npm start`: installs what is missing, then serves the playground. `-- --no-open` opens no browser, `-- --port 5200`
// starts looking for a free port there.
import { parseArgs } from 'node:util'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { requireNode } from './lib/node-version.mjs'
import { at } from './lib/paths.mjs'

requireNode()
const { values } = parseArgs({
  options: { open: { type: 'boolean', default: true }, port: { type: 'string' } },
  allowNegative: true,
})
ensureInstalled()
// Only now: Vite is among what was just installed.
const { createServer } = await import('vite')

const server = await createServer({
  configFile: at('playground/vite.config.ts'),
  server: { open: values.open, ...(values.port ? { port: Number(values.port) } : {}) },
})
await server.listen()
server.printUrls()
server.bindCLIShortcuts({ print: true })

// npm ends only its own shell when it is told to stop, and would leave this process behind with the port.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.exit()
  }, 500).unref()
}
