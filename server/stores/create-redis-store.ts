import { createServiceStore } from './create-service-store'
import { claimFormat } from './format'
import { DEFAULT_LOG_LENGTH } from './lifetimes'
import { createRedisBackend } from './redis-backend'
import type { ServiceStore, ServiceStoreOptions } from './service-store'

export interface RedisStoreOptions extends ServiceStoreOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` with TLS. Redis 7 or Valkey 8, or newer. */
  url: string
  /** Keeps apart services that share an engine: letters, digits, `-` and `_`. Defaults to `default`. */
  tenant?: string
  /**
   * So many replicas must have a change before it is answered (`WAIT`); where they have not within a second, the call
   * fails with -1 although the change is there. Defaults to 0.
   */
  replicas?: number
  /** Asks Sentinels for the primary; user, password and database are still those of `url`, its host is not used. */
  sentinel?: SentinelOptions
}

export interface SentinelOptions {
  /** `host:port` of each. */
  addresses: readonly string[]
  /** Under which they know the primary. */
  name: string
  /** Of the Sentinels themselves. */
  password?: string
}

const SENTINEL_PORT = 26_379
const TENANT = /^[\w-]{1,64}$/

/**
 * Opens a store on Redis or Valkey, which any number of processes may share. Rejects with a message for operators
 * where the engine does not answer.
 */
export async function createRedisStore({
  url,
  tenant = 'default',
  replicas = 0,
  sentinel,
  ...options
}: RedisStoreOptions): Promise<ServiceStore> {
  if (!TENANT.test(tenant)) {
    throw new Error('a tenant is 1 to 64 letters, digits, - and _')
  }
  const { clock, logLength = DEFAULT_LOG_LENGTH } = options
  const backend = await createRedisBackend({
    ...{ url, tenant, logLength, replicas },
    ...(clock && { clock }),
    ...(sentinel && { connection: toConnection(sentinel) }),
  })
  await claimFormat(backend).catch(async (error: unknown) => {
    await backend.close()
    throw error
  })
  return createServiceStore(backend, options)
}

function toConnection({ addresses, name, password }: SentinelOptions) {
  return {
    sentinels: addresses.map((address) => {
      const { hostname, port } = new URL(`redis://${address}`)
      return { host: hostname, port: Number(port || SENTINEL_PORT) }
    }),
    name,
    ...(password !== undefined && { sentinelPassword: password }),
  }
}
