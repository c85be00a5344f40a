import { systemClock } from '../../src/manager/host'
import { createServiceStore } from './create-service-store'
import { claimFormat } from './format'
import { openLevelMap } from './level-map'
import { DEFAULT_LOG_LENGTH } from './lifetimes'
import { createOrderedBackend } from './ordered-backend'
import type { ServiceStore, ServiceStoreOptions } from './service-store'

export interface LevelStoreOptions extends ServiceStoreOptions {
  /** Folder of its own; made when it is not there. One process only may have it open. */
  directory: string
}

const PURGE_EVERY_MS = 3_600_000

/**
 * Opens a store on the disk of this machine: for a service that is one process. What was answered is on the disk.
 * Rejects with a message for operators where the folder cannot be used.
 */
export async function createLevelStore({
  directory,
  ...options
}: LevelStoreOptions): Promise<ServiceStore> {
  const { clock = systemClock, logLength = DEFAULT_LOG_LENGTH } = options
  const backend = createOrderedBackend(await openLevelMap(directory), { clock, logLength })
  await claimFormat(backend).catch(async (error: unknown) => {
    await backend.close()
    throw error
  })
  await backend.purge()
  let purging = Promise.resolve()
  let cancelPurge = purgeLater()

  function purgeLater() {
    return clock.setTimer(() => {
      cancelPurge = purgeLater()
      // what cannot be deleted now is in nobody's way until the next time
      purging = backend.purge().catch(() => {})
    }, PURGE_EVERY_MS)
  }

  const store = createServiceStore(backend, options)
  return {
    ...store,
    async close() {
      cancelPurge()
      await purging
      await store.close()
    },
  }
}
