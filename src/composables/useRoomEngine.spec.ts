import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, reactive, shallowRef } from 'vue'
import { createMemoryHub } from '../engines/memory'
import type { RoomEngine } from '../manager/types'
import { useRoomEngine } from './useRoomEngine'

describe('useRoomEngine', () => {
  it('follows the room, its members and the connection of an engine', async () => {
    const hub = createMemoryHub()
    const ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
    const ben = await hub.connect({ userId: 'ben', userName: 'Ben' })
    const { currentRoom, currentUser, manager, members, status, storage } = useRoomEngine(ann)
    expect(manager.value).toBe(ann.getConferenceInvitationManager())
    expect(currentUser.value).toMatchObject({ userId: 'ann', userName: 'Ann' })
    expect([currentRoom.value, members.value]).toEqual([null, []])
    expect([status.value, storage.value]).toEqual([ann.status, ann.storage])

    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    expect(currentRoom.value?.roomId).toBe('weekly')
    expect(currentUser.value?.userRole).toBe(0)
    await ben.enterRoom({ roomId: 'weekly' })
    await expect.poll(() => members.value.map(({ userId }) => userId)).toEqual(['ann', 'ben'])

    await ann.exitRoom()
    expect([currentRoom.value, members.value]).toEqual([null, []])
    await hub.close()
    await expect.poll(() => status.value).toBe('closed')
  })

  it('is empty without an engine, and follows another one', async () => {
    const hub = createMemoryHub()
    const engine = shallowRef<RoomEngine | null>(null)
    const { currentUser, manager, status, storage } = useRoomEngine(engine)
    expect([manager.value, currentUser.value, storage.value, status.value]).toEqual([
      null,
      null,
      null,
      'closed',
    ])
    engine.value = await hub.connect({ userId: 'ann' })
    expect(currentUser.value?.userId).toBe('ann')
    engine.value = await hub.connect({ userId: 'ben' })
    expect(currentUser.value?.userId).toBe('ben')
    await hub.close()
  })

  it('takes its listeners off when the engine changes and when its scope ends', () => {
    const [one, other] = [listeningEngine(), listeningEngine()]
    const engine = shallowRef<RoomEngine | null>(one.engine)
    const scope = effectScope()
    scope.run(() => useRoomEngine(engine))
    expect(one.listeners.size).toBe(2)
    engine.value = other.engine
    expect([one.listeners.size, other.listeners.size]).toEqual([0, 2])
    scope.stop()
    expect(other.listeners.size).toBe(0)
  })

  it('sees through a proxy', async () => {
    const { engine } = listeningEngine()
    const { manager } = useRoomEngine(() => reactive({ engine }).engine)
    await nextTick()
    expect(manager.value).toBe(engine.getConferenceInvitationManager())
  })
})

function listeningEngine() {
  const listeners = new Set<unknown>()
  const listen = (listener: unknown) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const manager = {}
  const engine = {
    user: { userId: 'ann' },
    roomInfo: null,
    members: [],
    status: 'online',
    storage: 'memory',
    getConferenceInvitationManager: () => manager,
    onRoomChange: listen,
    onStatusChange: listen,
  } as unknown as RoomEngine
  return { engine, listeners }
}
