import type { Off } from './types'

/** Listeners by event name. */
export interface Emitter<Payloads> {
  /** Adds a listener; adding the same one twice counts once. */
  on<Name extends keyof Payloads>(name: Name, listener: (payload: Payloads[Name]) => void): Off
  /** Takes a listener off; harmless when it is not there. */
  off<Name extends keyof Payloads>(name: Name, listener: (payload: Payloads[Name]) => void): void
  /** Calls the listeners that are there now; one that throws stops no other. */
  emit<Name extends keyof Payloads>(name: Name, payload: Payloads[Name]): void
  /** Takes everything off. */
  clear(): void
}

/** Reports what a listener threw. */
export type ListenerErrorHandler = (error: unknown, eventName: string) => void

/** Creates an {@link Emitter}; what a listener throws goes to `onListenerError`. */
export function createEmitter<Payloads>(onListenerError: ListenerErrorHandler): Emitter<Payloads> {
  const listeners = new Map<keyof Payloads, Set<(payload: never) => void>>()

  function on<Name extends keyof Payloads>(
    name: Name,
    listener: (payload: Payloads[Name]) => void,
  ) {
    if (typeof listener !== 'function') {
      throw new TypeError(`A listener of ${String(name)} must be a function`)
    }
    let entry = listeners.get(name)
    if (!entry) listeners.set(name, (entry = new Set()))
    entry.add(listener)
    return () => off(name, listener)
  }

  function off<Name extends keyof Payloads>(
    name: Name,
    listener: (payload: Payloads[Name]) => void,
  ) {
    listeners.get(name)?.delete(listener)
  }

  function emit<Name extends keyof Payloads>(name: Name, payload: Payloads[Name]) {
    // a copy, because a listener may take itself or others off
    for (const listener of [...(listeners.get(name) ?? [])]) {
      if (!listeners.get(name)?.has(listener)) continue
      try {
        ;(listener as (payload: Payloads[Name]) => void)(payload)
      } catch (error) {
        onListenerError(error, String(name))
      }
    }
  }

  return { on, off, emit, clear: () => listeners.clear() }
}
