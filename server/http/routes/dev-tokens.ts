import type * as v from 'valibot'
import { InvitationErrorCode } from '../../../src/manager/errors'
import { issueToken } from '../../auth/issue-token'
import type { ApiContext, Route } from '../api-types'
import { HttpError } from '../http-error'
import { isOriginAllowed, localOrigins } from '../origins'
import { devTokenAnswer, devTokenBody } from '../schemas'
import { assertUserId } from './rooms'

/** Only pages and programs of this machine: others could otherwise become anybody through a visitor's browser. */
function isOfThisMachine(host: string | undefined, origin: string | undefined) {
  return isOriginAllowed(localOrigins, `http://${host}`) && isOriginAllowed(localOrigins, origin)
}

export function devTokenRoutes({ devTokens, store }: ApiContext): Route[] {
  return [
    {
      method: 'POST',
      path: '/dev/token',
      summary: 'A token for whoever one says one is: in development mode only.',
      auth: 'none',
      isForPages: true,
      body: devTokenBody,
      answer: { status: 200, body: devTokenAnswer },
      async handle({ body, message: { headers } }) {
        if (!devTokens) throw new HttpError(404, InvitationErrorCode.FAILED, 'no such path')
        if (!isOfThisMachine(headers.host, headers.origin)) {
          throw new HttpError(403, InvitationErrorCode.NO_PERMISSION, 'only from this machine')
        }
        const person = body as v.InferOutput<typeof devTokenBody>
        assertUserId(person.userId)
        return { status: 200, body: await issueToken(person, devTokens, store.clock) }
      },
    },
  ]
}
