import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CloseCode } from '../../../src/engines/service/wire'
import { openApp } from '../app'
import type { GatewayProcess } from '../gateways'
import type { Scenario } from '../run-scenario'
import { API_KEY, BUFFERED_BYTES } from '../service'
import { actorOf, makeRoom, workOn } from '../store-work'
import { mustBe, mustCome } from '../waiting'
import { connectAs } from './raw-client'
import { using } from './with-store'

/** Sockets that do not read, and what is sent to each: rounds of calls and taking them back, so many of so many bytes. */
const SLOW = 8
const ROUNDS = 30
const ROWS = 50
const ROW_BYTES = 4_000
/** So many hosts that none of them calls more often than the rules allow. */
const HOSTS = 3
/** Memory that a gateway may take on top for all of them: far less than what they did not read. */
const MOST_GROWTH_BYTES = 100_000_000

/** Clients that take nothing off the line. */
export const slowReaders: readonly Scenario[] = [
  {
    name: 'clients that do not read',
    isInShort: false,
    run: ({ service }) =>
      using(async (keep) => {
        const roomId = 'slow-room'
        const gateway = service.gateways[0]!
        const store = await keep(service.openStore())
        const work = workOn(store)
        const hosts = Array.from({ length: HOSTS }, (_, n) => actorOf(`slow-host-${n}`))
        await makeRoom(work, roomId, hosts[0]!.user.userId)
        for (const host of hosts) await work.execute(host, 'enterRoom', { roomId })
        const app = await keep(
          openApp({ name: 'slow-reader', userId: 'slow-ann', url: gateway.url, roomId }),
        )
        await app.engine.enterRoom({ roomId })
        for (let n = 0; n < SLOW; n++) {
          const client = await keep(connectAs(gateway, `slow-${n}`))
          await client.call('enterRoom', { roomId })
          client.socket.pause()
        }
        const heard = () => app.record.notes.filter((note) => note.kind === 'event').length
        const before = await readBytes(gateway)
        let most = before
        const userIdList = Array.from({ length: ROWS }, (_, n) => `slow-guest-${n}`)
        const extensionInfo = 'x'.repeat(ROW_BYTES)
        for (let round = 0; round < ROUNDS; round++) {
          const host = hosts[round % HOSTS]!
          const calls = { roomId, userIdList, timeout: 0, extensionInfo }
          await work.execute(host, 'inviteUsers', calls)
          await work.execute(host, 'cancelInvitation', { roomId, userIdList, seen: {} })
          // as fast as somebody who reads
          await mustCome('what others hear', () => heard() >= 2 * ROWS * (round + 1))
          most = Math.max(most, await readBytes(gateway))
        }
        await mustCome('they are hung up on', async () => (await countHangUps(gateway)) >= SLOW)
        const breaks = app.record.notes.filter((note) => note.kind !== 'event').length
        mustBe(breaks === 0 && heard() === 2 * ROWS * ROUNDS, 'who does read has missed something')
        mustBe(
          most - before < MOST_GROWTH_BYTES,
          `memory grew by ${Math.round((most - before) / 1e6)} MB`,
        )
        const unread = (ROUNDS * ROWS * 2 * ROW_BYTES) / 1e6
        return {
          note: `+${Math.round((most - before) / 1e6)} MB while ${SLOW} did not read ${unread} MB each (kept: ${BUFFERED_BYTES / 1_024} KiB)`,
        }
      }),
  },
]

/** Memory of a gateway, as the machine sees it. */
async function readBytes({ pid }: GatewayProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) * 1_024
}

/** How many sockets a gateway has closed because they do not read. */
async function countHangUps({ url }: GatewayProcess): Promise<number> {
  const response = await fetch(`${url.replace('ws:', 'http:')}/metrics`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  })
  const line = `conference_invitations_hang_ups_total{code="${CloseCode.TOO_SLOW}"} `
  const [, count = '0'] = (await response.text()).split(line)
  return Number.parseInt(count)
}
