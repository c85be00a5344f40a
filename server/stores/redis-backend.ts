import type { RedisOptions } from 'ioredis'
import { createEmitter } from '../../src/manager/emitter'
import { reportListenerError } from '../../src/manager/host'
import type { Clock } from '../../src/manager/ports'
import type { CommitBackend, RawEntry } from './commit-backend'
import { createEngineClock } from './engine-clock'
import { Lifetime, SEQUENCE_PER_MS } from './lifetimes'
import { followBus, type BusPosition } from './redis-bus'
import { encodeCommit, encodeReading, type CommitFrame } from './redis-call'
import { callingLine, followingLine, openRedisLine, type RedisLine } from './redis-line'
import { COMMIT, READ, READ_LOG } from './redis-scripts'

/** Entries that the bus keeps: for so many a gateway may be behind before it has to read the logs anew. */
const BUS_LENGTH = 20_000

/** How long replicas may take, in milliseconds. */
const REPLICAS_WITHIN_MS = 1_000

interface Events {
  entries: readonly RawEntry[]
  gap: void
  reachable: boolean
}

interface RedisBackendOptions {
  url: string
  tenant: string
  logLength: number
  /** How many replicas must have a commit before it counts as done. */
  replicas?: number
  /** What the client is told besides the address. */
  connection?: Pick<RedisOptions, 'sentinels' | 'name' | 'sentinelPassword'>
  /** Stands in for the engine's own. */
  clock?: Clock
}

type LogAnswer = [last: string, run: string, entries: Array<[id: string, fields: string[]]> | null]

/** Opens a {@link CommitBackend} on Redis or Valkey. */
export async function createRedisBackend({
  url,
  tenant,
  logLength,
  replicas = 0,
  connection = {},
  clock,
}: RedisBackendOptions): Promise<CommitBackend> {
  const emitter = createEmitter<Events>(reportListenerError)
  const engineClock = createEngineClock()
  // one hash tag, so that all keys of a tenant lie on one node of a cluster
  const keyOf = (kind: string, name: string) => `invitations:{${tenant}}:${kind}:${name}`
  const bus = { log: keyOf('bus', 'entries'), number: keyOf('bus', 'number') }
  const numbering = () => [clock ? String(clock.now()) : '', String(SEQUENCE_PER_MS)]
  let isReachable = true

  function setReachable(next: boolean) {
    if (next === isReachable) return
    isReachable = next
    emitter.emit('reachable', next)
  }

  const line = await openRedisLine(url, { ...callingLine, ...connection }, setReachable)
  const busLine = await openRedisLine(url, { ...followingLine, ...connection }, () => {}).catch(
    (error: unknown) => {
      line.connection.disconnect()
      throw error
    },
  )

  async function readNumbers(
    on: RedisLine,
    keys: { log: string; number: string },
    after: number,
    count: number,
  ) {
    const answer = await on.call(READ_LOG, {
      keys: [keys.log, keys.number, bus.number],
      args: [...numbering(), String(Lifetime.LOG_NUMBER), String(after), String(count)],
    })
    const [last, runId, entries] = answer as LogAnswer
    return { last: Number(last), run: runId, entries: entries ?? [] }
  }

  const findPosition = (): Promise<BusPosition> =>
    readNumbers(busLine, bus, Number.MAX_SAFE_INTEGER, 1)

  async function read(reading: Parameters<CommitBackend['read']>[0]) {
    const { decode, ...call } = encodeReading(keyOf, clock ? String(clock.now()) : '', reading)
    const view = decode((await line.call(READ, call)) as unknown[])
    engineClock.note(view.now)
    return view
  }

  function frame(): CommitFrame {
    const lengths = [String(logLength), String(BUS_LENGTH)]
    const lifetimes = [String(Lifetime.LOG), String(Lifetime.LOG_NUMBER)]
    return {
      keys: [bus.log, bus.number],
      args: [...numbering(), line.run, ...lengths, ...lifetimes],
    }
  }

  /** Rejects where too few have what was just committed; it may be lost, and it may be there. */
  async function waitForReplicas() {
    const count = await line.connection.wait(replicas, REPLICAS_WITHIN_MS)
    if (count < replicas) throw new Error(`only ${count} of ${replicas} replicas have a change`)
  }

  function disconnect() {
    line.connection.disconnect()
    busLine.connection.disconnect()
  }

  async function begin() {
    // the clock must know the time before it is asked
    await read({})
    return followBus(busLine.connection, bus.log, findPosition, {
      onEntries: (entries) => emitter.emit('entries', entries),
      onGap: () => emitter.emit('gap', undefined),
    })
  }

  const stopFollowing = await begin().catch((error: unknown) => {
    disconnect()
    throw error
  })

  return {
    clock: clock ?? engineClock,
    read,
    async commit(commit) {
      const isDone = (await line.call(COMMIT, encodeCommit(keyOf, frame(), commit))) === 1
      if (isDone && replicas > 0) await waitForReplicas()
      return isDone
    },
    async readLog(log, after, count) {
      const keys = { log: keyOf('log', log), number: keyOf('number', log) }
      const { last, entries } = await readNumbers(line, keys, after, count)
      return {
        last,
        entries: entries.map(([id, [, text = '']]) => ({
          log,
          seq: Number.parseInt(id, 10),
          text,
        })),
      }
    },
    onEntries: (listener) => emitter.on('entries', listener),
    onGap: (listener) => emitter.on('gap', listener),
    onReachable: (listener) => emitter.on('reachable', listener),
    async ping() {
      // not by way of a call, which waits for the engine to come back
      await line.connection.ping()
    },
    async close() {
      emitter.clear()
      stopFollowing()
      disconnect()
    },
  }
}
