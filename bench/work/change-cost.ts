/* eslint-disable kit/import-arrows -- what a change costs the engine, without a gateway: that has no public name */
import { createExecutor } from '../../src/manager/executor'
import { MAX_USERS_PER_CALL } from '../../src/manager/limits'
import { createRedisStore } from '../../server/stores'

/** One room of many people, with as many rows. */
export interface LargeRoom {
  /** Somebody outside is called, and the call is taken back: two changes. */
  change(): Promise<void>
  close(): Promise<void>
}

const deviceOf = (userId: string) => ({
  user: { userId, userName: '', nameCard: '', avatarUrl: '' },
  deviceId: `device-of-${userId}`,
})

/** Fills a {@link LargeRoom} on an engine. */
export async function openRoomOf(url: string, size: number): Promise<LargeRoom> {
  const store = await createRedisStore({ url, tenant: `rooms-of-${size}` })
  const { clock } = store
  const { execute } = createExecutor({ store, clock })
  const roomId = 'room'
  const name = (kind: string, index: number) => `${kind}-${String(index).padStart(5, '0')}`
  const host = deviceOf('host')
  await execute(host, 'createRoom', { roomId, roomName: roomId, inviterRole: 2 })
  await execute(host, 'enterRoom', { roomId })
  for (let index = 1; index < size; index += 1) {
    await execute(deviceOf(name('guest', index)), 'enterRoom', { roomId })
  }
  const call = { roomId, timeout: 0, extensionInfo: '' }
  for (let first = 0; first < size; first += MAX_USERS_PER_CALL) {
    const count = Math.min(MAX_USERS_PER_CALL, size - first)
    const userIdList = Array.from({ length: count }, (_, index) => name('called', first + index))
    await execute(host, 'inviteUsers', { ...call, userIdList })
  }

  let turn = 0
  return {
    async change() {
      // one person makes ten calls in five seconds at the most
      const caller = deviceOf(name('guest', 1 + (turn % 9)))
      turn += 1
      const userIdList = [name('new', turn)]
      await execute(caller, 'inviteUsers', { ...call, userIdList })
      await execute(caller, 'cancelInvitation', { roomId, userIdList, seen: {} })
    },
    close: () => store.close(),
  }
}
