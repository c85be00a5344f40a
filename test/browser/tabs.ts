import { createTabHandlers } from './tab-handlers'
import type { TabRequests } from './tab-requests'

/** A tab, from outside. */
export interface Tab {
  ask<Kind extends keyof TabRequests>(kind: Kind, request: TabRequests[Kind]): Promise<unknown>
  /** Ends it at once, as killing a tab does. */
  kill(): void
  /** Loads the page anew; the devices in it die. Only for iframes. */
  reload(): Promise<void>
}

const TAB_MODULE = new URL('./tab.ts', import.meta.url).href

/** Opens a tab in an iframe. */
export async function openFrame(): Promise<Tab> {
  const page = `<!doctype html><title>tab</title><script type="module" src="${TAB_MODULE}"></script>`
  const frame = document.createElement('iframe')
  const loaded = whenReady(frame)
  frame.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }))
  document.body.append(frame)
  await loaded
  let ask = converse((port) => frame.contentWindow!.postMessage('serve', '*', [port]))
  return {
    ask: (kind, request) => ask(kind, request),
    kill: () => frame.remove(),
    async reload() {
      const ready = whenReady(frame)
      frame.contentWindow!.location.reload()
      await ready
      ask = converse((port) => frame.contentWindow!.postMessage('serve', '*', [port]))
    },
  }
}

/** Opens a tab in a thread of its own. */
export function openWorker(): Tab {
  const worker = new Worker(TAB_MODULE, { type: 'module' })
  return {
    ask: converse((port) => worker.postMessage('serve', [port])),
    kill: () => worker.terminate(),
    reload: () => Promise.reject(new Error('a worker cannot be reloaded')),
  }
}

/** Takes the test's own page for a tab, where the test can get at what the browser gives. */
export function openHere(): Tab {
  const handlers = createTabHandlers()
  const impossible = () => {
    throw new Error('the test itself lives in this tab')
  }
  return {
    ask: async (kind, request) => handlers[kind](request),
    kill: impossible,
    reload: impossible,
  }
}

function whenReady(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve) => {
    addEventListener('message', function listen({ data, source }: MessageEvent<unknown>) {
      if (data !== 'tab is ready' || source !== frame.contentWindow) return
      removeEventListener('message', listen)
      resolve()
    })
  })
}

interface Answer {
  id: number
  value?: unknown
  error?: { name: string; message: string; code?: unknown }
}

function converse(handOver: (port: MessagePort) => void): Tab['ask'] {
  const { port1, port2 } = new MessageChannel()
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  port1.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  handOver(port2)
  return (kind, request) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, ({ value, error }) => {
        if (!error) resolve(value)
        else reject(Object.assign(new Error(error.message), error))
      })
      port1.postMessage({ id, kind, request })
    })
}
