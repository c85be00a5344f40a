import type { ServiceStore } from './stores'

/** As long as a log keeps what a device that comes back could go on with. */
const KEPT_MS = 86_400_000

/**
 * Notes that the app's backend takes a person out of a room. A device of theirs that was away is then told that it is
 * out, while one whose lease only lapsed is to enter again.
 */
export async function noteRemoval(
  store: ServiceStore,
  roomId: string,
  userId: string,
): Promise<void> {
  const key = keyOf(roomId, userId)
  // one of the two is what is there
  const isNew = await store.replaceValue(key, null, REMOVED, KEPT_MS)
  if (!isNew) await store.replaceValue(key, REMOVED, REMOVED, KEPT_MS)
}

/** Whether a person was taken out of a room, and has not come in again. */
export async function isRemoved(
  store: ServiceStore,
  roomId: string,
  userId: string,
): Promise<boolean> {
  return (await store.getValue(keyOf(roomId, userId))) !== null
}

/** The person is inside again. */
export async function forgetRemoval(
  store: ServiceStore,
  roomId: string,
  userId: string,
): Promise<void> {
  await store.replaceValue(keyOf(roomId, userId), REMOVED, null, KEPT_MS)
}

const REMOVED = 'removed'

function keyOf(roomId: string, userId: string) {
  return `removed:${roomId}\0${userId}`
}
