import { createHash } from 'node:crypto'
import { loadPackage } from '../packages'
import type { PushOptions } from './options'
import type { PushTarget } from './subscriptions'

/** What a service worker is told. */
export type PushNotice =
  | { v: 1; type: 'invitation'; roomInfo: object; invitation: object; expiresAt: number | null }
  | { v: 1; type: 'ended'; roomId: string }

export interface PushMessage {
  notice: PushNotice
  /** A later message about the same room takes the place of an earlier one that has not arrived yet. */
  roomId: string
  /** How long it is worth delivering. */
  ttlSeconds: number
  isUrgent: boolean
}

/** Pushes to one browser: `gone` when it has unsubscribed, `failed` when it could not be reached. */
export type SendPush = (
  target: PushTarget,
  message: PushMessage,
) => Promise<'done' | 'gone' | 'failed'>

const TIMEOUT_MS = 10_000

/** Creates {@link SendPush}. */
export async function createPushSender(options: PushOptions): Promise<SendPush> {
  const { publicKey, privateKey, subject, fetch = globalThis.fetch } = options
  const { default: webPush } = await loadPackage(() => import('web-push'))
  const vapidDetails = { publicKey, privateKey, subject }

  return async (target, { notice, roomId, ttlSeconds, isUrgent }) => {
    const request = webPush.generateRequestDetails(target, JSON.stringify(notice), {
      vapidDetails,
      TTL: ttlSeconds,
      urgency: isUrgent ? 'high' : 'normal',
      topic: topicOf(roomId),
    })
    const response = await fetch(request.endpoint, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body: request.body && Uint8Array.from(request.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null)
    if (response === null) return 'failed'
    await response.body?.cancel()
    if (response.status === 404 || response.status === 410) return 'gone'
    return response.ok ? 'done' : 'failed'
  }
}

/** Push services take 32 characters of base64url. */
function topicOf(roomId: string) {
  return createHash('sha256').update(roomId).digest('base64url').slice(0, 32)
}
