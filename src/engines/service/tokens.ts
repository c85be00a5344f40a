import type { Clock } from '../../manager/ports'
import { createTimer } from '../../manager/timer'

/** A token, or what gets a new one each time. */
export type TokenSource = string | (() => Promise<string>)

/** A token is renewed when so much of its life is left: milliseconds, or this part of it when that is less. */
const MARGIN_MS = 60_000
const MARGIN_PART = 0.2
/** Shortest time between two tries to renew it, in milliseconds. */
const MIN_RETRY_MS = 1_000

/** Gets tokens, and new ones before they end. */
export interface Tokens {
  /** Whether there can be another one than before. */
  readonly canRenew: boolean
  get(): Promise<string>
  /** Hands over a new token some time before `expiresAt`, by the local clock. */
  renewBefore(expiresAt: number): void
  /** Renews nothing any more. */
  stop(): void
}

export interface TokensOptions {
  source: TokenSource
  clock: Clock
  onRenewed: (token: string) => void
}

/** Creates {@link Tokens}. */
export function createTokens({ source, clock, onRenewed }: TokensOptions): Tokens {
  /** Grows when renewing begins or stops: a token that comes later is not wanted any more. */
  let era = 0
  const timer = createTimer(clock)
  const canRenew = typeof source === 'function'

  async function get() {
    return canRenew ? source() : source
  }

  function renewBefore(expiresAt: number) {
    stop()
    const left = expiresAt - clock.now()
    schedule(expiresAt, left - Math.min(MARGIN_MS, left * MARGIN_PART))
  }

  function schedule(expiresAt: number, delayMs: number) {
    if (!canRenew) return
    const begun = era
    timer.set(() => {
      get().then(
        (token) => {
          if (begun === era) onRenewed(token)
        },
        () => {
          if (begun !== era) return
          schedule(expiresAt, Math.max((expiresAt - clock.now()) / 2, MIN_RETRY_MS))
        },
      )
    }, delayMs)
  }

  function stop() {
    era += 1
    timer.stop()
  }

  return { canRenew, get, renewBefore, stop }
}
