import { CloseCode } from '../../src/engines/service/wire'
import { BadTokenError, type Identity } from '../auth/token-verifier'
import type { GatewayContext } from '../context'
import { describeError } from '../logger'
import { createExpiry } from './expiry'
import type { Outgoing } from './outgoing'

/** What proves whom a socket speaks for, and until when. */
export interface Credentials {
  /** Checks the first token; hangs up, and gives `null`, when it proves nothing. */
  identify(token: string): Promise<Identity | null>
  /** The token holds until a time: milliseconds since the epoch. */
  holdUntil(expiresAt: number): void
  /** Takes a new token for the same user. */
  renew(token: string, userId: string): Promise<void>
  cancel(): void
}

/** Creates {@link Credentials}; they hang up when the token ends and no new one has come. */
export function createCredentials(
  { verifyToken, clock, metrics, logger }: GatewayContext,
  { send, hangUp }: Pick<Outgoing, 'send' | 'hangUp'>,
): Credentials {
  const expiry = createExpiry(clock, () => hangUp(CloseCode.BAD_TOKEN, 'the token has ended'))

  async function identify(token: string) {
    try {
      return await verifyToken(token)
    } catch (error) {
      if (!(error instanceof BadTokenError)) throw error
      metrics.refused('token')
      hangUp(CloseCode.BAD_TOKEN, error.message)
      return null
    }
  }

  async function renew(token: string, userId: string) {
    try {
      const identity = await identify(token)
      if (!identity) return
      if (identity.userId !== userId) {
        hangUp(CloseCode.BAD_TOKEN, 'a new token must be for the same user')
        return
      }
      expiry.set(identity.expiresAt)
      send({ t: 'renewed', expiresAt: identity.expiresAt })
    } catch (error) {
      // the old one still holds; the client asks again when no answer comes
      logger.warn({ error: describeError(error) }, 'a token could not be checked')
    }
  }

  return { identify, holdUntil: (expiresAt) => expiry.set(expiresAt), renew, cancel: expiry.cancel }
}
