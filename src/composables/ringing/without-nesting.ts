/** Runs it once more after a run that asked for it, instead of inside of it. */
export function withoutNesting(run: () => void): () => void {
  let isRunning = false
  let isStale = false
  return () => {
    isStale = true
    if (isRunning) return
    isRunning = true
    try {
      while (isStale) {
        isStale = false
        run()
      }
    } finally {
      isRunning = false
    }
  }
}
