import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createExecutor } from '../src/manager/executor'
import { createTokenVerifier } from './auth/token-verifier'
import type { GatewayContext } from './context'
import { drain } from './drain'
import type { ApiContext } from './http/api-types'
import { createHandler } from './http/handler'
import { createRoutes } from './http/routes'
import { createHub } from './hub/hub'
import { defaultLimits } from './limits'
import { silentLogger } from './logger'
import { createMetrics } from './metrics'
import type { InvitationServerOptions, ListenOptions } from './options'
import { startTelling } from './outbox/telling'
import { createServiceSweeper } from './sweeping'
import type { ServiceStore } from './stores'
import { openSession } from './sockets/session'
import { createSessions } from './sockets/sessions'
import { createUpgrade } from './sockets/upgrade'
import { startTicking } from './ticking'
import { createTokenBuckets } from './token-buckets'

/** A gateway that listens. */
export interface Gateway {
  readonly url: string
  close(): Promise<void>
}

const DEFAULT_PORT = 4_400
/** How long a request may take to come in. */
const REQUEST_TIMEOUT_MS = 30_000
/** So many renewals may fail before a device that is connected counts as gone. */
const RENEWALS_PER_GRACE = 4

/** Puts the parts of a gateway together and lets them listen. */
export async function startGateway(
  options: InvitationServerOptions,
  { port = DEFAULT_PORT, host }: ListenOptions,
): Promise<Gateway> {
  const {
    store,
    auth,
    origins,
    rooms = 'open',
    logger = silentLogger,
    trustedProxies = 0,
  } = options
  const { clock } = store
  const limits = { ...defaultLimits, ...options.limits }
  let isReachable = true
  let isClosing = false

  const verifyToken = createTokenVerifier(auth, clock)
  const hub = createHub(store)
  const sweeper = createServiceSweeper(store, logger)
  const sessions = createSessions({ store, limits, logger })
  const metrics = createMetrics({
    sockets: () => sessions.size,
    logs: () => hub.size,
    isReachable: () => isReachable,
    async readOutbox() {
      if (!options.webhook && !options.push) return null
      const backlog = await store.countOutbox().catch(() => null)
      if (!backlog) return null
      const { count, oldestAt } = backlog
      return { count, oldestMs: oldestAt === null ? 0 : Math.max(clock.now() - oldestAt, 0) }
    },
  })
  const telling = await startTelling(options, metrics, logger)
  const userCalls = createTokenBuckets(limits.callsOfUser, clock)
  const pairInvites = createTokenBuckets(limits.invitesOfPair, clock)
  const addresses = createTokenBuckets(limits.connectionsOfAddress, clock)
  const socketFrames = createTokenBuckets<object>(limits.framesOfSocket, clock)
  const socketRefusals = createTokenBuckets<object>(limits.refusalsOfSocket, clock)
  const context: GatewayContext = {
    ...{ store, clock, hub, verifyToken, limits, rooms, userCalls, pairInvites },
    ...{ socketFrames, socketRefusals, executor: createExecutor({ store, clock }) },
    ...{ metrics, logger },
  }

  const apiContext: ApiContext = {
    ...{ store, verifyToken, userCalls, metrics },
    apiKey: options.apiKey ?? null,
    push: telling.push,
    devTokens: options.devTokens ? auth : null,
    isReady: async () => !isClosing && isAnswering(store),
    change: (run, request) =>
      run(createExecutor({ store: request ? store.forRequest(request) : store, clock })),
  }
  const handle = createHandler({
    ...{ context: apiContext, origins, logger },
    routes: createRoutes(apiContext),
    bodyBytes: limits.bodyBytes,
  })
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => void handle(request, response),
  )
  server.on(
    'upgrade',
    createUpgrade({
      ...{ origins, trustedProxies, addresses, metrics },
      isFull: () => isClosing || sessions.size >= limits.connections,
      onSocket: (socket) => void openSession(socket, context, sessions),
    }),
  )

  async function tick() {
    for (const buckets of [userCalls, pairInvites, addresses]) buckets.purge()
    for (const buckets of [socketFrames, socketRefusals]) buckets.purge()
    await sessions.tick()
  }

  async function close() {
    if (isClosing) return
    isClosing = true
    const closed = new Promise((resolve) => server.close(resolve))
    await drain(sessions, clock, limits.drainMs)
    stopTicking()
    offReachable()
    sweeper.stop()
    hub.close()
    await telling.stop()
    // connections that are kept for further requests would keep the server, too
    server.closeIdleConnections()
    await closed
    logger.info({}, 'the gateway is closed')
  }

  try {
    await listen(server, port, host)
  } catch (error) {
    hub.close()
    await telling.stop()
    throw error
  }
  const url = urlOf(server.address() as AddressInfo)
  const stopTicking = startTicking(clock, limits.deviceGraceMs / RENEWALS_PER_GRACE, tick)
  const offReachable = store.onReachable((next) => {
    isReachable = next
    if (next) logger.info({}, 'the store answers again')
    else logger.error({}, 'the store does not answer')
  })
  sweeper.wake()
  logger.info({ url }, 'the gateway listens')
  return { url, close }
}

async function isAnswering(store: ServiceStore): Promise<boolean> {
  return store.ping().then(
    () => true,
    () => false,
  )
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** Where this machine's own clients find it; others know it by a name of theirs. */
function urlOf({ address, port, family }: AddressInfo): string {
  const isAny = address === '::' || address === '0.0.0.0'
  const host = isAny ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  return `ws://${host}:${port}`
}
