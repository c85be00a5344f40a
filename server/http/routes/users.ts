import { isOnline } from '../../presence'
import type { ApiContext, Route } from '../api-types'
import { presenceAnswer } from '../schemas'
import { assertUserId } from './rooms'

export function userRoutes({ store }: ApiContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/users/{userId}/presence',
      summary: 'Whether a person has a device connected, and the rooms they are in.',
      auth: 'key',
      answer: { status: 200, body: presenceAnswer },
      async handle({ params: { userId = '' } }) {
        assertUserId(userId)
        const [online, rooms] = await Promise.all([
          isOnline(store, userId),
          store.listRoomsOf(userId),
        ])
        return { status: 200, body: { userId, online, rooms } }
      },
    },
  ]
}
