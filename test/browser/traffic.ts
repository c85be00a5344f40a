/** What is under way in a tab, seen from beside its engines. */
export interface Traffic {
  /** Resolves when the tab's storage has nothing more to do: to how much it has had to do so far. */
  quiet(): Promise<number>
}

/** Counts what is asked of the storage in this tab from here on. */
function watchStorage(): Traffic {
  let begun = 0
  let open = 0
  let onRest: (() => void)[] = []

  function follow(target: EventTarget, ...endings: string[]) {
    begun++
    open++
    let isOpen = true
    const end = () => {
      if (isOpen) open--
      isOpen = false
      if (open > 0) return
      for (const resolve of onRest) resolve()
      onRest = []
    }
    for (const ending of endings) target.addEventListener(ending, end)
  }

  const database = IDBDatabase.prototype
  const { transaction } = database
  database.transaction = function (this: IDBDatabase, ...parameters) {
    const opened = transaction.apply(this, parameters)
    follow(opened, 'complete', 'abort')
    return opened
  }
  const factory = IDBFactory.prototype
  const { open: openDatabase } = factory
  factory.open = function (this: IDBFactory, ...parameters) {
    const request = openDatabase.apply(this, parameters)
    follow(request, 'success', 'error', 'blocked')
    return request
  }

  return {
    async quiet() {
      let before: number
      do {
        before = begun
        if (open > 0) await new Promise<void>((resolve) => onRest.push(resolve))
        // who waited for it goes on, and so does what engines put off to a later task
        await new Promise((resolve) => setTimeout(resolve))
      } while (open > 0 || begun !== before)
      return begun
    },
  }
}

/** Of all engines of this tab: the prototypes are patched once. */
export const traffic = watchStorage()

/** The hints that tabs of a namespace send each other. */
export interface Hints {
  /** Resolves when those have arrived that the other tabs sent before they were asked for the same round. */
  probe(round: string, others: number): Promise<void>
  close(): void
}

/** Creates {@link Hints}: the messages of one sender arrive in order, so that behind a probe there is no older hint. */
export function createHints(namespace: string): Hints {
  const channel = new BroadcastChannel(`conference-invitations:${namespace}`)
  const arrived = new Map<string, number>()
  const waiting = new Map<string, () => void>()

  channel.onmessage = ({ data }: MessageEvent<{ probe?: string } | null>) => {
    if (data?.probe === undefined) return
    arrived.set(data.probe, (arrived.get(data.probe) ?? 0) + 1)
    waiting.get(data.probe)?.()
  }

  return {
    async probe(round, others) {
      channel.postMessage({ probe: round })
      await new Promise<void>((resolve) => {
        const check = () => (arrived.get(round) ?? 0) >= others && resolve()
        waiting.set(round, check)
        check()
      })
      waiting.delete(round)
    },
    close: () => channel.close(),
  }
}
