/** What the ticker is asked for. */
export interface TickerRequest {
  count: number
  ms: number
}

// A thread of its own, as the network is one: what it sends arrives whether or not the page is busy.
addEventListener('message', ({ data: { count, ms } }: MessageEvent<TickerRequest>) => {
  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((performance.now() - start) / ms) * count))
    for (; sent < due; sent += 1) postMessage(sent)
    if (sent < count) return
    clearInterval(timer)
    postMessage(null)
  }, 1)
})
