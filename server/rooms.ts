import type { Actor } from '../src/manager/commands'
import { InvitationStatus } from '../src/manager/enums'
import { createExecutor } from '../src/manager/executor'
import type { Store } from '../src/manager/ports'
import { toProfileRecord, type MemberRecord, type ProfileRecord } from '../src/manager/records'
import type { ServiceStore } from './stores'

/**
 * The device under which the app's backend has somebody in a room. No client can have it: theirs are longer.
 */
export const BACKEND_DEVICE = 'backend'

/** Looks at one member, whatever the size of the room; `null` for who is not inside. */
export function readMember(
  store: Store,
  roomId: string,
  userId: string,
): Promise<MemberRecord | null> {
  const scope = { roomId, members: [userId], invitations: [], profiles: [], quota: null }
  return store.transact(scope, ({ members }) => ({
    writes: [],
    messages: [],
    result: members.get(userId) ?? null,
  }))
}

/** Whether somebody is being called into a room at this moment. */
export function isRinging(store: Store, roomId: string, userId: string): Promise<boolean> {
  const scope = { roomId, members: [], invitations: [userId], profiles: [], quota: null }
  return store.transact(scope, ({ invitations }) => ({
    writes: [],
    messages: [],
    result: invitations.get(userId)?.status === InvitationStatus.PENDING,
  }))
}

/** What is known of a person; of a stranger, only the id. */
export function readProfile(store: Store, userId: string): Promise<ProfileRecord> {
  const scope = { roomId: '', members: [], invitations: [], profiles: [userId], quota: null }
  return store.transact(scope, ({ profiles }) => ({
    writes: [],
    messages: [],
    result: profiles.get(userId) ?? toProfileRecord({ userId }),
  }))
}

/** Takes a device that is gone out of all its rooms, and forgets it. Harmless to repeat. */
export async function putOut(store: ServiceStore, userId: string, deviceId: string): Promise<void> {
  const executor = createExecutor({ store, clock: store.clock })
  const actor: Actor = { user: toProfileRecord({ userId }), deviceId }
  for (const roomId of await store.listRoomsOf(userId)) {
    await executor.execute(actor, 'exitRoom', { roomId })
  }
  await store.releaseDevice(userId, deviceId)
}
