import type { Actor, CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import { createEmitter } from '../../manager/emitter'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { createExecutor } from '../../manager/executor'
import { reportListenerError } from '../../manager/host'
import type { Clock, Connection, Message } from '../../manager/ports'
import type { ProfileRecord } from '../../manager/records'
import { createSweeper } from '../../manager/sweeper'
import type { ConnectionStatus } from '../../manager/types'
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
  const emitter = createEmitter<{ message: Message; status: ConnectionStatus }>(reportListenerError)
  let status: ConnectionStatus = 'connecting'
  let isConnected = false

  const channel = new BroadcastChannel(name)
  const database = createDatabase(name, {
    prepare: (transaction) => feed.begin(transaction),
    onOpen() {
      setStatus('online')
      if (isConnected) wake()
    },
    onRefused: () => setStatus('offline'),
    onLost() {
      setStatus('connecting')
      database.open().catch(() => {})
    },
  })
  const store = createIdbStore(database, announce)
  const executor = createExecutor({ store, clock })
  const sweeper = createSweeper(executor, clock)
  const feed = createFeed(database, { deliver, onGap: resync })
  const presence = createPresence({ namespace, deviceId, listDevices, putOut })
  const stay = createStay(actor, store, executor)

  function setStatus(next: ConnectionStatus) {
    if (status === next || status === 'closed') return
    status = next
    emitter.emit('status', next)
  }

  /** Whoever follows the messages has missed some: going online makes them look anew. */
  function resync() {
    setStatus('connecting')
    setStatus('online')
  }

  function announce(hint: Hint) {
    if (status === 'closed') return
    channel.postMessage(hint)
    follow(hint)
  }

  function follow({ hasMessages, hasMoves }: Hint) {
    if (hasMessages) feed.wake()
    if (hasMoves) presence.look()
    sweeper.wake()
  }

  function deliver(messages: Message[]) {
    for (const message of messages) {
      emitter.emit('message', message)
      if (stay.isPutOutBy(message)) void stay.reenter()
    }
  }

  /** After a sleep nothing is sure: not the storage, not the lock, not the place in the room. */
  function wake() {
    if (status === 'closed') return
    if (status === 'offline') {
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
    if (status === 'closed') {
      throw new ConferenceInvitationError(
        InvitationErrorCode.NOT_LOGGED_IN,
        'this engine is closed',
      )
    }
    return stay.follow(command, input, executor.execute(actor, command, input))
  }

  async function close() {
    if (status === 'closed') return
    setStatus('closed')
    offWake()
    offLeave()
    sweeper.stop()
    feed.stop()
    presence.close()
    channel.close()
    emitter.clear()
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
      return status
    },
    storage: 'shared',
    call,
    onMessage: (listener) => emitter.on('message', listener),
    onStatusChange: (listener) => emitter.on('status', listener),
    close,
  }
}
