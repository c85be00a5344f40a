import { copy } from './copy'
import { createEmitter } from './emitter'
import { createExecutor } from './executor'
import { createRandomId, reportListenerError } from './host'
import { createMemoryStore } from './memory-store'
import type { Clock, Connection, Message } from './ports'
import { toProfileRecord } from './records'
import { closedError, createSignals } from './signals'
import type { Off, UserProfile } from './types'
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
    if (isClosed) throw closedError()
    const user = toProfileRecord(profile)
    await store.putProfile(user)
    const connection = createConnection(user)
    connections.add(connection)
    return connection
  }

  function createConnection(user: Connection['user']): Connection {
    const deviceId = createRandomId()
    const signals = createSignals('online')
    const offs = new Set<Off>()

    const connection: Connection = {
      user,
      deviceId,
      get status() {
        return signals.status
      },
      storage,
      async call(name, input) {
        if (signals.status === 'closed') throw closedError()
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
      onStatusChange: signals.onStatusChange,
      async close() {
        if (signals.status === 'closed') return
        connections.delete(connection)
        for (const off of offs) off()
        signals.close()
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
