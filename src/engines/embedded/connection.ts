import type { Actor, CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import { createExecutor } from '../../manager/executor'
import type { Clock, Connection, Message } from '../../manager/ports'
import type { ProfileRecord } from '../../manager/records'
import { closedError, createSignals } from '../../manager/signals'
import { createSweeper } from '../../manager/sweeper'
import { createDatabase } from './database'
import { createFeed } from './feed'
import { createIdbStore, type Hint } from './idb-store'
import { createDeviceId, createPresence } from './presence'
import { createStay } from './stay'
import { onLeave, onWake } from './wake'

export interface EmbeddedConnectionOptions {
  user: ProfileRecord
  namespace: string
  clock: Clock
}

/**
 * Connects one device to the storage that all tabs of this browser share. Rejects with what the browser
 * says when it refuses storage.
 */
export async function connectToStorage(options: EmbeddedConnectionOptions): Promise<Connection> {
  const { user, namespace, clock } = options
  const deviceId = createDeviceId()
  const actor: Actor = { user, deviceId }
  const name = `conference-invitations:${namespace}`
  const signals = createSignals('connecting')
  let isConnected = false

  const channel = new BroadcastChannel(name)
  const database = createDatabase(name, {
    prepare: (transaction) => feed.begin(transaction),
    onOpen() {
      signals.setStatus('online')
      if (isConnected) wake()
    },
    onRefused: () => signals.setStatus('offline'),
    onLost() {
      signals.setStatus('connecting')
      database.open().catch(() => {})
    },
  })
  const store = createIdbStore(database, announce)
  const executor = createExecutor({ store, clock })
  const sweeper = createSweeper(executor, clock)
  const feed = createFeed(database, { deliver, onGap: signals.resync })
  const presence = createPresence({ namespace, deviceId, listDevices, putOut })
  const stay = createStay(actor, store, executor)

  function announce(hint: Hint) {
    if (signals.status === 'closed') return
    channel.postMessage(hint)
    follow(hint)
  }

  function follow({ hasMessages, hasMoves, hasDeadlines = true }: Hint) {
    if (hasMessages) feed.wake()
    if (hasMoves) presence.look()
    if (hasDeadlines) sweeper.wake()
  }

  function deliver(messages: Message[]) {
    for (const message of messages) {
      signals.deliver(message)
      if (stay.isPutOutBy(message)) void stay.reenter()
    }
  }

  /** After a sleep nothing is sure: not the storage, not the lock, not the place in the room. */
  function wake() {
    if (signals.status === 'closed') return
    if (signals.status === 'offline') {
      // opening wakes
      database.open().catch(() => {})
      return
    }
    void presence.hold().then(() => stay.reenter())
    presence.look()
    feed.wake()
    sweeper.wake()
  }

  async function listDevices() {
    return (await store.listAllMembers()).flatMap(({ deviceIds }) => deviceIds)
  }

  async function putOut(lostDeviceId: string) {
    for (const { roomId, user: lostUser, deviceIds } of await store.listAllMembers()) {
      if (!deviceIds.includes(lostDeviceId)) continue
      const lost: Actor = { user: lostUser, deviceId: lostDeviceId }
      await executor.execute(lost, 'exitRoom', { roomId })
    }
  }

  async function call<Name extends CommandName>(
    command: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>> {
    if (signals.status === 'closed') throw closedError()
    return stay.follow(command, input, executor.execute(actor, command, input))
  }

  async function close() {
    if (signals.status === 'closed') return
    signals.close()
    offWake()
    offLeave()
    sweeper.stop()
    feed.stop()
    presence.close()
    channel.close()
    await database.close()
  }

  channel.onmessage = ({ data }: MessageEvent<Partial<Hint> | null>) => {
    if (typeof data?.hasMessages === 'boolean') follow(data as Hint)
  }
  const offLeave = onLeave({
    leave() {
      // nobody would notice: say goodbye while there is time, and come back with the page
      if (!presence.isSupported) void stay.stepOut()
    },
    comeBack: () => stay.comeBack(),
  })
  const offWake = onWake(wake)

  try {
    await database.open()
    await store.putProfile(user)
    await presence.hold()
  } catch (error) {
    await close()
    throw error
  }
  isConnected = true
  presence.look()
  sweeper.wake()

  return {
    user,
    deviceId,
    get status() {
      return signals.status
    },
    storage: 'shared',
    call,
    onMessage: signals.onMessage,
    onStatusChange: signals.onStatusChange,
    close,
  }
}
