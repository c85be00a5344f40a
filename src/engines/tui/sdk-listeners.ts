import type { Emitter, ListenerErrorHandler } from '../../manager/emitter'
import { InvitationEvent } from '../../manager/enums'
import type { ConferenceInvitationManager, InvitationEventPayloads } from '../../manager/types'
import type { TUIConferenceInvitationManagerLike, TUIPayloadLike } from './sdk-manager'

export interface SdkListenersOptions {
  manager: TUIConferenceInvitationManagerLike
  /** Where the app's listeners are. */
  emitter: Emitter<InvitationEventPayloads>
  handlers: Record<InvitationEvent, (payload: TUIPayloadLike) => void>
  report: ListenerErrorHandler
  /** Nobody listens any more. */
  onQuiet: () => void
}

/** Listens to the SDK for the app. */
export interface SdkListeners extends Pick<ConferenceInvitationManager, 'on' | 'off'> {
  readonly isListening: boolean
  /** Takes everything off, for good. */
  close(): void
}

/**
 * Creates {@link SdkListeners}: on the SDK's one emitter, which everybody in the process shares, there
 * is one listener for each event while the app has any, and none otherwise.
 */
export function createSdkListeners({
  manager,
  emitter,
  handlers,
  report,
  onQuiet,
}: SdkListenersOptions): SdkListeners {
  const names = Object.values(InvitationEvent)
  const own = names.map((name) => ({ name, listener: guarded(name) }))
  const appListeners = new Map<InvitationEvent, Set<unknown>>()
  let isListening = false
  let isClosed = false

  /** What is thrown inside the SDK's callback would stop others' listeners and escape into its core. */
  function guarded(name: InvitationEvent) {
    return (payload: TUIPayloadLike) => {
      try {
        handlers[name](payload)
      } catch (error) {
        report(error, name)
      }
    }
  }

  function listen() {
    if (isListening || isClosed) return
    isListening = true
    for (const { name, listener } of own) manager.on(name, listener)
  }

  function beQuiet() {
    if (!isListening) return
    isListening = false
    for (const { name, listener } of own) manager.off(name, listener)
    onQuiet()
  }

  return {
    on(name, listener) {
      emitter.on(name, listener)
      const known = appListeners.get(name) ?? new Set()
      appListeners.set(name, known.add(listener))
      listen()
    },
    off(name, listener) {
      emitter.off(name, listener)
      const known = appListeners.get(name)
      known?.delete(listener)
      if (known?.size === 0) appListeners.delete(name)
      if (appListeners.size === 0) beQuiet()
    },
    get isListening() {
      return isListening
    },
    close() {
      isClosed = true
      emitter.clear()
      appListeners.clear()
      beQuiet()
    },
  }
}
