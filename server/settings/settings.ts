import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import type { TokenOptions } from '../auth/token-options'
import { localOrigins } from '../http/origins'
import type { InvitationServerOptions } from '../options'
import type { RedisStoreOptions } from '../stores'
import { definitions, type SettingName } from './definitions'
import { settingsSchema, type ParsedSettings } from './schema'

/** What the program runs with. */
export interface Settings {
  isDevelopment: boolean
  port: number
  host: string | undefined
  logLevel: ParsedSettings['INVITATIONS_LOG_LEVEL']
  storage: RedisStoreOptions | { directory: string }
  server: Omit<InvitationServerOptions, 'store' | 'logger'>
}

/** Settings that are not good; the message lists all that is wrong, one a line. */
export class SettingsError extends Error {
  constructor(complaints: readonly string[]) {
    super(['These settings are not good:', ...complaints.map((one) => `  ${one}`)].join('\n'))
  }
}

type Raw = Partial<Record<SettingName, string>>

const KEYS = [
  'INVITATIONS_JWT_SECRET',
  'INVITATIONS_JWKS_URL',
  'INVITATIONS_JWT_PUBLIC_KEY',
] as const satisfies readonly SettingName[]
const WEBHOOK = ['INVITATIONS_WEBHOOK_URL', 'INVITATIONS_WEBHOOK_SECRET'] as const
const VAPID = [
  'INVITATIONS_VAPID_PUBLIC_KEY',
  'INVITATIONS_VAPID_PRIVATE_KEY',
  'INVITATIONS_VAPID_SUBJECT',
] as const
const SENTINEL = ['INVITATIONS_REDIS_SENTINELS', 'INVITATIONS_REDIS_SENTINEL_NAME'] as const
const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/**
 * Reads the settings; `null` when only the help is asked for. Throws a {@link SettingsError}.
 *
 * @param argv - the flags
 */
export function readSettings(argv: readonly string[], env: NodeJS.ProcessEnv): Settings | null {
  const { flags, isDevelopment, isHelp } = readFlags(argv)
  if (isHelp) return null
  const raw: Raw = { ...fromEnvironment(env), ...flags }
  const result = v.safeParse(settingsSchema, raw)
  const complaints = [
    ...(result.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${issue.message}`),
    ...findContradictions(raw, isDevelopment),
  ]
  if (!result.success || complaints.length > 0) throw new SettingsError(complaints)
  return toSettings(result.output, isDevelopment)
}

function readFlags(argv: readonly string[]) {
  const names = definitions.flatMap((one) => ('flag' in one ? [[one.flag, one.env] as const] : []))
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        ...Object.fromEntries(names.map(([flag]) => [flag, { type: 'string' } as const])),
        dev: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    const given: Record<string, string | boolean | undefined> = values
    const flags: Raw = {}
    for (const [flag, env] of names) {
      const value = given[flag]
      if (typeof value === 'string') flags[env] = value
    }
    return { flags, isDevelopment: given.dev === true, isHelp: given.help === true }
  } catch (error) {
    throw new SettingsError([(error as Error).message])
  }
}

/** An empty variable is one that is not set. */
function fromEnvironment(env: NodeJS.ProcessEnv): Raw {
  const set = definitions.flatMap(({ env: name }) => {
    const value = env[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return Object.fromEntries(set) as Raw
}

function findContradictions(raw: Raw, isDevelopment: boolean): string[] {
  const keys = KEYS.filter((name) => raw[name] !== undefined)
  const complaints: string[] = []
  if (isDevelopment) {
    if (keys.length > 0) complaints.push(`${keys.join(', ')}: not together with --dev`)
    if (!LOOPBACK.includes(raw.INVITATIONS_HOST ?? LOOPBACK[0]!)) {
      complaints.push('INVITATIONS_HOST: must be of this machine only with --dev')
    }
  } else {
    if (keys.length !== 1) complaints.push(`exactly one of ${KEYS.join(', ')} is needed, or --dev`)
    if (raw.INVITATIONS_ORIGINS === undefined) {
      complaints.push('INVITATIONS_ORIGINS: is needed; * lets every page connect')
    }
  }
  if (raw.REDIS_URL !== undefined && raw.INVITATIONS_DATA_DIR !== undefined) {
    complaints.push('REDIS_URL, INVITATIONS_DATA_DIR: only one of them')
  }
  const ofRedis = ['INVITATIONS_REDIS_SENTINELS', 'INVITATIONS_REDIS_WAIT'] as const
  for (const name of ofRedis) {
    if (raw[name] !== undefined && raw.REDIS_URL === undefined) {
      complaints.push(`${name}: only together with REDIS_URL`)
    }
  }
  for (const group of [WEBHOOK, VAPID, SENTINEL]) {
    const set = group.filter((name) => raw[name] !== undefined)
    if (set.length > 0 && set.length < group.length) {
      complaints.push(`${group.join(', ')}: all of them or none`)
    }
  }
  return complaints
}

function toSettings(parsed: ParsedSettings, isDevelopment: boolean): Settings {
  const { INVITATIONS_ORIGINS: origins = localOrigins, INVITATIONS_API_KEY: apiKey } = parsed
  const host = parsed.INVITATIONS_HOST ?? (isDevelopment ? LOOPBACK[0] : undefined)
  return {
    isDevelopment,
    port: parsed.INVITATIONS_PORT,
    host,
    logLevel: parsed.INVITATIONS_LOG_LEVEL,
    storage:
      parsed.REDIS_URL === undefined
        ? { directory: parsed.INVITATIONS_DATA_DIR ?? './invitations-data' }
        : redisOf(parsed, parsed.REDIS_URL),
    server: {
      auth: authOf(parsed),
      origins,
      rooms: parsed.INVITATIONS_ROOMS,
      limits: parsed.INVITATIONS_LIMITS,
      trustedProxies: parsed.INVITATIONS_TRUSTED_PROXIES,
      devTokens: isDevelopment,
      ...(apiKey !== undefined && { apiKey }),
      ...tellersOf(parsed),
    },
  }
}

function redisOf(parsed: ParsedSettings, url: string): RedisStoreOptions {
  const { INVITATIONS_REDIS_SENTINELS: addresses, INVITATIONS_REDIS_SENTINEL_NAME: name } = parsed
  return {
    url,
    tenant: parsed.INVITATIONS_TENANT,
    replicas: parsed.INVITATIONS_REDIS_WAIT,
    ...(addresses !== undefined && name !== undefined && { sentinel: { addresses, name } }),
  }
}

function authOf(parsed: ParsedSettings): TokenOptions {
  const common = {
    audience: parsed.INVITATIONS_JWT_AUDIENCE,
    ...(parsed.INVITATIONS_JWT_ISSUER !== undefined && { issuer: parsed.INVITATIONS_JWT_ISSUER }),
  }
  const { INVITATIONS_JWKS_URL: jwksUrl, INVITATIONS_JWT_PUBLIC_KEY: publicKey } = parsed
  if (jwksUrl !== undefined) return { ...common, jwksUrl }
  if (publicKey !== undefined) return { ...common, publicKey }
  // development: tokens of the run before are nobody's any more
  return { ...common, secret: parsed.INVITATIONS_JWT_SECRET ?? randomBytes(32).toString('base64') }
}

function tellersOf(parsed: ParsedSettings): Pick<InvitationServerOptions, 'webhook' | 'push'> {
  const { INVITATIONS_WEBHOOK_URL: url, INVITATIONS_WEBHOOK_SECRET: secret } = parsed
  const {
    INVITATIONS_VAPID_PUBLIC_KEY: publicKey,
    INVITATIONS_VAPID_PRIVATE_KEY: privateKey,
    INVITATIONS_VAPID_SUBJECT: subject,
  } = parsed
  return {
    ...(url !== undefined && secret !== undefined && { webhook: { url, secret } }),
    ...(publicKey !== undefined &&
      privateKey !== undefined &&
      subject !== undefined && { push: { publicKey, privateKey, subject } }),
  }
}
