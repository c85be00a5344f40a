import { openFront } from '../front'
import { runLoad, type LoadOptions } from '../load'
import type { Scenario, Stage } from '../run-scenario'
import type { Service } from '../service'
import { mustBe, wait } from '../waiting'

/** How long something is away or deaf, in milliseconds. */
const AWAY_MS = 700
const DEAF_MS = 3_000

/** A load of calls on all gateways, during which something breaks. */
function underLoad(
  name: string,
  short: string,
  fault: (service: Service) => Promise<void>,
  {
    mayReset = false,
    ...flags
  }: Partial<Pick<Scenario, 'isInShort' | 'isAlone'>> & Pick<LoadOptions, 'mayReset'> = {},
): Scenario {
  return {
    ...{ name, isInShort: false, ...flags },
    async run({ service, groups, times }: Stage) {
      const urls = service.gateways.map(({ url }) => url)
      const figures = await runLoad({
        name: short,
        groups,
        urls,
        times,
        mayReset,
        fault: () => fault(service),
      })
      return { figures }
    },
  }
}

function redisOf({ redis }: Service) {
  mustBe(redis !== null, 'this needs Redis')
  return redis
}

async function restart({ gateways }: Service, count = gateways.length) {
  const chosen = gateways.slice(0, count)
  await Promise.all(chosen.map((gateway) => gateway.kill()))
  await wait(AWAY_MS)
  await Promise.all(chosen.map((gateway) => gateway.start()))
}

/** What breaks while people call each other. */
export const breakdowns: readonly Scenario[] = [
  underLoad('nothing breaks', 'calm', async () => {}),
  underLoad('a gateway is killed and comes back', 'one', (service) => restart(service, 1), {
    isInShort: true,
  }),
  {
    name: 'a gateway is killed, its clients go to another',
    isInShort: false,
    async run({ service: { gateways }, groups }) {
      const fronts = await Promise.all(gateways.map(({ url }) => openFront(url)))
      const [dead, other] = [gateways[0]!, gateways[1]!]
      try {
        const figures = await runLoad({
          ...{ name: 'move', groups, times: 1, urls: fronts.map(({ url }) => url) },
          async fault() {
            fronts[0]!.target = other.url
            await dead.kill()
            await wait(DEAF_MS)
          },
        })
        return { figures }
      } finally {
        await Promise.all(fronts.map((front) => front.close()))
        await dead.start()
      }
    },
  },
  underLoad('all gateways are killed and come back', 'all', (service) => restart(service)),
  underLoad(
    'Redis is killed and comes back',
    'redis',
    async (service) => {
      await redisOf(service).stop('SIGKILL')
      await wait(AWAY_MS)
      await redisOf(service).start()
    },
    { isInShort: true, mayReset: true },
  ),
  underLoad('a gateway is deaf for 3 s', 'deaf', async ({ gateways: [gateway] }) => {
    gateway!.signal('SIGSTOP')
    await wait(DEAF_MS)
    gateway!.signal('SIGCONT')
  }),
  underLoad('Redis is deaf for 3 s', 'rdeaf', async (service) => {
    redisOf(service).signal('SIGSTOP')
    await wait(DEAF_MS)
    redisOf(service).signal('SIGCONT')
  }),
  underLoad('a gateway alone is killed and comes back', 'alone', (service) => restart(service), {
    isAlone: true,
    mayReset: true,
  }),
]
