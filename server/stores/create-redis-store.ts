import { createServiceStore } from './create-service-store'
import { DEFAULT_LOG_LENGTH } from './lifetimes'
import { createRedisBackend } from './redis-backend'
import type { ServiceStore, ServiceStoreOptions } from './service-store'

export interface RedisStoreOptions extends ServiceStoreOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` with TLS. Redis 7 or Valkey 8, or newer. */
  url: string
  /** Keeps apart services that share an engine: letters, digits, `-` and `_`. Defaults to `default`. */
  tenant?: string
}

const TENANT = /^[\w-]{1,64}$/

/**
 * Opens a store on Redis or Valkey, which any number of processes may share. Rejects with a message for operators
 * where the engine does not answer.
 */
export async function createRedisStore({
  url,
  tenant = 'default',
  ...options
}: RedisStoreOptions): Promise<ServiceStore> {
  if (!TENANT.test(tenant)) {
    throw new Error('a tenant is 1 to 64 letters, digits, - and _')
  }
  const { clock, logLength = DEFAULT_LOG_LENGTH } = options
  const backend = await createRedisBackend({ url, tenant, logLength, ...(clock && { clock }) })
  return createServiceStore(backend, options)
}
