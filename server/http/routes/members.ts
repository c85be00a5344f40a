import type * as v from 'valibot'
import { toProfileRecord } from '../../../src/manager/records'
import { forgetRemoval, noteRemoval } from '../../removals'
import { BACKEND_DEVICE, readMember, readProfile } from '../../rooms'
import type { ApiContext, Route } from '../api-types'
import { profileBody, roleBody } from '../schemas'
import { assertUserId, requireRoom } from './rooms'

export function memberRoutes({ store, change }: ApiContext): Route[] {
  const path = '/v1/rooms/{roomId}/members/{userId}'

  /** Takes all devices of a person out of a room. */
  async function takeOut(roomId: string, userId: string) {
    // before they are out: whoever hears of that looks whether it was on purpose
    await noteRemoval(store, roomId, userId)
    const member = await readMember(store, roomId, userId)
    await change(async ({ execute }) => {
      for (const deviceId of member?.deviceIds ?? []) {
        await execute({ user: toProfileRecord({ userId }), deviceId }, 'exitRoom', { roomId })
      }
    })
  }

  return [
    {
      method: 'PUT',
      path,
      summary: 'Say that a person is inside a room, without any device of theirs being so.',
      auth: 'key',
      body: profileBody,
      answer: { status: 204 },
      async handle({ params: { roomId = '', userId = '' }, body }) {
        assertUserId(userId)
        const given = body as v.InferOutput<typeof profileBody>
        const user = toProfileRecord({ ...(await readProfile(store, userId)), ...given })
        await store.putProfile(user)
        await change(({ execute }) =>
          execute({ user, deviceId: BACKEND_DEVICE }, 'enterRoom', { roomId }),
        )
        await forgetRemoval(store, roomId, userId)
        return { status: 204 }
      },
    },
    {
      method: 'DELETE',
      path,
      summary: 'Take a person out of a room with all devices.',
      auth: 'key',
      answer: { status: 204 },
      async handle({ params: { roomId = '', userId = '' } }) {
        assertUserId(userId)
        await requireRoom(store, roomId)
        await takeOut(roomId, userId)
        return { status: 204 }
      },
    },
    {
      method: 'PUT',
      path: `${path}/role`,
      summary: 'Change the role of a person inside; role 0 hands the room over.',
      auth: 'key',
      body: roleBody,
      answer: { status: 204 },
      async handle({ params: { roomId = '', userId = '' }, body }) {
        const { userRole } = body as v.InferOutput<typeof roleBody>
        const { owner } = await requireRoom(store, roomId)
        const actor = { user: owner, deviceId: BACKEND_DEVICE }
        await change(({ execute }) =>
          execute(actor, 'changeUserRole', { roomId, userId, userRole }),
        )
        return { status: 204 }
      },
    },
  ]
}
