import type { Message } from '../../manager/ports'
import type { Database, ReadTransaction } from './database'

/** How many commits stay in the log; who has missed more takes a snapshot. */
const KEPT = 1_000
/** The log is trimmed once in so many commits. */
const TRIM_EVERY = 100
const BATCH = 100

/** Follows the log of commits: each message once, in the order of the commits. */
export interface Feed {
  /** Begins after what is in the log now. */
  begin(transaction: ReadTransaction): Promise<void>
  /** There may be something new to read. */
  wake(): void
  stop(): void
}

export interface FeedListener {
  deliver(messages: Message[]): void
  /** Messages were missed for good. */
  onGap(): void
}

/** Creates a {@link Feed}. */
export function createFeed(database: Database, listener: FeedListener): Feed {
  /** Number of the newest commit that was read. */
  let last = 0
  /** Grows when reading begins anew: what was being read then is out of date. */
  let era = 0
  let isReading = false
  let isWoken = false
  let isStopped = false

  async function begin(transaction: ReadTransaction) {
    era++
    last = await newestIn(transaction)
  }

  function wake() {
    isWoken = true
    if (!isReading && !isStopped) void follow()
  }

  async function follow() {
    isReading = true
    while (isWoken && !isStopped) {
      isWoken = false
      // a storage that is gone tells its own story
      await readOn().catch(() => {})
    }
    isReading = false
  }

  async function readOn() {
    const before = last
    let isComplete = false
    while (!isComplete) {
      const readIn = era
      const { numbers, entries, newest } = await database.read(['log'], readAfter)
      if (readIn !== era || isStopped) return
      isComplete = numbers.length < BATCH
      if (numbers.length > 0 && numbers[0] !== last + 1) {
        last = newest
        listener.onGap()
        return
      }
      for (const [index, messages] of entries.entries()) {
        last = numbers[index]!
        listener.deliver(messages)
      }
    }
    if (Math.floor(before / TRIM_EVERY) !== Math.floor(last / TRIM_EVERY)) await trim()
  }

  async function readAfter(transaction: ReadTransaction) {
    const log = transaction.objectStore('log')
    const range = IDBKeyRange.lowerBound(last, true)
    const [numbers, entries, newest] = await Promise.all([
      log.getAllKeys(range, BATCH),
      log.getAll(range, BATCH),
      newestIn(transaction),
    ])
    return { numbers, entries, newest }
  }

  function trim() {
    return database.write(async (transaction) => {
      await transaction.objectStore('log').delete(IDBKeyRange.upperBound(last - KEPT))
    })
  }

  return {
    begin,
    wake,
    stop() {
      isStopped = true
    },
  }
}

async function newestIn(transaction: ReadTransaction): Promise<number> {
  const cursor = await transaction.objectStore('log').openKeyCursor(null, 'prev')
  return cursor?.key ?? 0
}
