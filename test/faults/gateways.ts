import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'vite'
import { at } from '../../scripts/lib/paths.mjs'
import { wait } from './waiting'

const LONGEST_START_MS = 20_000
const LAST_LINES = 20

/** One gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string
  readonly pid: number
  /** The latest lines that it printed. */
  readonly lines: readonly string[]
  /** Starts it again on the same port. */
  start(): Promise<void>
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Ends it, and whoever still wants to start it again cannot. */
  close(): Promise<void>
  /** `SIGSTOP` makes it deaf, `SIGCONT` ends that. */
  signal(signal: NodeJS.Signals): void
}

/** Makes one file of the service's program, so that gateways start fast; gives its path. */
export async function buildGateway(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: at('server'),
    build: { ssr: at('server/bin.ts'), outDir: folder, emptyOutDir: false, target: 'node20' },
  })
  return join(folder, 'bin.js')
}

/** Starts a gateway on a free port. */
export async function startGateway(
  program: string,
  settings: Record<string, string>,
): Promise<GatewayProcess> {
  const lines: string[] = []
  let child: ChildProcess | null = null
  let url = ''
  let isClosed = false

  const end = () => child?.kill('SIGKILL')

  async function startOnce(port: string) {
    const started = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...settings, INVITATIONS_PORT: port },
    })
    child = started
    process.once('exit', end)
    let seen = ''
    const listen = (chunk: Buffer) => {
      seen = (seen + chunk.toString()).slice(-4_000)
      lines.splice(0, lines.length, ...seen.split('\n').slice(-LAST_LINES))
    }
    started.stdout.on('data', listen)
    started.stderr.on('data', listen)
    const deadline = performance.now() + LONGEST_START_MS
    for (;;) {
      const [, found] = /Invitation service: (ws:\S+)/.exec(seen) ?? []
      if (found !== undefined) return found
      if (hasEnded(started) || performance.now() > deadline) {
        started.kill('SIGKILL')
        throw new Error(`a gateway does not start:\n${seen}`)
      }
      await wait(20)
    }
  }

  async function start() {
    if (isClosed) throw new Error('this gateway was closed')
    url = await startOnce(url === '' ? '0' : new URL(url).port)
  }

  async function kill() {
    process.off('exit', end)
    if (!child || hasEnded(child)) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  await start()
  return {
    get url() {
      return url
    },
    get pid() {
      return child?.pid ?? 0
    },
    lines,
    start,
    kill,
    close() {
      isClosed = true
      return kill()
    },
    signal: (signal) => void child?.kill(signal),
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess) {
  return exitCode !== null || signalCode !== null
}
