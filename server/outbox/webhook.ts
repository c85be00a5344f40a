import { createHmac } from 'node:crypto'
import type { Clock } from '../../src/manager/ports'
import type { ServiceLogger } from '../logger'
import type { Metrics } from '../metrics'
import type { OutboxEntry } from '../stores'
import type { Teller } from './outbox'
import type { WebhookOptions } from './webhook-options'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Waits after each failure, in milliseconds; the last one goes on. */
const BACKOFF_MS = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
]
/** For how long it is tried. */
const GIVE_UP_MS = 24 * HOUR_MS
const TIMEOUT_MS = 10_000

export interface WebhookTools {
  clock: Clock
  metrics: Metrics
  logger: ServiceLogger
}

/** Reads the key of a webhook secret; throws for what is none. */
export function webhookKey(secret: string): Buffer {
  const text = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? ''
  const key = Buffer.from(text, 'base64')
  if (key.length < 24 || key.length > 64) {
    throw new Error('a webhook secret is whsec_ and the base64 of 24 to 64 bytes')
  }
  return key
}

/** Creates a {@link Teller} that posts each message to the app's backend until it is taken, for a day at most. */
export function createWebhookTeller(options: WebhookOptions, tools: WebhookTools): Teller {
  const { url, events, fetch = globalThis.fetch } = options
  const { clock, metrics, logger } = tools
  const key = webhookKey(options.secret)

  async function post({ id, at, message }: OutboxEntry): Promise<number> {
    const webhookId = `msg_${id}`
    const timestamp = String(Math.floor(clock.now() / 1_000))
    const { name, payload } = message
    const body = JSON.stringify({
      type: name,
      timestamp: new Date(at).toISOString(),
      data: payload,
    })
    const signature = createHmac('sha256', key)
      .update(`${webhookId}.${timestamp}.${body}`)
      .digest('base64')
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': webhookId,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.body?.cancel()
    return response.status
  }

  return {
    name: 'webhook',
    async tell(entry) {
      const { attempt, at, message } = entry
      if (events && !events.includes(message.name)) return 'done'
      // 0: nobody answered
      const status = await post(entry).catch(() => 0)
      if (status >= 200 && status < 300) {
        metrics.delivered('webhook', 'done')
        return 'done'
      }
      const againMs = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length) - 1]!
      const fields = { id: entry.id, name: message.name, attempt, status }
      // 410: the receiver wants no more of it
      if (status === 410 || clock.now() + againMs - at > GIVE_UP_MS) {
        metrics.delivered('webhook', 'dropped')
        logger.error(fields, 'a webhook was dropped: nobody took it')
        return 'done'
      }
      metrics.delivered('webhook', 'failed')
      logger.warn({ ...fields, againMs }, 'a webhook was not taken')
      return { againMs }
    },
  }
}
