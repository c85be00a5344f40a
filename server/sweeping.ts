import { createExecutor } from '../src/manager/executor'
import { createSweeper, type Sweeper } from '../src/manager/sweeper'
import { describeError, type ServiceLogger } from './logger'
import type { ServiceStore } from './stores'

/**
 * Longest sleep of a gateway. No deadline is nearer than a second when it is set, so that each is known in time without
 * anybody waking the sweeper, and comes no later than this when a gateway dies.
 */
const LOOK_EVERY_MS = 1_000

/** Lets time do what it does, on every gateway; whoever is first wins, and the others find nothing left. */
export function createServiceSweeper(store: ServiceStore, logger: ServiceLogger): Sweeper {
  const { clock } = store
  const executor = createExecutor({ store, clock })

  async function sweep() {
    const latest = clock.now() + LOOK_EVERY_MS
    try {
      return Math.min((await executor.sweep()) ?? latest, latest)
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'deadlines could not be looked at')
      return latest
    }
  }

  return createSweeper({ sweep }, clock)
}
