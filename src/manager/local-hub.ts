import { createEmitter } from './emitter'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import { createExecutor } from './executor'
import { createRandomId, reportListenerError } from './host'
import { createMemoryStore } from './memory-store'
import type { Clock, Connection, Message } from './ports'
import { toProfileRecord } from './records'
import type { ConnectionStatus, Off, UserProfile } from './types'
import { assertProfile } from './validate'
import { createSweeper } from './sweeper'

/** The rules and their state in this process, and the devices connected to it. */
export interface LocalHub {
  /** Connects one more device of a user; rejects with -1001 for a bad user id. */
  connect(user: UserProfile): Promise<Connection>
  /** Closes every connection and forgets everything. */
  close(): Promise<void>
}

/** Creates a {@link LocalHub} that keeps its state in memory; `storage` is what its devices report. */
export function createLocalHub(clock: Clock, storage: Connection['storage'] = 'shared'): LocalHub {
  const emitter = createEmitter<{ message: Message }>(reportListenerError)
  const store = createMemoryStore(publish)
  const executor = createExecutor({ store, clock })
  const sweeper = createSweeper(executor, clock)
  const connections = new Set<Connection>()
  const undelivered: Message[] = []
  let isDelivering = false
  let isClosed = false

  function publish(messages: readonly Message[]) {
    for (const message of messages) undelivered.push(message)
    if (isDelivering) return
    // not at once: calls made side by side are a race, in which nobody has heard of the other yet
    isDelivering = true
    void Promise.resolve().then(deliver)
  }

  function deliver() {
    // a listener may call in again: its messages wait until everybody has the earlier ones
    for (let next = undelivered.shift(); next; next = undelivered.shift()) {
      emitter.emit('message', next)
    }
    isDelivering = false
  }

  async function connect(profile: UserProfile): Promise<Connection> {
    assertProfile(profile)
    if (isClosed) throw notLoggedIn()
    const user = toProfileRecord(profile)
    await store.putProfile(user)
    const connection = createConnection(user)
    connections.add(connection)
    return connection
  }

  function createConnection(user: Connection['user']): Connection {
    const deviceId = createRandomId()
    const statusEmitter = createEmitter<{ status: ConnectionStatus }>(reportListenerError)
    const offs = new Set<Off>()
    let status: ConnectionStatus = 'online'

    const connection: Connection = {
      user,
      deviceId,
      get status() {
        return status
      },
      storage,
      async call(name, input) {
        if (status === 'closed') throw notLoggedIn()
        try {
          return await executor.execute({ user, deviceId }, name, input)
        } finally {
          sweeper.wake()
        }
      },
      onMessage(listener) {
        // each device its own copy: what one app does to a payload is nothing to the others
        const off = emitter.on('message', (message) => listener(copy(message)))
        offs.add(off)
        return off
      },
      onStatusChange: (listener) => statusEmitter.on('status', listener),
      async close() {
        if (status === 'closed') return
        status = 'closed'
        connections.delete(connection)
        for (const off of offs) off()
        statusEmitter.emit('status', status)
        statusEmitter.clear()
      },
    }
    return connection
  }

  async function close() {
    isClosed = true
    sweeper.stop()
    for (const connection of [...connections]) await connection.close()
    emitter.clear()
  }

  return { connect, close }
}

function notLoggedIn() {
  return new ConferenceInvitationError(InvitationErrorCode.NOT_LOGGED_IN, 'this engine is closed')
}

/** Copies what a message carries; messages are plain data. */
function copy<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copy) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)])) as Value
}
