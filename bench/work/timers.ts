/** Counts the timers of a page. */
export interface TimerCount {
  /** How many are set now. */
  readonly running: number
  /** How often one has gone off since the last `reset`. */
  readonly wakeUps: number
  reset(): void
  /** Gives back what was there before. */
  restore(): void
}

/** Begins to count; timers that are set already are not seen. */
export function countTimers(): TimerCount {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis
  const running = new Set<unknown>()
  let wakeUps = 0

  function wrap(set: typeof setTimeout | typeof setInterval, isOnce: boolean) {
    return (callback: () => void, delay?: number) => {
      const handle = set(() => {
        wakeUps += 1
        if (isOnce) running.delete(handle)
        callback()
      }, delay)
      running.add(handle)
      return handle
    }
  }

  function forget(clear: (handle: number) => void) {
    return (handle: number) => {
      running.delete(handle)
      clear(handle)
    }
  }

  Object.assign(globalThis, {
    setTimeout: wrap(setTimeout, true),
    setInterval: wrap(setInterval, false),
    clearTimeout: forget(clearTimeout),
    clearInterval: forget(clearInterval),
  })

  return {
    get running() {
      return running.size
    },
    get wakeUps() {
      return wakeUps
    },
    reset: () => (wakeUps = 0),
    restore: () =>
      void Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval }),
  }
}
