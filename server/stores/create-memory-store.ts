import { systemClock } from '../../src/manager/host'
import { createServiceStore } from './create-service-store'
import { DEFAULT_LOG_LENGTH } from './lifetimes'
import { createOrderedBackend } from './ordered-backend'
import { createMemoryMap } from './ordered-map'
import type { ServiceStore, ServiceStoreOptions } from './service-store'

/** A store that is gone with its process: for tests. */
export function createMemoryServiceStore(options: ServiceStoreOptions = {}): ServiceStore {
  const { clock = systemClock, logLength = DEFAULT_LOG_LENGTH } = options
  return createServiceStore(createOrderedBackend(createMemoryMap(), { clock, logLength }), options)
}
