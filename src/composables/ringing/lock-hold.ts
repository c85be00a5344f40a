import type { RingingLocks } from './browser'

/** A lock that is waited for, then held until it is released. */
export interface LockHold {
  /** Gives it back, or stops waiting; harmless twice. */
  release(): void
}

export interface LockHoldOptions {
  /** Takes it away from whoever holds it. */
  steal?: boolean
  onHeld: () => void
  /** It was stolen (an AbortError), or locks are forbidden here. Not called after `release`. */
  onLost: (error: unknown) => void
}

/** Asks for a Web Lock; the browser itself gives it to the next when this tab closes. */
export function holdLock(
  locks: RingingLocks,
  name: string,
  { steal = false, onHeld, onLost }: LockHoldOptions,
): LockHold {
  const waiting = new AbortController()
  let isOver = false
  let giveBack = () => {}

  function whenGranted() {
    if (isOver) return undefined
    const held = new Promise<void>((resolve) => (giveBack = resolve))
    onHeld()
    return held
  }

  function end(error: unknown) {
    if (isOver) return
    isOver = true
    onLost(error)
  }

  // the platform refuses a signal together with stealing, which never waits
  const options = steal ? { steal } : { signal: waiting.signal }
  try {
    locks.request(name, options, whenGranted).catch(end)
  } catch (error) {
    queueMicrotask(() => end(error))
  }

  return {
    release() {
      if (isOver) return
      isOver = true
      waiting.abort()
      giveBack()
    },
  }
}
