import { CloseCode } from '../../../src/engines/service/wire'
import { openApp } from '../app'
import type { Scenario } from '../run-scenario'
import { mustBe } from '../waiting'
import { connectAs } from './raw-client'
import { using } from './with-store'

const FRAMES_OF_FLOOD = 3_000
const FLOODERS = 4
/** How long somebody else may wait for an answer meanwhile: generous, on a machine with other things to do. */
const LONGEST_ANSWER_MS = 8_000

/** Clients that ask for more than anybody needs. */
export const floods: readonly Scenario[] = [
  {
    name: 'floods',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const gateway = service.gateways[0]!
        const app = await keep(
          openApp({ name: 'flood-guest', userId: 'flood-ann', url: gateway.url }),
        )
        const flooders = []
        for (let n = 0; n < FLOODERS; n++) {
          flooders.push(await keep(connectAs(gateway, `flooder-${n}`)))
        }
        for (let frame = 0; frame < FRAMES_OF_FLOOD; frame++) {
          for (const { socket, send } of flooders) {
            if (socket.readyState !== socket.OPEN) continue
            send({ t: 'call', id: `flood-${frame}`, name: 'getPendingInvitations', input: {} })
          }
        }
        const started = performance.now()
        await app.engine.createRoom({ roomId: 'flood-room' })
        await app.engine.enterRoom({ roomId: 'flood-room' })
        const took = performance.now() - started
        const closed = await Promise.all(flooders.map((flooder) => flooder.closed))
        mustBe(
          closed.every(({ code }) => code === CloseCode.TOO_MUCH),
          `hung up with ${closed.map(({ code }) => code).join(', ')}`,
        )
        const most = Math.max(
          ...flooders.map(({ frames }) => frames.filter(({ t }) => t === 'answer').length),
        )
        mustBe(most < FRAMES_OF_FLOOD / 10, `a flooder got ${most} answers`)
        mustBe(took < LONGEST_ANSWER_MS, `somebody else waited for ${Math.round(took)} ms`)
        mustBe(app.engine.status === 'online', 'somebody else was hung up on')
        return { note: `hung up on ${FLOODERS}, somebody else waited ${Math.round(took)} ms` }
      }),
  },
]
