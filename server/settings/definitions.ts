/** A setting as operators see it. */
export interface Definition {
  /** Name of the environment variable. */
  env: string
  /** Name of the flag that says the same; secrets have none, because everybody can list the flags of a process. */
  flag?: string
  help: string
}

/** All settings, in the order of the help. */
export const definitions = [
  { env: 'INVITATIONS_PORT', flag: 'port', help: 'Port to listen on. Default: 4400' },
  {
    env: 'INVITATIONS_HOST',
    flag: 'host',
    help: 'Address to listen on. Default: all, in development 127.0.0.1',
  },
  {
    env: 'INVITATIONS_DATA_DIR',
    flag: 'data-dir',
    help: 'Folder for the state of a service of one process. Default: ./invitations-data',
  },
  {
    env: 'REDIS_URL',
    help: 'Redis or Valkey for a service of many processes, instead of a folder',
  },
  {
    env: 'INVITATIONS_REDIS_SENTINELS',
    flag: 'sentinels',
    help: 'Sentinels to ask for the primary: host:port, with commas between',
  },
  {
    env: 'INVITATIONS_REDIS_SENTINEL_NAME',
    flag: 'sentinel-name',
    help: 'Under which they know the primary; needed with them',
  },
  {
    env: 'INVITATIONS_REDIS_WAIT',
    flag: 'wait-replicas',
    help: 'Replicas that must have a change before it is answered. Default: 0',
  },
  {
    env: 'INVITATIONS_TENANT',
    flag: 'tenant',
    help: 'Keeps several services on one Redis apart. Default: default',
  },
  { env: 'INVITATIONS_JWT_SECRET', help: 'Secret of users’ tokens (HS256), at least 32 bytes' },
  {
    env: 'INVITATIONS_JWKS_URL',
    flag: 'jwks-url',
    help: 'Address of the public keys of users’ tokens',
  },
  { env: 'INVITATIONS_JWT_PUBLIC_KEY', help: 'Public key of users’ tokens, PEM' },
  {
    env: 'INVITATIONS_JWT_AUDIENCE',
    flag: 'jwt-audience',
    help: 'What aud of a token must say. Default: conference-invitations',
  },
  {
    env: 'INVITATIONS_JWT_ISSUER',
    flag: 'jwt-issuer',
    help: 'What iss must say. Default: anything',
  },
  {
    env: 'INVITATIONS_ORIGINS',
    flag: 'origins',
    help: 'Origins of the pages that may connect, with commas between; * for all',
  },
  {
    env: 'INVITATIONS_ROOMS',
    flag: 'rooms',
    help: 'open: users create and enter rooms; managed: the app’s backend does. Default: open',
  },
  {
    env: 'INVITATIONS_API_KEY',
    help: 'Credential of the app’s backend, at least 32 characters. Default: HTTP API off',
  },
  { env: 'INVITATIONS_LIMITS', flag: 'limits', help: 'JSON with limits to replace' },
  {
    env: 'INVITATIONS_TRUSTED_PROXIES',
    flag: 'trusted-proxies',
    help: 'Proxies in front that add to X-Forwarded-For. Default: 0',
  },
  { env: 'INVITATIONS_WEBHOOK_URL', flag: 'webhook-url', help: 'Where changes are posted' },
  { env: 'INVITATIONS_WEBHOOK_SECRET', help: 'whsec_ and base64: signs what is posted' },
  { env: 'INVITATIONS_VAPID_PUBLIC_KEY', help: 'Web Push: the public key' },
  { env: 'INVITATIONS_VAPID_PRIVATE_KEY', help: 'Web Push: the private key' },
  { env: 'INVITATIONS_VAPID_SUBJECT', help: 'Web Push: mailto: or https: address of the operator' },
  {
    env: 'INVITATIONS_LOG_LEVEL',
    flag: 'log-level',
    help: 'debug, info, warn, error or silent. Default: info',
  },
] as const satisfies readonly Definition[]

export type SettingName = (typeof definitions)[number]['env']

const DEV_HELP = 'Development mode: a random secret, and tokens for everybody on this machine'

/** What `--help` prints. */
export function helpText(): string {
  const rows = definitions.map((one): [string, string] => [
    'flag' in one ? `--${one.flag}, ${one.env}` : one.env,
    one.help,
  ])
  const all: Array<[string, string]> = [['--dev', DEV_HELP], ['--help', 'This text'], ...rows]
  const width = Math.max(...all.map(([names]) => names.length)) + 2
  return [
    'conference-invitation-server: the invitation service',
    '',
    'Settings come from the environment; a flag wins.',
    '',
    ...all.map(([names, help]) => `  ${names.padEnd(width)}${help}`),
  ].join('\n')
}
