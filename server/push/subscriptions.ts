import { invalid } from '../../src/manager/validate'
import type { ServiceStore } from '../stores'

/** Where a browser wants to be pushed to, as `PushSubscription.toJSON()` has it. */
export interface PushTarget {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** The browsers of each person. */
export interface PushSubscriptions {
  list(userId: string): Promise<PushTarget[]>
  add(userId: string, target: PushTarget): Promise<void>
  remove(userId: string, endpoint: string): Promise<void>
}

const MAX_PER_USER = 10
/** Browsers subscribe anew at each visit, which puts this off. */
const LIFETIME_MS = 90 * 86_400_000

/** Hosts of the browsers' own push services; `*.` stands for any host below. */
export const PUSH_HOSTS: readonly string[] = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
]

/** Creates {@link PushSubscriptions}; the service sends nothing to other hosts, whatever clients ask for. */
export function createPushSubscriptions(
  store: ServiceStore,
  hosts: readonly string[] = PUSH_HOSTS,
): PushSubscriptions {
  async function list(userId: string): Promise<PushTarget[]> {
    return parse(await store.getValue(keyOf(userId)))
  }

  async function update(userId: string, change: (targets: PushTarget[]) => PushTarget[]) {
    const key = keyOf(userId)
    for (;;) {
      const before = await store.getValue(key)
      const targets = change(parse(before))
      const after = targets.length === 0 ? null : JSON.stringify(targets)
      if (await store.replaceValue(key, before, after, LIFETIME_MS)) return
    }
  }

  return {
    list,
    async add(userId, target) {
      if (!isAllowed(target.endpoint, hosts)) {
        throw invalid("endpoint must be the https address of a browser's push service")
      }
      await update(userId, (targets) =>
        [target, ...targets.filter(({ endpoint }) => endpoint !== target.endpoint)].slice(
          0,
          MAX_PER_USER,
        ),
      )
    },
    remove: (userId, gone) =>
      update(userId, (targets) => targets.filter(({ endpoint }) => endpoint !== gone)),
  }
}

function keyOf(userId: string) {
  return `push-subscriptions:${userId}`
}

function parse(text: string | null): PushTarget[] {
  return text === null ? [] : (JSON.parse(text) as PushTarget[])
}

function isAllowed(endpoint: string, hosts: readonly string[]) {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username } = new URL(endpoint)
  if (protocol !== 'https:' || port !== '' || username !== '') return false
  return hosts.some((host) =>
    host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host,
  )
}
