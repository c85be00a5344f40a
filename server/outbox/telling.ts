import { createPushSender } from '../push/sender'
import { createPushSubscriptions, type PushSubscriptions } from '../push/subscriptions'
import { createPushTeller } from '../push/teller'
import type { ServiceLogger } from '../logger'
import type { Metrics } from '../metrics'
import type { InvitationServerOptions } from '../options'
import { createOutboxRunner, type Teller } from './outbox'
import { createWebhookTeller } from './webhook'

/** What tells others, where anything does. */
export interface Telling {
  push: { publicKey: string; subscriptions: PushSubscriptions } | null
  stop(): Promise<void>
}

/** Starts the webhook and the pushes that the options ask for. */
export async function startTelling(
  { store, webhook, push }: InvitationServerOptions,
  metrics: Metrics,
  logger: ServiceLogger,
): Promise<Telling> {
  const tellers: Teller[] = []
  const subscriptions = push ? createPushSubscriptions(store, push.hosts) : null
  if (webhook) {
    tellers.push(createWebhookTeller(webhook, { clock: store.clock, metrics, logger }))
  }
  if (push && subscriptions) {
    const send = await createPushSender(push)
    tellers.push(createPushTeller({ store, subscriptions, send, metrics }))
  }
  if (tellers.length === 0) return { push: null, stop: async () => {} }

  const outbox = createOutboxRunner(store, tellers, logger)
  const off = store.onEntries(() => outbox.wake())
  return {
    push: push && subscriptions ? { publicKey: push.publicKey, subscriptions } : null,
    async stop() {
      off()
      await outbox.stop()
    },
  }
}
