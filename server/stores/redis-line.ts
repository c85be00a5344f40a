import { setTimeout as pause } from 'node:timers/promises'
import type { Redis, RedisOptions } from 'ioredis'
import { loadPackage } from '../packages'
import type { Script } from './redis-scripts'
import type { ScriptCall } from './redis-call'

/** Longest wait for an answer, the time to find the engine again included. */
const ANSWER_WITHIN_MS = 5_000
const LONGEST_RETRY_MS = 1_000
const PAUSE_MS = 10

/** A connection to an engine, over which scripts are called. */
export interface RedisLine {
  readonly connection: Redis
  /** Which life of the engine this connection leads to; '' while that is not known. */
  readonly run: string
  /**
   * Calls a script. When the line breaks meanwhile the call is made again: it may then have been carried out twice.
   * Rejects when there was no answer within five seconds, at once where the engine has been away for as long.
   */
  call(script: Script, call: ScriptCall): Promise<unknown>
}

const options: RedisOptions = {
  protocol: 2,
  lazyConnect: true,
  // What waits for the line waits here, where it can be given up; see `call`.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  // whoever waits on a line that breaks is told at once
  maxRetriesPerRequest: 0,
  retryStrategy: (times) => Math.random() * Math.min(50 * times, LONGEST_RETRY_MS) + 10,
  // a primary that has become a replica: there is another primary now
  reconnectOnError: ({ message }) => message.startsWith('READONLY'),
}

/** Connects; rejects with a message for operators. */
export async function openRedisLine(
  url: string,
  own: RedisOptions,
  onReachable: (isReachable: boolean) => void,
): Promise<RedisLine> {
  const { Command, Redis } = await loadPackage(() => import('ioredis'))
  const connection = new Redis(url, { ...options, ...own })
  // told by the calls that fail, and by the events below
  let reason: Error | null = null
  connection.on('error', (error) => (reason = error))
  // every call that waits for the line listens
  connection.setMaxListeners(0)
  try {
    await connection.connect()
  } catch (error) {
    connection.disconnect()
    const { host, port } = connection.options
    throw new Error(`no Redis to be used at ${host}:${port}: ${inWords(reason ?? error)}`)
  }
  let downSince: number | null = null
  let run = ''
  connection.on('ready', () => {
    downSince = null
    onReachable(true)
    learnRun()
  })
  connection.on('close', () => {
    downSince ??= performance.now()
    run = ''
    onReachable(false)
  })
  learnRun()

  function learnRun() {
    connection.info('server').then(
      (info) => (run = /run_id:(\w+)/.exec(info)?.[1] ?? ''),
      () => {
        // the scripts look it up themselves
      },
    )
  }

  async function evaluate({ source, sha }: Script, { keys, args }: ScriptCall): Promise<unknown> {
    const rest = [String(keys.length), ...keys, ...args]
    try {
      return await send('EVALSHA', [sha, ...rest])
    } catch (error) {
      if (!isError(error, 'NOSCRIPT')) throw error
      return await send('EVAL', [source, ...rest])
    }
  }

  /** Sends texts as they are. The client's own way looks at each of a hundred arguments, which takes as long as all else. */
  function send(name: string, args: readonly string[]): Promise<unknown> {
    const command = new Command(name, [], { replyEncoding: 'utf8' })
    command.toWritable = () => toRequest([name, ...args])
    return connection.sendCommand(command) as Promise<unknown>
  }

  async function call(script: Script, scriptCall: ScriptCall): Promise<unknown> {
    const deadline = performance.now() + ANSWER_WITHIN_MS
    for (;;) {
      try {
        const answer = await evaluate(script, scriptCall)
        onReachable(true)
        return answer
      } catch (error) {
        if (isError(error, 'Command timed out')) onReachable(false)
        // an engine that has been away for long is not waited for again by each call
        const end = Math.min(deadline, (downSince ?? Infinity) + ANSWER_WITHIN_MS)
        const left = end - performance.now()
        if (connection.status === 'end' || !isLineDown(error) || left <= 0) throw error
        // a line that has just broken is still called ready until its socket says so
        await pause(PAUSE_MS)
        await waitForLine(connection, left)
      }
    }
  }

  return {
    connection,
    get run() {
      return run
    },
    call,
  }
}

/** A line on which nothing comes for so long although something must is dead. */
const SILENCE_MS = 6_000

/** Options of a line that waits for answers to calls. */
export const callingLine: RedisOptions = {
  commandTimeout: ANSWER_WITHIN_MS,
  socketTimeout: SILENCE_MS,
}
/** Options of a line that waits for entries, which asks again every few seconds. */
export const followingLine: RedisOptions = { socketTimeout: SILENCE_MS }

/** Resolves when the line is up again, when it is closed for good, or when the time is over. */
function waitForLine(connection: Redis, ms: number): Promise<void> {
  if (connection.status === 'ready') return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    connection.once('ready', done)
    connection.once('end', done)
    function done() {
      clearTimeout(timer)
      connection.off('ready', done)
      connection.off('end', done)
      resolve()
    }
  })
}

/** A command on the wire: the count of its parts, then each with the count of its bytes. */
function toRequest(parts: readonly string[]): string {
  let text = `*${parts.length}\r\n`
  for (const part of parts) text += `$${Buffer.byteLength(part)}\r\n${part}\r\n`
  return text
}

/** What is wrong; Node gives several errors where a name has several addresses. */
function inWords(error: unknown): string {
  const [first = error] = error instanceof AggregateError ? (error.errors as unknown[]) : []
  return first instanceof Error ? first.message : String(first)
}

function isError(error: unknown, start: string): boolean {
  return error instanceof Error && error.message.startsWith(start)
}

/** Errors of the line, not of the engine. */
function isLineDown(error: unknown): boolean {
  return (
    isError(error, 'Connection is closed') ||
    isError(error, 'Reached the max retries per request') ||
    isError(error, "Stream isn't writeable") ||
    isError(error, 'READONLY') ||
    isError(error, 'LOADING')
  )
}
