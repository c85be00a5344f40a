import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../limits'
import { definitions, helpText } from './definitions'
import { settingsSchema } from './schema'
import { readSettings, SettingsError } from './settings'

const SECRET = 'a secret of more than 32 bytes, for tests'
const good = { INVITATIONS_JWT_SECRET: SECRET, INVITATIONS_ORIGINS: 'https://app.example.com' }

function complaintsOf(argv: string[], env: NodeJS.ProcessEnv): string[] {
  try {
    readSettings(argv, env)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

describe('readSettings', () => {
  it('has defaults', () => {
    expect(readSettings([], good)).toEqual({
      isDevelopment: false,
      port: 4_400,
      host: undefined,
      logLevel: 'info',
      storage: { directory: './invitations-data' },
      server: {
        auth: { secret: SECRET, audience: 'conference-invitations' },
        origins: ['https://app.example.com'],
        rooms: 'open',
        limits: {},
        trustedProxies: 0,
        devTokens: false,
      },
    })
  })

  it('takes everything from the environment', () => {
    const publicKey = generateKeyPairSync('ed25519').publicKey.export({
      type: 'spki',
      format: 'pem',
    }) as string
    const settings = readSettings([], {
      INVITATIONS_PORT: '80',
      INVITATIONS_HOST: '10.0.0.1',
      REDIS_URL: 'rediss://user:pass@redis:6379/1',
      INVITATIONS_TENANT: 'blue',
      INVITATIONS_JWT_PUBLIC_KEY: publicKey.replaceAll('\n', '\\n'),
      INVITATIONS_JWT_AUDIENCE: 'calls',
      INVITATIONS_JWT_ISSUER: 'https://login.example.com',
      INVITATIONS_ORIGINS: 'https://a.example.com, http://localhost:*',
      INVITATIONS_ROOMS: 'managed',
      INVITATIONS_API_KEY: 'k'.repeat(32),
      INVITATIONS_LIMITS: '{"connections":5,"callsOfUser":{"burst":3,"perSecond":0.5}}',
      INVITATIONS_REDIS_SENTINELS: 'a:26379, b:26379',
      INVITATIONS_REDIS_SENTINEL_NAME: 'main',
      INVITATIONS_REDIS_WAIT: '1',
      INVITATIONS_TRUSTED_PROXIES: '1',
      INVITATIONS_WEBHOOK_URL: 'https://app.example.com/hook',
      INVITATIONS_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
      INVITATIONS_VAPID_PUBLIC_KEY: 'public',
      INVITATIONS_VAPID_PRIVATE_KEY: 'private',
      INVITATIONS_VAPID_SUBJECT: 'mailto:ops@example.com',
      INVITATIONS_LOG_LEVEL: 'debug',
    })
    expect(settings).toMatchObject({
      port: 80,
      host: '10.0.0.1',
      logLevel: 'debug',
      storage: {
        url: 'rediss://user:pass@redis:6379/1',
        tenant: 'blue',
        replicas: 1,
        sentinel: { addresses: ['a:26379', 'b:26379'], name: 'main' },
      },
      server: {
        auth: { publicKey, audience: 'calls', issuer: 'https://login.example.com' },
        origins: ['https://a.example.com', 'http://localhost:*'],
        rooms: 'managed',
        apiKey: 'k'.repeat(32),
        limits: { connections: 5, callsOfUser: { burst: 3, perSecond: 0.5 } },
        trustedProxies: 1,
        webhook: { url: 'https://app.example.com/hook' },
        push: { publicKey: 'public', privateKey: 'private', subject: 'mailto:ops@example.com' },
      },
    })
  })

  it('lets flags win, and takes empty variables for none', () => {
    const env = { ...good, INVITATIONS_PORT: '80', INVITATIONS_DATA_DIR: '', REDIS_URL: '' }
    expect(readSettings(['--port', '81', '--data-dir', '/data'], env)).toMatchObject({
      port: 81,
      storage: { directory: '/data' },
    })
  })

  it('lists all that is wrong at once', () => {
    const complaints = complaintsOf(['--port', '70000'], {
      REDIS_URL: 'http://redis',
      INVITATIONS_DATA_DIR: '/data',
      INVITATIONS_JWT_SECRET: 'short',
      INVITATIONS_JWKS_URL: 'https://login.example.com/keys',
      INVITATIONS_ORIGINS: 'app.example.com',
      INVITATIONS_API_KEY: 'short',
      INVITATIONS_LIMITS: '{"conections":5}',
      INVITATIONS_WEBHOOK_URL: 'https://app.example.com/hook',
      INVITATIONS_VAPID_SUBJECT: 'ops',
    })
    expect(complaints).toEqual([
      'INVITATIONS_PORT: must be a whole number from 0 to 65535',
      'REDIS_URL: must be an address that begins with redis: or rediss:',
      'INVITATIONS_JWT_SECRET: must have 32 bytes or more',
      'INVITATIONS_ORIGINS.0: must be origins such as https://app.example.com',
      'INVITATIONS_API_KEY: must have 32 characters or more, none of them blank',
      expect.stringMatching(/^INVITATIONS_LIMITS.*conections/),
      'INVITATIONS_VAPID_SUBJECT: must be an address that begins with mailto: or https:',
      'exactly one of INVITATIONS_JWT_SECRET, INVITATIONS_JWKS_URL, INVITATIONS_JWT_PUBLIC_KEY is needed, or --dev',
      'REDIS_URL, INVITATIONS_DATA_DIR: only one of them',
      'INVITATIONS_WEBHOOK_URL, INVITATIONS_WEBHOOK_SECRET: all of them or none',
      'INVITATIONS_VAPID_PUBLIC_KEY, INVITATIONS_VAPID_PRIVATE_KEY, INVITATIONS_VAPID_SUBJECT: all of them or none',
    ])
  })

  it('shows no secret in what it complains about', () => {
    const env = { ...good, INVITATIONS_JWT_SECRET: 'hunter2', INVITATIONS_API_KEY: 'hunter2' }
    expect(complaintsOf([], env).join()).not.toContain('hunter2')
  })

  it('needs a key and origins unless it is in development mode', () => {
    expect(complaintsOf([], {})).toHaveLength(2)
    const settings = readSettings(['--dev'], {})
    expect(settings).toMatchObject({ isDevelopment: true, host: '127.0.0.1' })
    const { auth, origins, devTokens } = settings!.server
    expect('secret' in auth && auth.secret.length).toBeGreaterThan(32)
    expect(origins).toContain('http://localhost:*')
    expect(devTokens).toBe(true)
    const again = readSettings(['--dev'], {})!.server.auth
    expect(again).not.toEqual(auth)
  })

  it('never mixes development mode with keys, nor opens it to others', () => {
    expect(complaintsOf(['--dev'], good)).toEqual([
      'INVITATIONS_JWT_SECRET: not together with --dev',
    ])
    expect(complaintsOf(['--dev', '--host', '0.0.0.0'], {})).toEqual([
      'INVITATIONS_HOST: must be of this machine only with --dev',
    ])
  })

  it('knows its flags', () => {
    expect(complaintsOf(['--prot', '1'], good)[0]).toContain('--prot')
    expect(readSettings(['--help', '--port', 'x'], {})).toBeNull()
  })
})

describe('the help', () => {
  it('has every setting, and nothing else', () => {
    const names = definitions.map(({ env }) => env)
    expect(Object.keys(settingsSchema.entries).sort()).toEqual([...names].sort())
    for (const name of names) expect(helpText()).toContain(name)
    expect(Object.keys(defaultLimits).length).toBeGreaterThan(0)
  })

  it('offers no flag for a secret', () => {
    const flags = definitions.flatMap((one) => ('flag' in one ? [one.flag] : []))
    expect(flags.filter((flag) => /secret|private|api-key|redis/.test(flag))).toEqual([])
  })
})
