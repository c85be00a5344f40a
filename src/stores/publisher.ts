import type { SharedClock } from '../context'

/** How many times one frame may show changes at once; more wait for the next frame. */
const PUBLICATIONS_PER_FRAME = 8

/** From this many rows on, showing is work worth saving: once in each frame. */
const LONG_LIST = 500

/** What stands in for a frame where none are drawn, in milliseconds. */
const HIDDEN_FRAME_MS = 100

/** Gathers changes and shows them together. */
export interface Publisher {
  /** Shows everything in the next microtask, or in the next frame of a stream of changes. */
  schedule(): void
  /** Forgets what waits, and leaves no timer behind. */
  reset(): void
}

/**
 * Creates a {@link Publisher}: a burst within one task is shown once, and a stream of single events
 * never keeps the page busy with drawing each of them.
 */
export function createPublisher(
  publish: () => void,
  sizeOf: () => number,
  clock: SharedClock,
): Publisher {
  let isDirty = false
  let isQueued = false
  let publications = 0
  let isFrameRequested = false
  let forgetFrame = () => {}

  function schedule() {
    isDirty = true
    if (isQueued) return
    const limit = sizeOf() < LONG_LIST ? PUBLICATIONS_PER_FRAME : 1
    if (publications >= limit) return
    isQueued = true
    queueMicrotask(() => {
      isQueued = false
      flush()
    })
  }

  function flush() {
    if (!isDirty) return
    isDirty = false
    publications += 1
    requestFrame()
    publish()
  }

  function requestFrame() {
    if (isFrameRequested) return
    isFrameRequested = true
    const frame =
      typeof requestAnimationFrame === 'function' ? requestAnimationFrame(onFrame) : null
    // a hidden page draws no frames
    const off = clock.at(clock.read() + HIDDEN_FRAME_MS, onFrame)
    forgetFrame = () => {
      off()
      if (frame !== null) cancelAnimationFrame(frame)
    }
  }

  function onFrame() {
    forgetFrame()
    isFrameRequested = false
    publications = 0
    flush()
  }

  function reset() {
    isDirty = false
    isFrameRequested = false
    publications = 0
    forgetFrame()
  }

  return { schedule, reset }
}
