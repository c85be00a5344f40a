import type { Off } from '../../src/manager/types'
import { describeError, type ServiceLogger } from '../logger'
import type { OutboxEntry, ServiceStore } from '../stores'

/** Tells others of changes: a webhook, push services. */
export interface Teller {
  readonly name: string
  /** `again` has the entry come back later; a teller that throws is done with it. */
  tell(entry: OutboxEntry): Promise<'done' | { againMs: number }>
}

/** Empties the store's outbox; every gateway does, each entry goes to one of them. */
export interface OutboxRunner {
  /** There may be something to tell. */
  wake(): void
  /** Ends after what is being told now. */
  stop(): Promise<void>
}

const BATCH = 32
/** Longer than any teller takes: who dies in the middle leaves the entry to others after this time. */
const LEASE_MS = 60_000
const LOOK_EVERY_MS = 1_000

/** Creates an {@link OutboxRunner}. */
export function createOutboxRunner(
  store: ServiceStore,
  tellers: readonly Teller[],
  logger: ServiceLogger,
): OutboxRunner {
  const { clock } = store
  let running: Promise<void> | null = null
  let isWoken = false
  let isStopped = false
  let cancelTimer: Off = () => {}

  async function tellAll(entry: OutboxEntry) {
    const outcomes = await Promise.all(tellers.map((teller) => tellOne(teller, entry)))
    const waits = outcomes.flatMap((outcome) => (outcome === 'done' ? [] : [outcome.againMs]))
    if (waits.length === 0) await store.finishOutbox([entry.id])
    else await store.postponeOutbox(entry.id, Math.min(...waits))
  }

  async function tellOne(teller: Teller, entry: OutboxEntry) {
    try {
      return await teller.tell(entry)
    } catch (error) {
      const { name } = entry.message
      logger.error({ teller: teller.name, name, error: describeError(error) }, 'not told')
      return 'done' as const
    }
  }

  async function run() {
    cancelTimer()
    while (isWoken && !isStopped) {
      isWoken = false
      try {
        const entries = await store.takeOutbox(BATCH, LEASE_MS)
        await Promise.all(entries.map(tellAll))
        isWoken ||= entries.length === BATCH
      } catch (error) {
        logger.warn({ error: describeError(error) }, 'the outbox could not be read')
      }
    }
    running = null
    if (!isStopped) cancelTimer = clock.setTimer(wake, LOOK_EVERY_MS)
  }

  function wake() {
    isWoken = true
    if (!isStopped) running ??= run()
  }

  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      cancelTimer()
      await running
    },
  }
}
