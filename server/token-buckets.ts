import type { Clock } from '../src/manager/ports'
import type { Rate } from './limits'

/** Budgets that fill up again by themselves; one of which nothing was taken lately takes no room. */
export interface TokenBuckets<Key = string> {
  /** Takes one from the budget of a key; how many milliseconds to wait when there is none, else 0. */
  take(key: Key): number
  /** Takes one from each, or from none of them. */
  takeAll(keys: readonly Key[]): number
  /** Forgets the budgets that are full again. */
  purge(): void
  readonly size: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Creates {@link TokenBuckets}. */
export function createTokenBuckets<Key = string>(
  { burst, perSecond }: Rate,
  clock: Clock,
): TokenBuckets<Key> {
  const buckets = new Map<Key, Bucket>()

  function fill(key: Key): Bucket {
    const now = clock.now()
    const bucket = buckets.get(key)
    if (!bucket) return { tokens: burst, at: now }
    // a clock that was set back must not lock anybody out
    const elapsedMs = Math.max(now - bucket.at, 0)
    return { tokens: Math.min(bucket.tokens + (elapsedMs * perSecond) / 1_000, burst), at: now }
  }

  function takeAll(keys: readonly Key[]) {
    const filled = keys.map((key) => [key, fill(key)] as const)
    const least = Math.min(...filled.map(([, { tokens }]) => tokens))
    const cost = least < 1 ? 0 : 1
    for (const [key, { tokens, at }] of filled) buckets.set(key, { tokens: tokens - cost, at })
    return cost === 1 ? 0 : Math.ceil(((1 - least) * 1_000) / perSecond)
  }

  return {
    take: (key) => takeAll([key]),
    takeAll,
    purge() {
      for (const key of buckets.keys()) if (fill(key).tokens >= burst) buckets.delete(key)
    },
    get size() {
      return buckets.size
    },
  }
}
