import { openApp } from '../app'
import { openFront } from '../front'
import type { Scenario } from '../run-scenario'
import { makeRoom, workOn } from '../store-work'
import { mustBe, mustCome } from '../waiting'
import { heardOf, messagesOf, using } from './with-store'

/** How many times people come and go while a device is away, and while it comes back. */
const TIMES_AWAY = 40
const TIMES_BACK = 60
/** Entries that the log keeps where it is to be too short. */
const SHORT_LOG = 10

/** What goes wrong between a device and its gateway. */
export const lines: readonly Scenario[] = [
  {
    name: 'answers are lost after the commit',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const [roomId, callId] = ['lost-room', 'lost-call']
        const [near, far] = [service.gateways[0]!, service.gateways.at(-1)!]
        const front = await keep(openFront(near.url))
        const backFront = await keep(openFront(far.url))
        const store = await keep(service.openStore())
        const ann = { name: 'lost-host', userId: 'lost-ann', url: front.url, roomId }
        const host = await keep(openApp(ann))
        const bob = { name: 'lost-phone', userId: 'lost-bob', url: backFront.url }
        const phone = await keep(openApp(bob))
        await host.engine.createRoom({ roomId })
        await host.engine.enterRoom({ roomId })

        const cuts = [cutNextAnswer(front)]
        const codes = await host.manager.inviteUsers({
          ...{ roomId, userIdList: [bob.userId], timeout: 60, extensionInfo: callId },
        })
        // anything but success: the retry was taken for another call
        mustBe(codes.get(bob.userId) === 0, `the answer became ${codes.get(bob.userId)}`)
        await mustCome('the phone rings', () => phone.isRinging(roomId))

        cuts.push(cutNextAnswer(backFront))
        await phone.manager.accept({ roomId })
        await mustCome('the host hears it', () =>
          heardOf(host, callId).includes('onInvitationAccepted'),
        )
        mustBe(
          cuts.every((isCut) => isCut()),
          'no answer was lost',
        )
        const kept = await messagesOf(store, `user:${bob.userId}`, callId)
        mustBe(
          kept.join() === 'onReceiveInvitation',
          `the log of the person called: ${kept.join()}`,
        )
        const heard = heardOf(host, callId).filter((name) => name === 'onInvitationAccepted')
        mustBe(heard.length === 1, `accepted ${heard.length} times`)
        return { note: 'same answers, one ring' }
      }),
  },
  {
    name: 'live entries while missed ones are replayed',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const roomId = 'overtake-room'
        const front = await keep(openFront(service.gateways[0]!.url))
        const store = await keep(service.openStore())
        const work = workOn(store)
        const ann = { name: 'overtake', userId: 'overtake-ann', url: front.url, roomId }
        const app = await keep(openApp(ann))
        await app.engine.createRoom({ roomId })
        await app.engine.enterRoom({ roomId })
        await work.comeAndGo(roomId, 'overtake-zoe', 1)
        const before = app.frames.length

        front.target = null
        front.cut()
        await work.comeAndGo(roomId, 'overtake-zoe', TIMES_AWAY)
        const more = work.comeAndGo(roomId, 'overtake-zoe', TIMES_BACK)
        front.target = service.gateways[0]!.url
        await more
        const { last } = await store.readLog(`room:${roomId}`, 0, 1)
        const numbers = () =>
          app.frames.flatMap((frame) =>
            frame.t === 'event' && frame.log === `room:${roomId}` ? [frame.seq] : [],
          )
        await mustCome('the last entry', () => numbers().at(-1) === last)
        const isInOrder = numbers().every((seq, n, all) => n === 0 || seq === all[n - 1]! + 1)
        mustBe(isInOrder, 'an entry came twice, too early or not at all')
        const welcomes = app.frames.slice(before).filter(({ t }) => t === 'welcome').length
        mustBe(welcomes === 1, `${welcomes} lines for one break`)
        return { note: `${numbers().length} entries in order` }
      }),
  },
  {
    name: 'a log that was trimmed meanwhile',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const [roomId, otherRoomId] = ['trim-room', 'trim-other']
        const front = await keep(openFront(service.gateways[0]!.url))
        const store = await keep(service.openStore(SHORT_LOG))
        const work = workOn(store)
        const [ann, bob] = ['trim-ann', 'trim-bob']
        const app = await keep(openApp({ name: 'trim', userId: ann, url: front.url, roomId }))
        const caller = await keep(
          openApp({ name: 'trim-caller', userId: bob, url: service.gateways.at(-1)!.url }),
        )
        await app.engine.createRoom({ roomId })
        await app.engine.enterRoom({ roomId })
        await makeRoom(work, otherRoomId, 'trim-zoe')
        await caller.engine.createRoom({ roomId: 'trim-third' })
        await caller.engine.enterRoom({ roomId: 'trim-third' })
        const call = { userIdList: [ann], timeout: 60 }
        await caller.manager.inviteUsers({ ...call, roomId: 'trim-third', extensionInfo: 'old' })
        await mustCome('the first call rings', () => app.isRinging('trim-third'))

        front.target = null
        front.cut()
        await caller.manager.cancelInvitation({ roomId: 'trim-third', userIdList: [ann] })
        await work.comeAndGo(roomId, 'trim-zoe', SHORT_LOG * 3)
        await work.comeAndGo(otherRoomId, bob, 1)
        await caller.engine.exitRoom()
        await caller.engine.enterRoom({ roomId: otherRoomId })
        await caller.manager.inviteUsers({ ...call, roomId: otherRoomId, extensionInfo: 'new' })
        await caller.engine.exitRoom()
        await caller.engine.enterRoom({ roomId })
        front.target = service.gateways[0]!.url

        const isReset = () => app.record.notes.some((note) => note.kind === 'reset')
        await mustCome('the reset', isReset)
        await mustCome('the new call rings', () => app.isRinging(otherRoomId))
        await mustCome('the old call does not', () => !app.isRinging('trim-third'))
        const inside = () => app.engine.members.map(({ userId }) => userId).sort()
        await mustCome('the right people', () => inside().join() === [ann, bob].sort().join())
        return { note: 'reset, then everything right' }
      }),
  },
]

/** Breaks the line instead of handing over the next answer; tells whether that has happened. */
function cutNextAnswer(front: Awaited<ReturnType<typeof openFront>>): () => boolean {
  let isCut = false
  front.look = ({ t }) => {
    if (isCut || t !== 'answer') return 'pass'
    isCut = true
    return 'cut'
  }
  return () => isCut
}
