import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { WebSocket } from 'ws'
import { startRedis } from '../../scripts/lib/redis.mjs'
import { buildServer, loadWork } from '../lib/build.mjs'
import { interleave } from '../lib/interleave.mjs'
import { SECRET, startService, tokenOf } from '../lib/service.mjs'

/** The service bears ten calls of one person in five seconds: so many people call, one after another. */
const GROUPS = 40
const CALLS_OF_GROUP = 5
/** As many calls warm the service up, and do not count. */
const WARM_UPS_OF_GROUP = 5

const SOCKETS = 2_000
/** So many have come and gone before: what a process takes once, whoever comes, is not a socket's. */
const WARM_UP_SOCKETS = 500
/** So many sockets are opened at a time. */
const BATCH = 50
const MEMORY_ROUNDS = 5

/** Runs something with a Redis of its own. @template T @param {(url: string) => Promise<T>} use */
async function withRedis(use) {
  const directory = mkdtempSync(join(tmpdir(), 'bench-redis-'))
  const redis = await startRedis({ directory, appendFsync: 'everysec' })
  try {
    return await use(redis.url)
  } finally {
    await redis.stop()
    rmSync(directory, { recursive: true })
  }
}

/** @param {string} url @returns {Promise<WebSocket>} */
function open(url) {
  const socket = new WebSocket(url)
  return new Promise((resolve, reject) =>
    socket.on('open', () => resolve(socket)).on('error', reject),
  )
}

/** @param {WebSocket} socket */
function closeSocket(socket) {
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.close()
  return closed
}

/** Milliseconds until what was said comes back. @param {WebSocket} socket @returns {Promise<number>} */
function echo(socket) {
  const start = performance.now()
  return new Promise((resolve) => {
    socket.once('message', () => resolve(performance.now() - start))
    socket.send('{"t":"ping","n":1}')
  })
}

/** Processor time that an engine has used, in milliseconds. @param {Redis} redis */
async function engineCpuMs(redis) {
  const info = await redis.info('cpu')
  const read = (/** @type {string} */ name) =>
    Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1])
  return (read('used_cpu_sys') + read('used_cpu_user')) * 1_000
}

/**
 * P6: somebody calls, and everybody knows.
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function serviceCalls() {
  const module = await buildServer()
  const { connectTo, openGroup } = await loadWork('service-calls')
  return withRedis(async (redisUrl) => {
    const gateway = await startService('gateway', [module, redisUrl, SECRET])
    const bare = await startService('echo')
    const socket = await open(bare.url)
    const redis = new Redis(redisUrl)
    const connect = connectTo(gateway.url, tokenOf)
    const groups = []
    for (let index = 0; index < GROUPS; index += 1)
      groups.push(await openGroup(connect, `g${index}`))

    for (let call = 0; call < WARM_UPS_OF_GROUP; call += 1) {
      for (const group of groups) {
        await group.call()
        await group.takeBack()
      }
    }

    const cycles = GROUPS * CALLS_OF_GROUP
    const gatewayBefore = await gateway.readCpuMs()
    const engineBefore = await engineCpuMs(redis)
    let turn = 0
    const figures = await interleave(
      {
        async ours() {
          const group = groups[turn++ % GROUPS]
          const ms = await group.call()
          await group.takeBack()
          return ms
        },
        floor: () => echo(socket),
      },
      { rounds: cycles, warmUps: 0 },
    )
    const gatewayMs = ((await gateway.readCpuMs()) - gatewayBefore) / cycles
    const engineMs = ((await engineCpuMs(redis)) - engineBefore) / cycles

    for (const group of groups) await group.close()
    redis.disconnect()
    socket.close()
    await gateway.stop()
    await bare.stop()
    return [
      {
        id: 'P6',
        work: 'a call until two devices and the room know, on Redis',
        unit: 'ms',
        ...figures,
        goal: '≤ 40 × floor (a bare echo), ≤ 0.45 ms of processor',
        isMet: figures.ours <= 40 * figures.floor && gatewayMs + engineMs <= 0.45,
        note: `a call and its end take ${gatewayMs.toFixed(2)} ms of the gateway, ${engineMs.toFixed(2)} of the engine`,
      },
    ]
  })
}

/** Opens many at once, but not all. @template T @param {number} count @param {() => Promise<T>} open @returns {Promise<T[]>} */
async function openMany(count, open) {
  /** @type {T[]} */
  const all = []
  while (all.length < count) {
    all.push(...(await Promise.all(Array.from({ length: BATCH }, open))))
  }
  return all
}

/**
 * P7: sockets that only wait.
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function serviceMemory() {
  const module = await buildServer()
  const { connectTo } = await loadWork('service-calls')

  /**
   * Kilobytes of a socket.
   * @template T
   * @param {import('../lib/service.mjs').Service} service
   * @param {() => Promise<T>} open
   * @param {(one: T) => Promise<unknown>} close
   */
  async function measure(service, open, close) {
    await Promise.all((await openMany(WARM_UP_SOCKETS, open)).map(close))
    const before = await service.readBytes()
    const all = await openMany(SOCKETS, open)
    const after = await service.readBytes()
    await Promise.all(all.map(close))
    await service.stop()
    return (after - before) / SOCKETS / 1_000
  }

  const figures = await interleave(
    {
      ours: () =>
        withRedis(async (redisUrl) => {
          const gateway = await startService('gateway', [module, redisUrl, SECRET])
          const connect = connectTo(gateway.url, tokenOf)
          let count = 0
          return measure(
            gateway,
            () => connect(`person-${(count += 1)}`),
            (engine) => engine.close(),
          )
        }),
      async floor() {
        const bare = await startService('echo')
        return measure(bare, () => open(bare.url), closeSocket)
      },
    },
    { rounds: MEMORY_ROUNDS, warmUps: 0 },
  )
  return [
    {
      id: 'P7',
      work: '2,000 sockets that wait',
      unit: 'KB each',
      ...figures,
      goal: '≤ 20 KB, ≤ 1.5 × floor',
      isMet: figures.ours <= 20 && figures.ours <= 1.5 * figures.floor,
    },
  ]
}
