import { SignJWT } from 'jose'
import type { Clock } from '../../src/manager/ports'
import type { UserProfile } from '../../src/manager/types'
import { DEFAULT_AUDIENCE, type TokenOptions } from './token-options'

const LIFETIME_MS = 600_000

/** Signs a short-lived token with the shared secret; only development mode has it. */
export async function issueToken(
  { userId, userName, avatarUrl }: UserProfile,
  options: TokenOptions,
  clock: Clock,
): Promise<{ token: string; expiresAt: number }> {
  if (!('secret' in options)) throw new Error('tokens can only be issued with a secret')
  const { secret, audience = DEFAULT_AUDIENCE, issuer } = options
  const issuedAt = Math.floor(clock.now() / 1_000)
  const expiresAt = (issuedAt + LIFETIME_MS / 1_000) * 1_000
  const jwt = new SignJWT({
    ...(userName !== undefined && { name: userName }),
    ...(avatarUrl !== undefined && { picture: avatarUrl }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt / 1_000)
  if (issuer !== undefined) jwt.setIssuer(issuer)
  return { token: await jwt.sign(new TextEncoder().encode(secret)), expiresAt }
}
