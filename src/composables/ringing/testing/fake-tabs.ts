import type { RingingChannel, RingingLocks } from '../browser'

interface Request {
  tab: symbol
  name: string
  callback: () => Promise<void> | undefined
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

function abortError() {
  return new DOMException('The request was aborted.', 'AbortError')
}

/** What the tabs of one browser share: locks as the platform defines them, and channels. */
export function createFakeTabs() {
  const held = new Map<string, Request>()
  let queue: Request[] = []
  const channels = new Set<RingingChannel & { name: string }>()

  function grantNext() {
    for (const request of queue) {
      if (held.has(request.name)) continue
      queue = queue.filter((one) => one !== request)
      grant(request)
    }
  }

  function grant(request: Request) {
    held.set(request.name, request)
    // the platform calls back in a later task
    void Promise.resolve()
      .then(() => request.callback())
      .then((value) => {
        if (held.get(request.name) === request) held.delete(request.name)
        request.resolve(value)
        grantNext()
      })
  }

  function openTab(): { locks: RingingLocks; close: () => void } {
    const tab = Symbol('tab')
    return {
      locks: {
        request: (name, { steal, signal }, callback) =>
          new Promise((resolve, reject) => {
            const request: Request = { tab, name, callback, resolve, reject }
            if (steal) {
              held.get(name)?.reject(abortError())
              grant(request)
              return
            }
            signal?.addEventListener('abort', () => {
              if (!queue.includes(request)) return
              queue = queue.filter((one) => one !== request)
              reject(abortError())
            })
            queue.push(request)
            grantNext()
          }),
      },
      // nothing in a closed tab runs any more, not even its promises
      close() {
        queue = queue.filter((one) => one.tab !== tab)
        for (const [name, request] of held) if (request.tab === tab) held.delete(name)
        grantNext()
      },
    }
  }

  class FakeChannel implements RingingChannel {
    onmessage: RingingChannel['onmessage'] = null
    constructor(readonly name: string) {
      channels.add(this)
    }
    postMessage(data: unknown) {
      for (const one of channels) {
        if (one === this || one.name !== this.name) continue
        queueMicrotask(() => one.onmessage?.({ data } as MessageEvent<unknown>))
      }
    }
    close() {
      channels.delete(this)
    }
  }

  return {
    openTab,
    BroadcastChannel: FakeChannel,
    /** Names of the locks that somebody holds or waits for. */
    get lockNames() {
      return [...held.keys(), ...queue.map(({ name }) => name)]
    },
    get channelCount() {
      return channels.size
    },
  }
}
