// A Redis or Valkey of one's own, for tests: on a free port of this machine, with its files where one wants them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { which } from './which.mjs'

const LONGEST_START_MS = 15_000

/** Path of a Valkey or Redis server on this machine, or undefined. */
export function findRedis() {
  return which(['valkey-server', 'redis-server'])
}

/**
 * @typedef {object} RedisProcess
 * @property {string} url
 * @property {number} port
 * @property {string} directory where its files are
 * @property {() => Promise<void>} start starts it again after it was stopped: same port, same files
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop ends it; `SIGKILL` leaves it no time for anything
 * @property {(signal: NodeJS.Signals) => void} signal `SIGSTOP` makes it deaf, `SIGCONT` ends that
 */

/**
 * Starts a server that keeps its data in a folder of the caller's, synced before each answer.
 * Further `settings` are as in its configuration; a Sentinel watches over others instead.
 * @param {{
 *   directory: string
 *   port?: number
 *   appendFsync?: 'always' | 'everysec' | 'no'
 *   settings?: Record<string, string>
 *   isSentinel?: boolean
 * }} options
 * @returns {Promise<RedisProcess>}
 */
export async function startRedis(options) {
  const {
    directory,
    port,
    appendFsync = 'always',
    settings: own = {},
    isSentinel = false,
  } = options
  const path = findRedis() ?? ''
  if (path === '') throw new Error('neither valkey-server nor redis-server is installed')
  const ownPort = port ?? (await findFreePort())
  const settings = {
    bind: '127.0.0.1',
    port: String(ownPort),
    dir: directory,
    save: '',
    appendonly: 'yes',
    appendfsync: appendFsync,
    'maxmemory-policy': 'noeviction',
    ...own,
  }
  const args = isSentinel
    ? [writeSentinelFile(directory, ownPort), '--sentinel']
    : Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child

  const end = () => child?.kill('SIGKILL')

  async function start() {
    const started = spawn(path, args, { stdio: 'ignore' })
    child = started
    process.once('exit', end)
    const deadline = Date.now() + LONGEST_START_MS
    while (!(await answers(ownPort))) {
      if (started.exitCode !== null) throw new Error(`${path} ended with code ${started.exitCode}`)
      if (Date.now() > deadline) throw new Error(`${path} does not answer`)
      await wait(20)
    }
  }

  /** @param {NodeJS.Signals} signal */
  async function stop(signal = 'SIGTERM') {
    process.off('exit', end)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  await start()
  return {
    url: `redis://127.0.0.1:${ownPort}`,
    port: ownPort,
    directory,
    start,
    stop,
    signal: (signal) => void child?.kill(signal),
  }
}

/** A Sentinel writes what it learns into the file of its settings. @param {string} directory @param {number} port */
function writeSentinelFile(directory, port) {
  const file = join(directory, 'sentinel.conf')
  writeFileSync(file, `bind 127.0.0.1\nport ${port}\ndir ${directory}\n`)
  return file
}

/** @returns {Promise<number>} */
async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Whether it is there and has read its files.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'))
    socket.setTimeout(1_000)
    const done = (isThere) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('data', (data) => done(data.toString().startsWith('+PONG')))
    socket.once('error', () => done(false))
    socket.once('timeout', () => done(false))
  })
}
