// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { expectError } from '../../test/console'
import { createTestHub } from '../testing'
import { createEmitter } from './emitter'
import { ConferenceInvitationError } from './errors'
import type { Connection, Message } from './ports'
import { toProfileRecord } from './records'
import { createRoomEngine } from './room-engine'
import type { ConnectionStatus, ReceivedInvitation } from './types'

/** A backend that answers as it is told. */
function createFakeConnection() {
  const emitter = createEmitter<{ message: Message; status: ConnectionStatus }>(() => {})
  const call = vi.fn<(name: string, input: object) => Promise<unknown>>(async (name) =>
    name === 'getPendingInvitations' ? [] : undefined,
  )
  const connection = {
    user: toProfileRecord({ userId: 'ben' }),
    deviceId: 'ben-1',
    status: 'online' as ConnectionStatus,
    storage: 'shared',
    call,
    onMessage: (listener: (message: Message) => void) => emitter.on('message', listener),
    onStatusChange: (listener: (status: ConnectionStatus) => void) =>
      emitter.on('status', listener),
    close: vi.fn(async () => {}),
  }
  function become(status: ConnectionStatus) {
    connection.status = status
    emitter.emit('status', status)
  }
  return { call, connection: connection as never as Connection, become, emitter }
}

const received = (revision: number) =>
  ({
    roomInfo: { roomId: 'weekly' },
    invitation: { invitee: { userId: 'ben' }, revision },
    extensionInfo: '',
  }) as ReceivedInvitation

const task = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

describe('what rings', () => {
  it('is delivered in a later task, and again after each reconnect', async () => {
    const { become, call, connection } = createFakeConnection()
    call.mockResolvedValue([received(1)])
    const manager = createRoomEngine(connection).getConferenceInvitationManager()
    const listener = vi.fn()
    manager.on('onReceiveInvitation', listener)
    await Promise.resolve()
    expect(call).not.toHaveBeenCalled()
    await task()
    expect(listener).toHaveBeenCalledTimes(1)
    for (const status of ['offline', 'connecting'] as const) become(status)
    await task()
    expect(listener).toHaveBeenCalledTimes(1)
    become('online')
    await task()
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('is not delivered twice when it was told just before', async () => {
    const { become, call, connection, emitter } = createFakeConnection()
    call.mockResolvedValue([received(1)])
    const engine = createRoomEngine(connection)
    const listener = vi.fn()
    engine.getConferenceInvitationManager().on('onReceiveInvitation', listener)
    const to = { kind: 'user', userId: 'ben' } as const
    emitter.emit('message', { to, name: 'onReceiveInvitation', payload: received(1) })
    await task()
    expect(listener).toHaveBeenCalledTimes(1)
    become('connecting')
    become('online')
    await task()
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('is delivered by the next connection when this one fails', async () => {
    const { become, call, connection } = createFakeConnection()
    call.mockRejectedValueOnce(new Error('away')).mockResolvedValue([received(1)])
    const listener = vi.fn()
    const engine = createRoomEngine(connection)
    engine.getConferenceInvitationManager().on('onReceiveInvitation', listener)
    await task()
    expect(listener).not.toHaveBeenCalled()
    become('online')
    await task()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('messages', () => {
  it('for others are passed over', () => {
    const { connection, emitter } = createFakeConnection()
    const engine = createRoomEngine(connection)
    const listener = vi.fn()
    engine.getConferenceInvitationManager().on('onReceiveInvitation', listener)
    const message = { name: 'onReceiveInvitation', payload: received(1) } as const
    emitter.emit('message', { to: { kind: 'user', userId: 'ann' }, ...message })
    emitter.emit('message', { to: { kind: 'room', roomId: 'weekly' }, ...message })
    const but = { kind: 'user', userId: 'ben', exceptDeviceId: 'ben-1' } as const
    emitter.emit('message', { to: but, ...message })
    expect(listener).not.toHaveBeenCalled()
    emitter.emit('message', { to: { ...but, exceptDeviceId: 'ben-2' }, ...message })
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('a listener that throws is reported and stops no other', async () => {
    const hub = createTestHub()
    const ann = await hub.connect({ userId: 'ann' })
    const ben = await hub.connect({ userId: 'ben' })
    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    const after = vi.fn()
    const manager = ben.getConferenceInvitationManager()
    manager.on('onReceiveInvitation', () => {
      throw new Error('broken app')
    })
    manager.on('onReceiveInvitation', after)
    expectError('a listener of onReceiveInvitation threw Error: broken app')
    await ann
      .getConferenceInvitationManager()
      .inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
    await hub.clock.advance(0)
    expect(after).toHaveBeenCalledTimes(1)
    await hub.close()
  })

  it('a listener that spoils its payload spoils it for no other device', async () => {
    const hub = createTestHub()
    const ann = await hub.connect({ userId: 'ann' })
    const bens = [await hub.connect({ userId: 'ben' }), await hub.connect({ userId: 'ben' })]
    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    const heard: unknown[] = []
    for (const ben of bens) {
      ben.getConferenceInvitationManager().on('onReceiveInvitation', (payload) => {
        heard.push(payload.invitation.invitee.userId)
        payload.invitation.invitee.userId = 'spoilt'
      })
    }
    const manager = ann.getConferenceInvitationManager()
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
    await hub.clock.advance(0)
    expect(heard).toEqual(['ben', 'ben'])
    const { invitationList } = await manager.getInvitationList({ roomId: 'weekly' })
    expect(invitationList[0]!.invitee.userId).toBe('ben')
    await hub.close()
  })
})

describe('enterRoom', () => {
  it('takes events of the room that overtake its answer', async () => {
    const { call, connection, emitter } = createFakeConnection()
    const engine = createRoomEngine(connection)
    const listener = vi.fn()
    engine.getConferenceInvitationManager().on('onInvitationAdded', listener)
    call.mockImplementation(async (name) => {
      const payload = { ...received(1), roomId: 'weekly' }
      const to = { kind: 'room', roomId: 'weekly' } as const
      if (name === 'enterRoom') emitter.emit('message', { to, name: 'onInvitationAdded', payload })
      return { roomInfo: { roomId: 'weekly' }, members: [], revision: 1 }
    })
    await engine.enterRoom({ roomId: 'weekly' })
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('leaves the device outside when it fails', async () => {
    const { call, connection } = createFakeConnection()
    const engine = createRoomEngine(connection)
    call.mockRejectedValue(new ConferenceInvitationError(100_004, 'none'))
    await expect(engine.enterRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: 100_004 })
    expect(engine.roomInfo).toBe(null)
    await engine.exitRoom()
    expect(call).not.toHaveBeenCalledWith('exitRoom', expect.anything())
  })

  it('stays in the room before when the new one cannot be entered', async () => {
    const { call, connection } = createFakeConnection()
    const engine = createRoomEngine(connection)
    call.mockResolvedValue({ roomInfo: { roomId: 'weekly' }, members: [], revision: 1 })
    await engine.enterRoom({ roomId: 'weekly' })
    call.mockRejectedValue(new ConferenceInvitationError(-2105, 'bad'))
    await expect(engine.enterRoom({ roomId: '/' })).rejects.toMatchObject({ code: -2105 })
    expect(engine.roomInfo).toMatchObject({ roomId: 'weekly' })
    expect(call).not.toHaveBeenCalledWith('exitRoom', expect.anything())
  })
})

describe('cancelInvitation', () => {
  it('says what the device has seen, from events and from the list, and forgets it outside', async () => {
    const { call, connection, emitter } = createFakeConnection()
    const engine = createRoomEngine(connection)
    const manager = engine.getConferenceInvitationManager()
    const state = { roomInfo: { roomId: 'weekly' }, members: [], revision: 1 }
    const row = (userId: string, revision: number) => ({ invitee: { userId }, revision })
    call.mockImplementation(async (name) =>
      name === 'getInvitationList' ? { invitationList: [row('cat', 5)], cursor: '' } : state,
    )
    await engine.enterRoom({ roomId: 'weekly' })
    for (const revision of [7, 3]) {
      const payload = { ...received(revision), roomId: 'weekly' }
      const to = { kind: 'room', roomId: 'weekly' } as const
      emitter.emit('message', { to, name: 'onInvitationStatusChanged', payload })
    }
    await manager.getInvitationList({ roomId: 'weekly' })
    const options = { roomId: 'weekly', userIdList: ['ben', 'cat', 'dan'] }
    await manager.cancelInvitation(options)
    expect(call).toHaveBeenLastCalledWith('cancelInvitation', {
      ...options,
      seen: { ben: 7, cat: 5 },
    })
    await engine.exitRoom()
    await manager.cancelInvitation(options)
    expect(call).toHaveBeenLastCalledWith('cancelInvitation', { ...options, seen: {} })
  })
})

describe('close', () => {
  it('leaves the room, lets go of everything, and does it once', async () => {
    const { call, connection, emitter } = createFakeConnection()
    const engine = createRoomEngine(connection)
    call.mockResolvedValue({ roomInfo: { roomId: 'weekly' }, members: [], revision: 1 })
    await engine.enterRoom({ roomId: 'weekly' })
    const heard = vi.fn()
    const manager = engine.getConferenceInvitationManager()
    manager.on('onReceiveInvitation', heard)
    await Promise.all([engine.close(), engine.close()])
    expect(call.mock.calls.filter(([name]) => name === 'exitRoom')).toHaveLength(1)
    expect(connection.close).toHaveBeenCalledTimes(1)
    const to = { kind: 'user', userId: 'ben' } as const
    emitter.emit('message', { to, name: 'onReceiveInvitation', payload: received(1) })
    expect(heard).not.toHaveBeenCalled()
    expect(engine.roomInfo).toBe(null)
  })

  it('closes even where leaving fails', async () => {
    const { call, connection } = createFakeConnection()
    const engine = createRoomEngine(connection)
    call.mockResolvedValue({ roomInfo: { roomId: 'weekly' }, members: [], revision: 1 })
    await engine.enterRoom({ roomId: 'weekly' })
    call.mockRejectedValue(new Error('away'))
    await engine.close()
    expect(connection.close).toHaveBeenCalledTimes(1)
  })

  it('asks for nothing that rings any more', async () => {
    const { call, connection } = createFakeConnection()
    await createRoomEngine(connection).close()
    await task()
    expect(call).not.toHaveBeenCalled()
  })
})

describe('RoomEngine', () => {
  it('shows one as a general user outside, and with the role inside', async () => {
    const hub = createTestHub()
    const ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
    expect(ann.user).toMatchObject({ userId: 'ann', userName: 'Ann', userRole: 2 })
    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    expect(ann.user.userRole).toBe(0)
    expect(ann.members).toHaveLength(1)
    await hub.close()
  })

  it('needs a room to destroy one or to give roles: -2101', async () => {
    const hub = createTestHub()
    const ann = await hub.connect({ userId: 'ann' })
    await expect(ann.destroyRoom()).rejects.toMatchObject({ code: -2101 })
    const change = ann.changeUserRole({ userId: 'ben', userRole: 1 })
    await expect(change).rejects.toMatchObject({ code: -2101 })
    await hub.close()
  })

  it('tells changes of status, not the present one, until it is taken off', () => {
    const { become, connection } = createFakeConnection()
    const engine = createRoomEngine(connection)
    const listener = vi.fn()
    const off = engine.onStatusChange(listener)
    expect(listener).not.toHaveBeenCalled()
    become('offline')
    off()
    off()
    become('online')
    expect(listener.mock.calls).toEqual([['offline']])
  })
})
