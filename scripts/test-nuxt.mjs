// `npm run test:nuxt`: builds a small Nuxt app with the packed package's module, and looks at its page from the server
// and in Chromium. Needs a build; Nuxt needs a newer Node than the project, which comes from npm. Not part of npm test.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { expectText, inChromium } from './consumers/browser.mjs'
import { createWorkspace } from './consumers/workspace.mjs'
import { at } from './lib/paths.mjs'
import { run } from './lib/run.mjs'

/** A port that nobody has now. */
async function freePort() {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
  probe.close()
  await once(probe, 'close')
  return port
}

const port = await freePort()
const address = `http://localhost:${port}`

async function waitForServer(server) {
  const until = performance.now() + 120_000
  // a busy machine may take its time; a server that has ended never answers
  while (server.exitCode === null && performance.now() < until) {
    const response = await fetch(address).catch(() => null)
    if (response?.ok) return response.text()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server did not answer; it ended with ${server.exitCode}`)
}

function expect(isTrue, why) {
  if (!isTrue) throw new Error(why)
}

if (!existsSync(at('dist'))) {
  console.error('There is no dist folder: run npm run build first.')
  process.exit(1)
}
const { inside, remove } = createWorkspace('test/nuxt', { scripts: true })
const node = inside('node_modules/node/bin/node')
let server
try {
  const built = await run(node, [inside('node_modules/nuxt/bin/nuxt.mjs'), 'build', inside()])
  expect(built.ok, built.output)
  console.log(`built (${built.seconds.toFixed(1)} s)`)

  const env = { ...process.env, PORT: String(port) }
  server = spawn(node, [inside('.output/server/index.mjs')], { env, stdio: 'inherit' })
  const html = await waitForServer(server)
  expect(html.includes('May invite') && html.includes('Invited people'), html)

  await inChromium(async (context, said) => {
    const page = await context.newPage()
    await page.goto(address)
    await page.locator('main[data-mounted=true]').waitFor()
    await expectText(page.locator('.ci-panel'), 'Ben')
    expect(said.length === 0, said.join('\n'))
  })
  console.log('1 passed, 0 failed')
} catch (error) {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
} finally {
  server?.kill()
  remove()
}
