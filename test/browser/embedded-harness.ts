import { createDevice, type Device } from '../contract/device'
import type { Harness } from '../contract/harness'
import { openFrame, openHere, openWorker, type Tab } from './tabs'

const START = Date.UTC(2030, 0, 15, 12)

/** The tabs of a test file: devices are dealt out to them in turn. */
export interface TabPool {
  readonly tabs: Tab[]
  /** Puts a new tab in the place of one that was killed. */
  replace(tab: Tab): Promise<void>
  close(): void
}

/** Opens three iframes, and one worker, which truly runs at the same time. */
export async function openTabs(): Promise<TabPool> {
  const tabs = [await openFrame(), openWorker(), await openFrame(), await openFrame()]
  return {
    tabs,
    async replace(tab) {
      const index = tabs.indexOf(tab)
      tabs[index] = index === 1 ? openWorker() : await openFrame()
    },
    close() {
      for (const tab of tabs) tab.kill()
    },
  }
}

export interface EmbeddedHarness extends Required<Pick<Harness, 'kill'>>, Omit<Harness, 'kill'> {
  readonly namespace: string
  tabOf(device: Device): Tab
  /** Forgets the devices of a tab that was reloaded or taken away. */
  forgetTab(tab: Tab): void
}

/**
 * Devices of the embedded engine in several tabs. A watchful one also waits for what did not begin
 * with a call, such as an event of the browser.
 */
export async function createEmbeddedHarness(
  pool: Pick<TabPool, 'tabs' | 'replace'>,
  { isWatchful = false } = {},
): Promise<EmbeddedHarness> {
  const namespace = crypto.randomUUID()
  const homes = new Map<Device, Tab>()
  const killed: Tab[] = []
  let now = START
  let connected = 0
  let rounds = 0
  /** Whether something was asked of the devices since everything had settled. */
  let isStirred = true
  let settling: Promise<void> | null = null

  const usedTabs = () => [...new Set(homes.values())]
  const askAll = <Result>(ask: (tab: Tab) => Promise<unknown>) =>
    Promise.all(usedTabs().map(ask)) as Promise<Result[]>

  async function connect(user: { userId: string }): Promise<Device> {
    const tab = pool.tabs[connected++ % pool.tabs.length]!
    const deviceKey = `device ${connected}`
    await tab.ask('connect', { namespace, deviceKey, user, now })
    isStirred = true
    const device = createDevice(user.userId, async (kind, request) => {
      try {
        return await tab.ask('device', { namespace, deviceKey, kind, request })
      } finally {
        isStirred ||= kind === 'call'
      }
    })
    homes.set(device, tab)
    return device
  }

  /** How much the storage has had to do in all tabs, when it has nothing more to do. */
  async function workDone(): Promise<number> {
    const work = await askAll<number>((tab) => tab.ask('quiet', {}))
    return work.reduce((sum, one) => sum + one, 0)
  }

  async function settle() {
    // one that is under way may be past what this one waits for
    await settling
    if (homes.size > 0 && (isStirred || isWatchful)) {
      settling ??= passRounds().finally(() => (settling = null))
    }
    await settling
  }

  async function passRounds() {
    isStirred = false
    for (let before = NaN; ;) {
      const round = `round ${++rounds}`
      const others = usedTabs().length - 1
      // The hints of all commits come before the probes, as a tab gives them when it has committed.
      await askAll((tab) => tab.ask('probe', { namespace, round, others }))
      const done = await workDone()
      // what one round brings about may bring about more
      if (done === before) return
      before = done
    }
  }

  function forgetTab(tab: Tab) {
    for (const [device, home] of homes) {
      if (home === tab) homes.delete(device)
    }
  }

  return {
    namespace,
    connect,
    now: () => now,
    async advance(ms) {
      now += ms
      await askAll((tab) => tab.ask('advance', { namespace, ms }))
      isStirred = true
      await settle()
      // a tab that was busy meanwhile has noticed only now what is due
      await askAll((tab) => tab.ask('advance', { namespace, ms: 0 }))
      isStirred = true
      await settle()
    },
    settle,
    async kill(device) {
      const tab = homes.get(device)!
      forgetTab(tab)
      killed.push(tab)
      tab.kill()
      isStirred = true
      await untilLocksAre(namespace, homes.size)
    },
    tabOf: (device) => homes.get(device)!,
    forgetTab,
    async close() {
      await askAll((tab) => tab.ask('release', { namespace }))
      for (const tab of killed) await pool.replace(tab)
    },
  }
}

/** The same with all devices in the test's own page, where it can get at what the browser gives. */
export function createPageHarness(): Promise<EmbeddedHarness> {
  const replace = () => Promise.resolve()
  return createEmbeddedHarness({ tabs: [openHere(), openHere()], replace }, { isWatchful: true })
}

/** Resolves when just so many devices of a namespace hold their lock: the dead ones have been noticed. */
export async function untilLocksAre(namespace: string, count: number): Promise<void> {
  const prefix = `conference-invitations:${namespace}:`
  for (;;) {
    const { held = [] } = await navigator.locks.query()
    if (held.filter(({ name }) => name!.startsWith(prefix)).length <= count) return
  }
}
