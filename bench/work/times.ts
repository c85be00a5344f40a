/** Now in milliseconds since the epoch, comparable between the tabs of one machine, finer than `Date.now()`. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

/** Resolves to when the frame that is due next has been painted. */
export function whenPainted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // a task that comes after a frame's callbacks comes after its painting
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve(now())
      }
      port2.postMessage(null)
    })
  })
}
