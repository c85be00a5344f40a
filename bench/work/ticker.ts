import type { Deliver } from './stream'
import type { TickerRequest } from './ticker.worker'

/** Delivers each message in a task of its own, as a socket does. */
export const deliverFromWorker: Deliver = (count, ms, take) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data: index }: MessageEvent<number | null>) => {
      if (index !== null) return take(index)
      worker.terminate()
      resolve()
    }
    const request: TickerRequest = { count, ms }
    worker.postMessage(request)
  })
