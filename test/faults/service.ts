import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { createRedisStore, type ServiceStore } from '../../server/stores'
import { cache } from '../../scripts/lib/paths.mjs'
import { startRedis, type RedisProcess } from '../../scripts/lib/redis.mjs'
import { startGateway, type GatewayProcess } from './gateways'

export const SECRET = 'a secret that only the fault tests know of'
export const API_KEY = 'the-key-of-the-backend-in-the-fault-tests'
/** What may wait for a slow reader, in bytes. */
export const BUFFERED_BYTES = 524_288

const PLENTY = { burst: 1e6, perSecond: 1e6 }
/** A load of machines is no load of people; everything else is as operators have it. */
const LIMITS = {
  connectionsOfAddress: PLENTY,
  invitesOfPair: PLENTY,
  bufferedBytes: BUFFERED_BYTES,
}
const SETTINGS = {
  INVITATIONS_HOST: '127.0.0.1',
  INVITATIONS_ORIGINS: '*',
  INVITATIONS_JWT_SECRET: SECRET,
  INVITATIONS_API_KEY: API_KEY,
  INVITATIONS_LIMITS: JSON.stringify(LIMITS),
  INVITATIONS_LOG_LEVEL: 'error',
}

/** A service of real processes. */
export interface Service {
  gateways: GatewayProcess[]
  /** The engine of the gateways; `null` for a gateway alone. */
  redis: RedisProcess | null
  /** Opens the same state as the gateways do; whoever asks closes it. */
  openStore(logLength?: number): Promise<ServiceStore>
  close(): Promise<void>
}

/** Makes a folder that is gone when this process is. */
export function makeFolder(): { folder: string; remove: () => void } {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'faults-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.once('exit', remove)
  return { folder, remove }
}

/** Starts gateways on a Redis of their own. */
export async function startService(
  program: string,
  folder: string,
  count: number,
): Promise<Service> {
  const directory = mkdtempSync(join(folder, 'redis-'))
  const redis = await startRedis({ directory })
  const gateways = await Promise.all(
    Array.from({ length: count }, () =>
      startGateway(program, { ...SETTINGS, REDIS_URL: redis.url }),
    ),
  )
  return {
    gateways,
    redis,
    openStore: (logLength) =>
      createRedisStore({ url: redis.url, ...(logLength !== undefined && { logLength }) }),
    async close() {
      await Promise.all(gateways.map((gateway) => gateway.close()))
      await redis.stop('SIGKILL')
    },
  }
}

/** Starts one gateway with its state in a folder. */
export async function startAlone(program: string, folder: string): Promise<Service> {
  const directory = mkdtempSync(join(folder, 'level-'))
  const gateway = await startGateway(program, {
    ...SETTINGS,
    REDIS_URL: '',
    INVITATIONS_DATA_DIR: directory,
  })
  return {
    gateways: [gateway],
    redis: null,
    openStore: () => Promise.reject(new Error('the folder belongs to the gateway')),
    close: () => gateway.close(),
  }
}

/** Signs a token as an app's login would. */
export function tokenOf(userId: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience('conference-invitations')
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(new TextEncoder().encode(SECRET))
}
