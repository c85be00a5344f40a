import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRedis, startRedis, type RedisProcess } from '../../scripts/lib/redis.mjs'

/** Starts a Redis of the specs' own for as long as they run; its files go with it. */
export function useOwnRedis(settings: Record<string, string> = {}): () => RedisProcess {
  let folder: string
  let redis: RedisProcess
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'invitations-redis-'))
    redis = await startRedis({ directory: folder, settings })
  })
  afterAll(async () => {
    await redis?.stop('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return () => redis
}

/** Runs specs on the Redis at REDIS_URL, else on one of their own. Without either they are left out, but not in CI. */
export function describeOnRedis(name: string, specs: (url: () => string) => void): void {
  const { REDIS_URL } = process.env
  describeIf(name, Boolean(REDIS_URL ?? findRedis()), 'no REDIS_URL and no redis-server', () => {
    if (REDIS_URL) {
      specs(() => REDIS_URL)
      return
    }
    const redis = useOwnRedis()
    specs(() => redis().url)
  })
}

/** Runs specs that do things to a Redis, or need settings of it, which only one's own can bear. */
export function describeOnOwnRedis(
  name: string,
  specs: (redis: () => RedisProcess) => void,
  settings?: Record<string, string>,
): void {
  describeIf(name, Boolean(findRedis()), 'no redis-server', () => specs(useOwnRedis(settings)))
}

function describeIf(name: string, isThere: boolean, reason: string, specs: () => void) {
  if (isThere) {
    describe(name, specs)
    return
  }
  const notice = `${name} (left out: ${reason}; npm run setup installs one)`
  console.info(notice)
  describe(notice, () => {
    it.skipIf(!process.env.CI)('has an engine to run on', () => {
      expect(findRedis()).toBeDefined()
    })
  })
}

/** A tenant that nobody has used before. */
export function newTenant(): string {
  return `test-${crypto.randomUUID()}`
}
