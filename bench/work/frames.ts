/** Frames that are drawn when the benchmark says so. */
export interface Frames {
  /** Lets what waits for a microtask run, and then what waits for a frame. */
  draw(): Promise<void>
  /** Gives back what was there before. */
  restore(): void
}

/** Replaces `requestAnimationFrame`, for work that is measured without the wait for a screen. */
export function drawByHand(): Frames {
  const { requestAnimationFrame, cancelAnimationFrame } = globalThis
  let waiting = new Map<number, FrameRequestCallback>()
  let lastId = 0
  globalThis.requestAnimationFrame = (callback) => {
    waiting.set((lastId += 1), callback)
    return lastId
  }
  globalThis.cancelAnimationFrame = (id) => void waiting.delete(id)

  return {
    async draw() {
      await Promise.resolve()
      const callbacks = waiting
      waiting = new Map()
      for (const callback of callbacks.values()) callback(performance.now())
    },
    restore() {
      Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame })
    },
  }
}
