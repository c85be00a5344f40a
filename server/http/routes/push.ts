import type * as v from 'valibot'
import { InvitationErrorCode } from '../../../src/manager/errors'
import type { ApiContext, Route } from '../api-types'
import { HttpError } from '../http-error'
import { pushEndpointBody, pushKeyAnswer, pushSubscriptionBody } from '../schemas'

export function pushRoutes({ push }: ApiContext): Route[] {
  function requirePush() {
    if (push) return push
    throw new HttpError(404, InvitationErrorCode.FAILED, 'off: this service has no VAPID keys')
  }

  return [
    {
      method: 'GET',
      path: '/v1/push-key',
      summary: 'The public VAPID key, with which browsers subscribe.',
      auth: 'none',
      isForPages: true,
      answer: { status: 200, body: pushKeyAnswer },
      async handle() {
        return { status: 200, body: { publicKey: requirePush().publicKey } }
      },
    },
    {
      method: 'PUT',
      path: '/v1/push-subscription',
      summary: "Push what rings for the token's user to this browser while no device is connected.",
      auth: 'user',
      isForPages: true,
      body: pushSubscriptionBody,
      answer: { status: 204 },
      async handle({ userId, body }) {
        const subscription = body as v.InferOutput<typeof pushSubscriptionBody>
        await requirePush().subscriptions.add(userId, subscription)
        return { status: 204 }
      },
    },
    {
      method: 'DELETE',
      path: '/v1/push-subscription',
      summary: 'Push no longer to this browser.',
      auth: 'user',
      isForPages: true,
      body: pushEndpointBody,
      answer: { status: 204 },
      async handle({ userId, body }) {
        const { endpoint } = body as v.InferOutput<typeof pushEndpointBody>
        await requirePush().subscriptions.remove(userId, endpoint)
        return { status: 204 }
      },
    },
  ]
}
