/**
 * Tells the parent process that this one is ready, and what it has used whenever it is asked.
 * @param {string} url where it listens
 */
export function answerUsage(url) {
  process.on('message', (question) => {
    if (question === 'memory') {
      globalThis.gc?.()
      process.send?.(process.memoryUsage().rss)
    } else {
      const { user, system } = process.cpuUsage()
      process.send?.((user + system) / 1_000)
    }
  })
  process.send?.({ url })
}
