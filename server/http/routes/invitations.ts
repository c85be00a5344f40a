import type { IncomingMessage } from 'node:http'
import type * as v from 'valibot'
import { formatCursor, parseCursor, positionOf } from '../../../src/manager/cursor'
import { DEFAULT_PAGE_COUNT } from '../../../src/manager/limits'
import { toInvitation } from '../../../src/manager/records'
import { invalid } from '../../../src/manager/validate'
import { BACKEND_DEVICE, readProfile } from '../../rooms'
import type { ApiContext, RequestIdentity, Route } from '../api-types'
import { inviteAnswer, inviteBody, operatorQuery, pageAnswer, pageQuery } from '../schemas'
import { assertUserId, requireRoom } from './rooms'

const MAX_KEY_LENGTH = 255

/** What makes a repeated request the same one, where the header says so. */
function repeatedAs({ headers }: IncomingMessage, userId: string): RequestIdentity | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY_LENGTH) {
    throw invalid(`Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters`)
  }
  return { userId, requestId: `${BACKEND_DEVICE}.${key}` }
}

export function invitationRoutes({ store, change }: ApiContext): Route[] {
  const path = '/v1/rooms/{roomId}/invitations'

  return [
    {
      method: 'GET',
      path,
      summary: "A page of the room's invitations; an empty cursor means that it is the last.",
      auth: 'key',
      query: pageQuery,
      answer: { status: 200, body: pageAnswer },
      async handle({ params: { roomId = '' }, query }) {
        const { cursor = '', count = DEFAULT_PAGE_COUNT } = query as v.InferOutput<typeof pageQuery>
        const after = parseCursor(cursor)
        if (after === undefined) throw invalid("cursor must be '' or that of an earlier page")
        // not the command of that name: it takes from a user's budget, and nobody here is one
        const records = await store.listInvitations(roomId, after, count + 1)
        const room = await requireRoom(store, roomId)
        const page = records.slice(0, count)
        const last = page.at(-1)
        return {
          status: 200,
          body: {
            invitationList: page.map((record) => toInvitation(room, record)),
            cursor: last && records.length > count ? formatCursor(positionOf(last)) : '',
          },
        }
      },
    },
    {
      method: 'POST',
      path,
      summary:
        'Call people in the name of somebody inside. The same Idempotency-Key again is the same call again.',
      auth: 'key',
      body: inviteBody,
      answer: { status: 200, body: inviteAnswer },
      async handle({ params: { roomId = '' }, body, message }) {
        const { inviterId, ...input } = body as v.InferOutput<typeof inviteBody>
        assertUserId(inviterId)
        const actor = { user: await readProfile(store, inviterId), deviceId: BACKEND_DEVICE }
        const codes = await change(
          ({ execute }) =>
            execute(actor, 'inviteUsers', { roomId, timeout: 0, extensionInfo: '', ...input }),
          repeatedAs(message, inviterId),
        )
        return {
          status: 200,
          body: { results: codes.map(([userId, code]) => ({ userId, code })) },
        }
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{userId}`,
      summary:
        "Cancel an invitation in the name of somebody inside: the room's owner, unless told.",
      auth: 'key',
      query: operatorQuery,
      answer: { status: 204 },
      async handle({ params: { roomId = '', userId = '' }, query }) {
        const { owner } = await requireRoom(store, roomId)
        const { operatorId = owner.userId } = query as v.InferOutput<typeof operatorQuery>
        assertUserId(operatorId)
        const actor = { user: await readProfile(store, operatorId), deviceId: BACKEND_DEVICE }
        await change(({ execute }) =>
          execute(actor, 'cancelInvitation', { roomId, userIdList: [userId], seen: {} }),
        )
        return { status: 204 }
      },
    },
  ]
}
