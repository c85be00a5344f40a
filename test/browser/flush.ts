/** Waits for what is under way in the storage and the channel of a namespace, from beside the engine. */
export interface Flush {
  /** Number of the newest commit. */
  newest(): Promise<number>
  /** Waits for all that is under way in this tab's storage; the number of the newest commit then. */
  barrier(): Promise<number>
  probe(round: string, others: number): Promise<void>
  close(): void
}

export function createFlush(namespace: string): Flush {
  const name = `conference-invitations:${namespace}`
  const channel = new BroadcastChannel(name)
  const arrived = new Map<string, number>()
  const waiting = new Map<string, () => void>()
  let opened: Promise<IDBDatabase> | null = null

  channel.onmessage = ({ data }: MessageEvent<{ probe?: string } | null>) => {
    if (data?.probe === undefined) return
    arrived.set(data.probe, (arrived.get(data.probe) ?? 0) + 1)
    waiting.get(data.probe)?.()
  }

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onerror = () => reject(request.error!)
      request.onsuccess = () => {
        request.result.onversionchange = () => {
          request.result.close()
          opened = null
        }
        resolve(request.result)
      }
    })
    return opened
  }

  async function passOnce(): Promise<number> {
    const database = await open()
    return new Promise((resolve, reject) => {
      const transaction = database.transaction([...database.objectStoreNames], 'readwrite', {
        durability: 'relaxed',
      })
      const request = transaction.objectStore('log').openKeyCursor(null, 'prev')
      let newest = 0
      request.onsuccess = () => (newest = (request.result?.key as number | undefined) ?? 0)
      transaction.oncomplete = () => resolve(newest)
      transaction.onabort = () => reject(transaction.error!)
    })
  }

  return {
    newest: passOnce,
    async barrier() {
      // what an engine does in one transaction after another, without a commit, is no longer than this
      for (let step = 0; step < 3; step++) await passOnce()
      return passOnce()
    },
    async probe(round, others) {
      // the messages of one sender arrive in order: behind the probes there is no older hint
      channel.postMessage({ probe: round })
      await new Promise<void>((resolve) => {
        const check = () => (arrived.get(round) ?? 0) >= others && resolve()
        waiting.set(round, check)
        check()
      })
      waiting.delete(round)
    },
    close() {
      channel.close()
      void opened?.then((database) => database.close())
    },
  }
}
