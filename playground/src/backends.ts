import type { RoomEngine, UserProfile } from 'vue-conference-invitations/manager'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import type { Backend } from './address'

/** How to connect somebody, by backend. */
export const backends: Record<Backend, (user: UserProfile) => Promise<RoomEngine>> = {
  embedded: (user) => createEmbeddedEngine({ user, namespace: 'playground' }),
}
