import type { InvitationContext } from '../context'
import type { IncomingInvitation } from './types'

/** One ring of a room, as far as it tells it from the room's other rings. */
export type Ring = Pick<IncomingInvitation, 'key' | 'roomId' | 'invitation'>

/** What somebody did not want to know of; filled by those who offer that. */
export interface IgnoredRings {
  has(ring: Ring): boolean
}

const IGNORED_RINGS = Symbol('ignored rings')

/** The {@link IgnoredRings} of a context; none until somebody says which. */
export function shareIgnoredRings(context: InvitationContext): IgnoredRings {
  return context.share(IGNORED_RINGS, () => ({ has: () => false }))
}
