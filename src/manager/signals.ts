import { createEmitter } from './emitter'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import { reportListenerError } from './host'
import type { Message } from './ports'
import type { ConnectionStatus, Off } from './types'

/** The status of a connection, and who hears of it and of the messages. */
export interface Signals {
  readonly status: ConnectionStatus
  readonly onMessage: (listener: (message: Message) => void) => Off
  readonly onStatusChange: (listener: (status: ConnectionStatus) => void) => Off
  deliver(message: Message): void
  /** Changes the status; nothing comes after `closed`. */
  setStatus(next: ConnectionStatus): void
  /** Whoever follows the messages has missed some: going online makes them look anew. */
  readonly resync: () => void
  /** Says `closed`, then nothing more. */
  close(): void
}

/** Creates {@link Signals}. */
export function createSignals(status: ConnectionStatus): Signals {
  const emitter = createEmitter<{ message: Message; status: ConnectionStatus }>(reportListenerError)

  function setStatus(next: ConnectionStatus) {
    if (status === next || status === 'closed') return
    status = next
    emitter.emit('status', next)
  }

  return {
    get status() {
      return status
    },
    onMessage: (listener) => emitter.on('message', listener),
    onStatusChange: (listener) => emitter.on('status', listener),
    deliver: (message) => emitter.emit('message', message),
    setStatus,
    resync() {
      if (status !== 'online') return
      setStatus('connecting')
      setStatus('online')
    },
    close() {
      setStatus('closed')
      emitter.clear()
    },
  }
}

/** What calls of an engine end with that is closed: -1002. */
export function closedError(): ConferenceInvitationError {
  return new ConferenceInvitationError(InvitationErrorCode.NOT_LOGGED_IN, 'this engine is closed')
}
