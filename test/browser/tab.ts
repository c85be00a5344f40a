// What runs in a tab: an iframe or a worker that lives apart from the test, and is asked by messages.
import { createTabHandlers } from './tab-handlers'
import type { TabRequests } from './tab-requests'

const handlers = createTabHandlers()

function serve(port: MessagePort) {
  port.onmessage = async ({
    data,
  }: MessageEvent<{ id: number; kind: keyof TabRequests; request: never }>) => {
    const { id, kind, request } = data
    try {
      port.postMessage({ id, value: await handlers[kind](request) })
    } catch (error) {
      const { name, message, code } = error as Error & { code?: unknown }
      port.postMessage({ id, error: { name, message, code } })
    }
  }
}

globalThis.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
  if (data === 'serve') serve(ports[0]!)
})
// an iframe can be spoken to only now; messages to a worker wait by themselves
if (typeof document !== 'undefined') parent.postMessage('tab is ready')
