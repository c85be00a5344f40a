import { createTestHub } from 'vue-conference-invitations/testing'
import { createDevice } from './device'
import { createDeviceHost } from './device-host'
import type { Harness } from './harness'

/** Devices of a memory hub, side by side in this process. */
export async function createMemoryHarness(): Promise<Harness> {
  const hub = createTestHub()

  // connecting delivers in a task of its own
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

  return {
    async connect(user) {
      const host = await createDeviceHost(hub.connect(user))
      return createDevice(user.userId, async (kind, request) =>
        structuredClone(await host.handle(kind, structuredClone(request))),
      )
    },
    now: hub.clock.now,
    async advance(ms) {
      await hub.clock.advance(ms)
      await settle()
    },
    settle,
    close: hub.close,
  }
}
