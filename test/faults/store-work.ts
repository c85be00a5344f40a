import { UserRole } from 'vue-conference-invitations/manager'
import type { ServiceStore } from '../../server/stores'
import { createExecutor, type Executor } from '../../src/manager/executor'
import { toProfileRecord } from '../../src/manager/records'

/** Changes the service's state as a gateway does, without a client and its limits. */
export interface StoreWork {
  execute: Executor['execute']
  /** Somebody enters a room and leaves it again, so many times: two changes each. */
  comeAndGo(roomId: string, userId: string, times: number): Promise<void>
}

/** Acts as somebody with a device of their own. */
export function actorOf(userId: string) {
  return { user: toProfileRecord({ userId }), deviceId: `device-of-${userId}`.padEnd(16, '0') }
}

/** Creates {@link StoreWork}. */
export function workOn(store: ServiceStore): StoreWork {
  const { execute } = createExecutor({ store, clock: store.clock })
  return {
    execute,
    async comeAndGo(roomId, userId, times) {
      const actor = actorOf(userId)
      for (let n = 0; n < times; n++) {
        await execute(actor, 'enterRoom', { roomId })
        await execute(actor, 'exitRoom', { roomId })
      }
    },
  }
}

/** Somebody makes a room and is inside. */
export async function makeRoom(work: StoreWork, roomId: string, ownerId: string) {
  const inviterRole = UserRole.GENERAL_USER
  await work.execute(actorOf(ownerId), 'createRoom', { roomId, roomName: roomId, inviterRole })
  await work.execute(actorOf(ownerId), 'enterRoom', { roomId })
}
