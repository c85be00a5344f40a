import { createInvitationServer } from './create-server'
import type { ServiceLogger } from './logger'
import { loadPackage } from './packages'
import { helpText } from './settings/definitions'
import { readSettings, type Settings } from './settings/settings'
import { createLevelStore, createRedisStore, type ServiceStore } from './stores'

/** A service that runs. */
export interface RunningService {
  url: string
  close(): Promise<void>
}

export interface RunOptions {
  argv: readonly string[]
  env: NodeJS.ProcessEnv
  /** Prints a line for people. */
  print: (line: string) => void
  /** Takes the log instead of the standard output, in tests. */
  logTo?: { write(line: string): void }
}

/** Runs the service as its settings say; `null` when only the help was asked for. */
export async function runService(options: RunOptions): Promise<RunningService | null> {
  const { argv, env, print, logTo } = options
  const settings = readSettings(argv, env)
  if (settings === null) {
    print(helpText())
    return null
  }
  const logger = await createLogger(settings, logTo)
  const store = await openStore(settings)
  const server = createInvitationServer({ ...settings.server, store, logger })
  const { port, host, isDevelopment } = settings
  try {
    const url = await server.listen({ port, ...(host !== undefined && { host }) })
    print(`Invitation service: ${url}`)
    if (isDevelopment) print('Development mode: everybody on this machine gets tokens.')
    return {
      url,
      async close() {
        await server.close()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function createLogger(
  { logLevel: level }: Settings,
  logTo: RunOptions['logTo'],
): Promise<ServiceLogger> {
  const { pino } = await loadPackage(() => import('pino'))
  // nothing of this is ever logged on purpose
  const redact = ['token', 'authorization', 'extensionInfo', '*.token', '*.extensionInfo']
  const logger: ServiceLogger = logTo ? pino({ level, redact }, logTo) : pino({ level, redact })
  return logger
}

async function openStore({ storage, server }: Settings): Promise<ServiceStore> {
  const outbox = Boolean(server.webhook ?? server.push)
  if ('directory' in storage) return createLevelStore({ ...storage, outbox })
  return createRedisStore({ ...storage, outbox })
}
