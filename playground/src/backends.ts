import type { RoomEngine, UserProfile } from 'vue-conference-invitations/manager'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import type { Address, Backend } from './address'
import { connectService } from './service'

/** How to connect somebody, by backend. */
export const backends: Record<
  Backend,
  (user: UserProfile, address: Address) => Promise<RoomEngine>
> = {
  embedded: (user) => createEmbeddedEngine({ user, namespace: 'playground' }),
  service: (user, { service }) => connectService(user, service),
  // the SDK is large: nobody else loads it
  sdk: async (user) => (await import('./sdk/connect')).connectSdk(user),
}
