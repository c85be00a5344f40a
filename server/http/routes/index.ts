import type { ApiContext, Route } from '../api-types'
import { devTokenRoutes } from './dev-tokens'
import { healthRoutes } from './health'
import { invitationRoutes } from './invitations'
import { memberRoutes } from './members'
import { pushRoutes } from './push'
import { roomRoutes } from './rooms'
import { userRoutes } from './users'

/** Every route of the HTTP API. */
export function createRoutes(context: ApiContext): Route[] {
  return [
    ...roomRoutes(context),
    ...memberRoutes(context),
    ...invitationRoutes(context),
    ...userRoutes(context),
    ...pushRoutes(context),
    ...healthRoutes(context),
    ...devTokenRoutes(context),
  ]
}
