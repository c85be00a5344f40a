import { MAX_TIMEOUT_SECONDS } from '../../manager/limits'

/** The key by which clients of this kit know each other's envelopes; its value is the version. */
const MARKER = 'conferenceInvitation'
const VERSION = 1

/** What a call carries besides what the SDK knows of it. */
export interface Envelope {
  /** How long it rings, in seconds; 0 never ends. */
  timeout: number
  /** When it was sent: ms on the inviter's clock. Tells two calls apart; it is no point in time for others. */
  sentAt: number
  silent: boolean
  /** The app's own text. */
  text: string
}

/** Packs an envelope into the one text that the SDK carries. */
export function packEnvelope({ timeout, sentAt, silent, text }: Envelope): string {
  return JSON.stringify({
    [MARKER]: VERSION,
    timeout,
    sentAt,
    ...(silent ? { silent } : {}),
    text,
  })
}

/** Opens an envelope; `null` for the text of another client, which stays as it is. */
export function openEnvelope(extensionInfo: string): Envelope | null {
  if (!extensionInfo.startsWith('{')) return null
  const fields = parse(extensionInfo)
  const { timeout, sentAt, silent, text } = fields
  // later versions may add fields, these stay
  const isKnown = Number.isInteger(fields[MARKER]) && (fields[MARKER] as number) >= VERSION
  if (!isKnown || typeof text !== 'string' || !isTimeout(timeout) || !isFinite(sentAt)) return null
  return { timeout, sentAt, silent: silent === true, text }
}

function parse(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>
  } catch {
    return {}
  }
}

function isTimeout(value: unknown): value is number {
  return isFinite(value) && Number.isInteger(value) && value >= 0 && value <= MAX_TIMEOUT_SECONDS
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value)
}
