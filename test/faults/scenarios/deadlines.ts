import { openApp, type App } from '../app'
import type { Scenario } from '../run-scenario'
import { actorOf, makeRoom, workOn } from '../store-work'
import { mustBe, mustCome, wait } from '../waiting'
import { heardOf, killAll, messagesOf, startAll, using } from './with-store'

const PEOPLE = 3
/** Seconds a call rings, and how long everything is away, in milliseconds. */
const RING_SECONDS = 1
const AWAY_MS = 1_300

/** Calls whose time runs out while nobody is there to see it. */
export const deadlines: readonly Scenario[] = [
  {
    name: 'deadlines while everything is down',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const [roomId, callId] = ['due-room', 'due-call']
        const users = Array.from({ length: PEOPLE }, (_, n) => `due-${n}`)
        const { gateways } = service
        const apps: App[] = []
        for (const [n, userId] of users.entries()) {
          const { url } = gateways[n % gateways.length]!
          apps.push(await keep(openApp({ name: userId, userId, url })))
        }
        const before = await service.openStore()
        try {
          const work = workOn(before)
          await makeRoom(work, roomId, 'due-host')
          const input = { roomId, userIdList: users, timeout: RING_SECONDS, extensionInfo: callId }
          await work.execute(actorOf('due-host'), 'inviteUsers', input)
          await mustCome('everybody rings', () => apps.every((app) => app.isRinging(roomId)))
        } finally {
          await before.close()
        }
        await killAll(service)
        await wait(AWAY_MS)
        await startAll(service)
        const store = await keep(service.openStore())
        const timeouts = async (userId: string) => {
          const names = await messagesOf(store, `user:${userId}`, callId)
          return names.filter((name) => name === 'onInvitationTimeout').length
        }
        const all = () => Promise.all(users.map(timeouts))
        await mustCome('all time out', async () => (await all()).every((count) => count > 0))
        await mustCome('nobody rings', () => apps.every((app) => !app.isRinging(roomId)))
        // every gateway has looked at what is due at least once more
        await wait(1_200)
        const counts = await all()
        mustBe(
          counts.every((count) => count === 1),
          `timeouts by person: ${counts.join(', ')}`,
        )
        const told = apps.map(
          (app) => heardOf(app, callId).filter((name) => name === 'onInvitationTimeout').length,
        )
        mustBe(Math.max(...told) <= 1, `timeouts by device: ${told.join(', ')}`)
        return { note: `${PEOPLE} calls ended once each` }
      }),
  },
]
