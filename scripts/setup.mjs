// Makes a machine ready for the tests: dependencies, each browser from the first source that has a working one, and a
// Redis for the tests of the service.
import { spawnSync } from 'node:child_process'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { requireNode } from './lib/node-version.mjs'
import { at, root } from './lib/paths.mjs'
import { findRedis } from './lib/redis.mjs'
import { which } from './lib/which.mjs'

requireNode()
ensureInstalled()
// Only now: this module needs what was just installed.
const { describeBrowser, findBrowser, testBrowsers } = await import('./lib/browsers.mjs')

/** What the commands said, shown only when no browser came of them. */
const outputs = []

function run(command, args, options = {}) {
  const line = [command, ...args].join(' ').replace(`${process.execPath} ${root}`, 'node ')
  process.stdout.write(`> ${line} … `)
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  outputs.push(`> ${line}\n${stdout}${stderr}`)
  console.log(
    `${status === 0 ? 'done' : 'failed'} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  )
  return status === 0
}

/** The browser's version, or undefined when it is absent or cannot start (a stub, or libraries missing). */
function versionOf(name) {
  const found = findBrowser(name)
  if (!found) return undefined
  const { status, stdout } = spawnSync(found.path, ['--version'], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return status === 0 ? `${stdout.trim().split('\n').at(-1)} (${found.path})` : undefined
}

function playwright(...args) {
  // The download answers or fails within seconds, also on networks that drop packets silently.
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' }
  return run(process.execPath, [at('node_modules/playwright/cli.js'), ...args], {
    env,
    timeout: 300_000,
  })
}

/** What to put before apt-get: nothing as root, sudo where it asks no password, undefined where neither is so. */
function privileges() {
  if (!which(['apt-get'])) return undefined
  if (process.getuid?.() === 0) return []
  return which(['sudo']) && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : undefined
}

let listsAreFresh = false
function apt(packageName) {
  const before = privileges()
  if (!before) return false
  const [command, ...first] = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const install = () =>
    run(command, [...first, 'install', '-y', '-q', '--no-install-recommends', packageName])
  listsAreFresh ||= run(command, [...first, 'update', '-q'])
  return install()
}

/** Each way to get a browser, in order; a way that leads to no working browser is followed by the next. */
const ways = [
  (name) => playwright('install', name),
  // Playwright's build is there now but does not start: it lacks system libraries.
  (name) => findBrowser(name)?.own && privileges() && playwright('install-deps', name),
  (name) => describeBrowser(name).aptPackages.some(apt),
]

const missing = testBrowsers().filter((name) => {
  const { variable } = describeBrowser(name)
  let version = versionOf(name)
  // A path that somebody gave by hand is not silently replaced by another browser.
  const mayInstall = !(variable && process.env[variable])
  for (const way of mayInstall ? ways : []) {
    if (version) break
    way(name)
    version = versionOf(name)
  }
  const trouble = mayInstall
    ? 'not available'
    : `${variable}=${process.env[variable]} does not start`
  console.log(`${name}: ${version ?? trouble}`)
  return !version
})

if (missing.length > 0) {
  console.error(outputs.join('\n'))
  const variables = missing.flatMap((name) => describeBrowser(name).variable ?? [])
  console.error(
    [
      `\nNo working browser for: ${missing.join(', ')}.`,
      'Neither Playwright, nor this system, nor apt had one. Either',
      `  - install it by hand (Chromium or Chrome; Firefox)${variables.length ? `, or set ${variables.join(' and ')} to its path, or` : ', or'}`,
      '  - run the tests in the others only: E2E_BROWSERS=chromium npm test',
    ].join('\n'),
  )
  process.exit(1)
}

// Without it the tests on Redis are left out, and say so; in CI they fail.
if (!process.env.REDIS_URL && !findRedis()) apt('redis-server')
console.log(`redis: ${process.env.REDIS_URL ? 'REDIS_URL' : (findRedis() ?? 'not available')}`)
