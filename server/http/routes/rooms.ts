import type * as v from 'valibot'
import { UserRole } from '../../../src/manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../../../src/manager/errors'
import { createExecutor } from '../../../src/manager/executor'
import { toProfileRecord, type RoomRecord } from '../../../src/manager/records'
import { invalid, isUserId } from '../../../src/manager/validate'
import { BACKEND_DEVICE } from '../../rooms'
import type { ServiceStore } from '../../stores'
import type { ApiContext, Route } from '../api-types'
import { roomAnswer, roomBody } from '../schemas'

/** A room as the store has it; throws 100004 when there is none. */
export async function requireRoom(store: ServiceStore, roomId: string): Promise<RoomRecord> {
  const room = await store.getRoom(roomId)
  if (room) return room
  throw new ConferenceInvitationError(InvitationErrorCode.ROOM_NOT_FOUND, 'there is no such room')
}

/** Throws -1001 for what is no user id. */
export function assertUserId(userId: string) {
  if (!isUserId(userId)) throw invalid('a user id is 1 to 64 bytes with no control characters')
}

export function roomRoutes({ store, change }: ApiContext): Route[] {
  const path = '/v1/rooms/{roomId}'
  const executor = createExecutor({ store, clock: store.clock })

  function read(roomId: string) {
    const nobody = { user: toProfileRecord({ userId: '' }), deviceId: BACKEND_DEVICE }
    return executor.execute(nobody, 'getRoom', { roomId })
  }

  return [
    {
      method: 'PUT',
      path,
      summary: 'Create a room; one that its owner has already stays as it is.',
      auth: 'key',
      body: roomBody,
      answer: { status: 200, body: roomAnswer },
      async handle({ params, body }) {
        const { roomId = '' } = params
        const { owner, roomName = roomId, inviterRole } = body as v.InferOutput<typeof roomBody>
        assertUserId(owner.userId)
        const user = toProfileRecord(owner)
        await store.putProfile(user)
        await change(({ execute }) =>
          execute({ user, deviceId: BACKEND_DEVICE }, 'createRoom', {
            roomId,
            roomName,
            inviterRole: inviterRole ?? UserRole.GENERAL_USER,
          }),
        )
        return { status: 200, body: await read(roomId) }
      },
    },
    {
      method: 'GET',
      path,
      summary: 'A room with everybody inside.',
      auth: 'key',
      answer: { status: 200, body: roomAnswer },
      async handle({ params: { roomId = '' } }) {
        return { status: 200, body: await read(roomId) }
      },
    },
    {
      method: 'DELETE',
      path,
      summary: 'End a room for everybody; what rings ends.',
      auth: 'key',
      answer: { status: 204 },
      async handle({ params: { roomId = '' } }) {
        const { owner } = await requireRoom(store, roomId)
        const actor = { user: owner, deviceId: BACKEND_DEVICE }
        await change(({ execute }) => execute(actor, 'destroyRoom', { roomId }))
        return { status: 204 }
      },
    },
  ]
}
