import { setTimeout as timeout } from 'node:timers/promises'
import type { ServiceStore } from '../../server/stores'
import type { ServiceSocket } from './socket'

/** Rounds in which nothing may move: what one read of a store brings about shows in the next. */
const QUIET_ROUNDS = 2

/** Waits until everything that was done has come everywhere. */
export interface Settling {
  /** `sockets` tells those that are open at the moment. */
  settle(sockets: () => ServiceSocket[]): Promise<void>
}

/** Creates a {@link Settling} for the stores of all gateways of a service. */
export function createSettling(stores: readonly ServiceStore[]): Settling {
  let marks = 0
  let entriesHeard = 0
  const waiting = stores.map((store) => {
    const marksHeard = new Map<string, () => void>()
    store.onEntries((entries) => {
      for (const { message } of entries) {
        if (message.name !== 'roomChanged') continue
        marksHeard.get(message.payload.roomId)?.()
      }
      entriesHeard += entries.length
    })
    return marksHeard
  })

  /** Behind an entry of its own there is no older one that a gateway has not heard. */
  async function passBus() {
    const mark = `mark ${++marks}`
    const heard = waiting.map(
      (marksHeard) => new Promise<void>((resolve) => marksHeard.set(mark, resolve)),
    )
    const nobody = { roomId: '', members: [], invitations: [], profiles: [], quota: null }
    await stores[0]!.transact(nobody, () => ({
      writes: [],
      messages: [
        {
          to: { kind: 'user', userId: 'mark' },
          name: 'roomChanged',
          payload: { roomId: mark, revision: 1, roomInfo: null, entered: [], left: [] },
        },
      ],
      result: undefined,
    }))
    await Promise.all(heard)
    for (const marksHeard of waiting) marksHeard.delete(mark)
    // its own entries are no news
    entriesHeard -= stores.length
  }

  async function passRound(sockets: ServiceSocket[]) {
    // what engines put off to a later task
    await timeout(0)
    await Promise.all(sockets.map((socket) => socket.answered()))
    await passBus()
    await Promise.all(sockets.map((socket) => socket.passBarrier()))
  }

  return {
    async settle(sockets) {
      const movesOf = () =>
        sockets().reduce((sum, { frames }) => sum + frames, entriesHeard) + sockets().length
      for (let quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
        const before = movesOf()
        await passRound(sockets())
        if (movesOf() !== before) quiet = -1
      }
    },
  }
}
