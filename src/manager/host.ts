import type { Clock, CreateId } from './ports'

/** The few functions that browsers, workers and servers all have; read at each call. */
const host = globalThis as unknown as {
  setTimeout(callback: () => void, delayMs: number): unknown
  clearTimeout(handle: unknown): void
  crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }
  console: { error(...parts: unknown[]): void }
}

/** Longest delay that hosts keep; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const handle = host.setTimeout(callback, Math.min(Math.max(delayMs, 0), MAX_DELAY_MS))
    return () => host.clearTimeout(handle)
  },
}

/** Runs something in a later task. */
export function defer(task: () => void): void {
  host.setTimeout(task, 0)
}

/** 128 random bits as hexadecimal text; works outside secure contexts too. */
export const createRandomId: CreateId = () =>
  Array.from(host.crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** Reports what a listener of an app threw. */
export function reportListenerError(error: unknown, eventName: string): void {
  host.console.error(`[conference-invitations] a listener of ${eventName} threw`, error)
}
