import { now } from './times'

const NAME = 'bench-hop'

/** The least that two tabs need to tell each other something that lasts. */
export interface Hop {
  /** Writes, and tells of it when it is written; resolves to when it began: milliseconds since the epoch. */
  send(): Promise<number>
  /** Resolves to when the next word came. */
  whenTold(): Promise<number>
  end(): void
}

/** Opens one end: a database and a channel, and nothing else. */
export async function openHop(): Promise<Hop> {
  const database = await openDatabase()
  const channel = new BroadcastChannel(NAME)
  let count = 0

  return {
    async send() {
      const start = now()
      const transaction = database.transaction(NAME, 'readwrite')
      transaction.objectStore(NAME).put({ count: (count += 1) }, 'word')
      await new Promise((resolve) => (transaction.oncomplete = resolve))
      channel.postMessage(count)
      return start
    },
    whenTold: () => new Promise((resolve) => (channel.onmessage = () => resolve(now()))),
    end() {
      channel.close()
      database.close()
    },
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(NAME)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the database does not open'))
  })
}
