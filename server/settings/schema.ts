import { createPublicKey } from 'node:crypto'
import * as v from 'valibot'
import { DEFAULT_AUDIENCE } from '../auth/token-options'
import { defaultLimits } from '../limits'
import { webhookKey } from '../outbox/webhook'

const MIN_SECRET_BYTES = 32

function whole(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, message),
    v.toNumber(),
    v.minValue(min, message),
    v.maxValue(max, message),
  )
}

function address(protocols: readonly string[]) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address that begins with ${protocols.join(' or ')}`,
    ),
  )
}

/** A text that a function takes without throwing. */
function accepted(isGood: (text: string) => unknown, message: string) {
  return v.check((text: string) => {
    try {
      isGood(text)
      return true
    } catch {
      return false
    }
  }, message)
}

const origin = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^https?:\/\/[^/\s]+$/, 'must be origins such as https://app.example.com'),
)

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const rate = v.strictObject({
  burst: v.pipe(v.number(), v.minValue(1)),
  perSecond: v.pipe(v.number(), v.gtValue(0)),
})

/** Every limit by its name, each with the type of its default. */
const limits = v.strictObject(
  Object.fromEntries(
    Object.entries(defaultLimits).map(([name, value]) => [
      name,
      v.optional(typeof value === 'number' ? count : rate),
    ]),
  ),
)

/** What each setting must be, by the name of its environment variable. */
export const settingsSchema = v.object({
  INVITATIONS_PORT: v.optional(whole(0, 65_535), '4400'),
  INVITATIONS_HOST: v.optional(v.string()),
  INVITATIONS_DATA_DIR: v.optional(v.string()),
  REDIS_URL: v.optional(address(['redis:', 'rediss:'])),
  INVITATIONS_REDIS_SENTINELS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((part) => part.trim())),
      v.array(v.pipe(v.string(), v.regex(/^[^\s/@,]+$/, 'must be host:port, with commas between'))),
    ),
  ),
  INVITATIONS_REDIS_SENTINEL_NAME: v.optional(v.string()),
  INVITATIONS_REDIS_WAIT: v.optional(whole(0, 10), '0'),
  INVITATIONS_TENANT: v.optional(
    v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'must be letters, digits, _ and -')),
    'default',
  ),
  INVITATIONS_JWT_SECRET: v.optional(
    v.pipe(v.string(), v.minBytes(MIN_SECRET_BYTES, `must have ${MIN_SECRET_BYTES} bytes or more`)),
  ),
  INVITATIONS_JWKS_URL: v.optional(address(['https:', 'http:'])),
  INVITATIONS_JWT_PUBLIC_KEY: v.optional(
    v.pipe(
      v.string(),
      // many ways to set a variable have no line breaks
      v.transform((text) => text.replaceAll('\\n', '\n')),
      accepted(createPublicKey, 'must be a public key in PEM'),
    ),
  ),
  INVITATIONS_JWT_AUDIENCE: v.optional(v.string(), DEFAULT_AUDIENCE),
  INVITATIONS_JWT_ISSUER: v.optional(v.string()),
  INVITATIONS_ORIGINS: v.optional(
    v.union(
      [
        v.literal('*'),
        v.pipe(
          v.string(),
          v.transform((text) => text.split(',')),
          v.array(origin),
        ),
      ],
      'must be *, or origins such as https://app.example.com with commas between',
    ),
  ),
  INVITATIONS_ROOMS: v.optional(v.picklist(['open', 'managed'], 'must be open or managed'), 'open'),
  INVITATIONS_API_KEY: v.optional(
    v.pipe(v.string(), v.regex(/^\S{32,}$/, 'must have 32 characters or more, none of them blank')),
  ),
  INVITATIONS_LIMITS: v.optional(
    v.pipe(v.string(), v.parseJson(undefined, 'must be JSON'), limits),
    '{}',
  ),
  INVITATIONS_TRUSTED_PROXIES: v.optional(whole(0, 10), '0'),
  INVITATIONS_WEBHOOK_URL: v.optional(address(['https:', 'http:'])),
  INVITATIONS_WEBHOOK_SECRET: v.optional(
    v.pipe(v.string(), accepted(webhookKey, 'must be whsec_ and the base64 of 24 to 64 bytes')),
  ),
  INVITATIONS_VAPID_PUBLIC_KEY: v.optional(v.string()),
  INVITATIONS_VAPID_PRIVATE_KEY: v.optional(v.string()),
  INVITATIONS_VAPID_SUBJECT: v.optional(address(['mailto:', 'https:'])),
  INVITATIONS_LOG_LEVEL: v.optional(
    v.picklist(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be debug, info, warn, error or silent',
    ),
    'info',
  ),
})

export type ParsedSettings = v.InferOutput<typeof settingsSchema>
