import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { startRedis } from '../../scripts/lib/redis.mjs'
import { loadWork } from '../lib/build.mjs'

/** So many rows, and as many people inside. */
const SIZES = [10, 100, 1_000, 10_000]
const ROUNDS = 20

/** What an engine has done so far. @param {Redis} redis */
async function readCounts(redis) {
  const info = (await redis.info('commandstats')) + (await redis.info('stats'))
  const commands = [...info.matchAll(/cmdstat_(\S+?):calls=(\d+)/g)]
  const own = commands.filter(([, name]) => !/^(info|xread|ping|client|time)/.test(name ?? ''))
  const bytes = /total_net_input_bytes:(\d+)/.exec(info)?.[1]
  return {
    operations: own.reduce((sum, [, , calls]) => sum + Number(calls), 0),
    bytes: Number(bytes),
  }
}

/**
 * P8: what one change costs in a large room.
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function changeCost() {
  const { openRoomOf } = await loadWork('change-cost')
  const directory = mkdtempSync(join(tmpdir(), 'bench-redis-'))
  const server = await startRedis({ directory, appendFsync: 'everysec' })
  const redis = new Redis(server.url)
  /** @type {Array<{ operations: number, bytes: number }>} */
  const costs = []
  try {
    for (const size of SIZES) {
      const room = await openRoomOf(server.url, size)
      const before = await readCounts(redis)
      for (let round = 0; round < ROUNDS; round += 1) await room.change()
      const after = await readCounts(redis)
      await room.close()
      costs.push({
        operations: (after.operations - before.operations) / (2 * ROUNDS),
        bytes: (after.bytes - before.bytes) / (2 * ROUNDS),
      })
    }
  } finally {
    redis.disconnect()
    await server.stop()
    rmSync(directory, { recursive: true })
  }
  const [small, large] = [costs[0], costs[costs.length - 1]]
  if (!small || !large) throw new Error('nothing was measured')
  const list = (/** @type {'operations' | 'bytes'} */ name) =>
    costs.map((cost) => Math.round(cost[name])).join(', ')
  return [
    {
      id: 'P8',
      work: 'one change in a room of 10,000 rows and people',
      unit: 'bytes to the engine',
      ours: large.bytes,
      floor: small.bytes,
      goal: 'the same as in a room of 10 (the floor), within 5 %',
      isMet: large.bytes <= 1.05 * small.bytes && large.operations <= 1.05 * small.operations,
      note: `rooms of ${SIZES.join(', ')}: ${list('bytes')} bytes, ${list('operations')} operations`,
    },
  ]
}
