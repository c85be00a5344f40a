import { createPublicKey } from 'node:crypto'
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import type { Clock } from '../../src/manager/ports'
import type { ProfileRecord } from '../../src/manager/records'
import { isUserId } from '../../src/manager/validate'
import { DEFAULT_AUDIENCE, type TokenOptions } from './token-options'

/** Who a token says that somebody is. */
export interface Identity {
  userId: string
  /** What the token says of the person; it wins over what the client says. */
  names: Partial<Omit<ProfileRecord, 'userId'>>
  /** When the token ends: milliseconds since the epoch. */
  expiresAt: number
}

/** Checks a token; rejects with a {@link BadTokenError}, or with something else when it cannot be checked now. */
export type VerifyToken = (token: string) => Promise<Identity>

/** A token that proves nothing; `message` says why, in words that may be told. */
export class BadTokenError extends Error {}

const ASYMMETRIC = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'RS256']
/** How far the clocks of signer and service may differ, in seconds. */
const TOLERANCE = 5
/** Answers of the key server that say nothing about the token. */
const KEY_SERVER_FAILURES = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']

/** Creates {@link VerifyToken}; throws for a key that is none. */
export function createTokenVerifier(options: TokenOptions, clock: Clock): VerifyToken {
  const { audience = DEFAULT_AUDIENCE, issuer } = options
  const getKey = keyOf(options)
  // a public key must not be taken for a secret: each kind of key has algorithms of its own
  const algorithms = 'secret' in options ? ['HS256'] : ASYMMETRIC

  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, getKey, {
        algorithms,
        audience,
        ...(issuer !== undefined && { issuer }),
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(clock.now()),
      })
      return identityOf(payload)
    } catch (error) {
      if (error instanceof BadTokenError) throw error
      if ('jwksUrl' in options && isKeyServerFailure(error)) throw error
      // not the error itself: it carries the token's content
      throw new BadTokenError(reasonOf(error))
    }
  }
}

function keyOf(options: TokenOptions): JWTVerifyGetKey {
  if ('secret' in options) {
    const secret = new TextEncoder().encode(options.secret)
    if (secret.length < 32) throw new Error('the secret for tokens must have at least 32 bytes')
    return async () => secret
  }
  if ('publicKey' in options) {
    const key = createPublicKey(options.publicKey)
    return async () => key
  }
  return createRemoteJWKSet(new URL(options.jwksUrl))
}

function identityOf({ sub, exp, name, picture }: JWTPayload): Identity {
  if (!isUserId(sub)) throw new BadTokenError('sub is not a user id')
  return {
    userId: sub,
    names: {
      ...(typeof name === 'string' && { userName: name }),
      ...(typeof picture === 'string' && { avatarUrl: picture }),
    },
    expiresAt: exp! * 1_000,
  }
}

function isKeyServerFailure(error: unknown) {
  return !(error instanceof errors.JOSEError) || KEY_SERVER_FAILURES.includes(error.code)
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has ended'
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is not as it must be`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'alg is not allowed'
  if (error instanceof errors.JWKSNoMatchingKey) return 'kid is not known'
  return 'the signature does not hold'
}
