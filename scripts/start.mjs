// `npm start`: installs what is missing, then serves the playground.
import { parseArgs } from 'node:util'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { requireNode } from './lib/node-version.mjs'
import { at } from './lib/paths.mjs'

const usage = `npm start                   opens the playground; what is missing is installed
npm start -- --no-open      opens no browser
npm start -- --port 5200    takes this port, or the next one that is free`

requireNode()
const { open, port, help } = readOptions()
if (help) {
  console.log(usage)
  process.exit(0)
}
ensureInstalled()
// Only now: Vite is among what was just installed.
const { createServer } = await import('vite')

const server = await createServer({
  configFile: at('playground/vite.config.ts'),
  server: { open, ...(port ? { port } : {}) },
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

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        open: { type: 'boolean', default: true },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowNegative: true,
    })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
      throw new Error(`--port takes a number from 1 to 65535, not "${values.port}"`)
    }
    return { ...values, port }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exit(1)
  }
}
