import { createEmitter } from '../manager/emitter'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { CommandName } from '../manager/commands'
import { reportListenerError } from '../manager/host'
import type { Connection } from '../manager/ports'
import type { ConnectionStatus } from '../manager/types'

/** What can go wrong between a device and its backend. */
export interface TestLine {
  /** Cuts the line: calls fail with -3000, and nothing that happens is heard. Harmless when repeated. */
  goOffline(): void
  /** The line is there again: the device takes up what it missed. */
  goOnline(): void
  /**
   * Lets the next call of this name fail with this code, before anything has changed; called twice, the
   * next two.
   *
   * @example
   * ```ts
   * engine.failNext('inviteUsers', InvitationErrorCode.NO_PERMISSION)
   * ```
   */
  failNext(name: CommandName, code: InvitationErrorCode): void
}

/** A connection that does what the test says, and otherwise what the real one does. */
export function createTestConnection(real: Connection): { connection: Connection; line: TestLine } {
  const emitter = createEmitter<{ status: ConnectionStatus }>(reportListenerError)
  const failures: { name: CommandName; code: InvitationErrorCode }[] = []
  let isCut = false

  function currentStatus(): ConnectionStatus {
    return isCut && real.status === 'online' ? 'offline' : real.status
  }

  function setCut(next: boolean) {
    if (isCut === next) return
    isCut = next
    if (real.status === 'online') emitter.emit('status', currentStatus())
  }

  real.onStatusChange((status) => emitter.emit('status', status))

  return {
    line: {
      goOffline: () => setCut(true),
      goOnline: () => setCut(false),
      failNext: (name, code) => void failures.push({ name, code }),
    },
    connection: {
      user: real.user,
      deviceId: real.deviceId,
      storage: real.storage,
      get status() {
        return currentStatus()
      },
      async call(name, input) {
        const index = failures.findIndex((failure) => failure.name === name)
        const [failure] = index < 0 ? [] : failures.splice(index, 1)
        if (failure) throw new ConferenceInvitationError(failure.code, 'the test wants it')
        if (isCut) {
          throw new ConferenceInvitationError(
            InvitationErrorCode.CONNECTION_LOST,
            'the line is cut',
          )
        }
        return real.call(name, input)
      },
      onMessage: (listener) =>
        real.onMessage((message) => {
          if (!isCut) listener(message)
        }),
      onStatusChange: (listener) => emitter.on('status', listener),
      close: () => real.close(),
    },
  }
}
