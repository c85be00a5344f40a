import type { ServiceStore } from './stores'

/** Whether a person has a device connected, or had one until a moment ago. */
export async function isOnline(store: ServiceStore, userId: string): Promise<boolean> {
  const now = store.clock.now()
  return (await store.listDevices(userId)).some(({ expiresAt }) => expiresAt > now)
}
