import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import { createScene, ROOM, SECOND, to, type Scene } from '../contract/scene'
import { createPageHarness, untilLocksAre, type EmbeddedHarness } from './embedded-harness'

let harness: EmbeddedHarness
let scene: Scene

beforeEach(async () => {
  harness = await createPageHarness()
  scene = createScene(harness)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await harness.close()
})

const name = () => `conference-invitations:${harness.namespace}`

/** Nobody hears of commits, as if the others slept. */
function silence() {
  const { postMessage } = BroadcastChannel.prototype
  return vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(function (
    this: BroadcastChannel,
    message: { probe?: string },
  ) {
    if (message.probe) postMessage.call(this, message)
  })
}

async function openRaw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name())
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error!)
  })
}

describe('a tab that slept', () => {
  it.each([
    [() => document, 'visibilitychange'],
    [() => document, 'resume'],
    [() => window, 'pageshow'],
    [() => window, 'focus'],
    [() => window, 'online'],
  ] as const)('catches up with the log, in order, each once: %s %s', async (target, event) => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await scene.forget(ben)
    const silent = silence()
    await ann.inviteUsers(to('ben'))
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    expect(await scene.names(ben)).toEqual([])
    silent.mockRestore()
    target().dispatchEvent(new Event(event))
    await vi.waitFor(async () => expect((await scene.names(ben)).length).toBe(2))
    target().dispatchEvent(new Event(event))
    expect(await scene.names(ben)).toEqual([])
  })

  it('missed more than the log keeps: looks at everything anew', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann, ben)
    const database = await openRaw()
    const log = database.transaction('log', 'readwrite').objectStore('log')
    for (let index = 0; index < 3; index++) log.add([])
    await new Promise((resolve) => {
      log.openKeyCursor(null, 'prev').onsuccess = ({ target }) => {
        const newest = (target as IDBRequest<IDBCursor>).result.key as number
        log.delete(IDBKeyRange.upperBound(newest - 1)).onsuccess = resolve
      }
    })
    database.close()
    window.dispatchEvent(new Event('focus'))
    await vi.waitFor(async () => {
      expect((await ben.look()).statuses).toEqual(['connecting', 'online'])
    })
    // what is pending rings again, and the room is read anew
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
    expect((await ann.look()).roomInfo?.roomId).toBe(ROOM)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    expect(await scene.names(ben)).toEqual(['onInvitationCancelled'])
  })

  it('was taken for dead meanwhile: goes back into its room', async () => {
    const ann = await scene.joinInside('ann')
    const before = (await navigator.locks.query()).held!.map((lock) => lock.name!)
    const cat = await scene.joinInside('cat')
    await scene.settle()
    const held = (await navigator.locks.query()).held!.map((lock) => lock.name!)
    const lockOfCat = held.find((lock) => lock.startsWith(name()) && !before.includes(lock))!
    // as a browser does that lets go of the locks of a page that it froze
    await navigator.locks.request(lockOfCat, { steal: true }, () => {})
    await vi.waitFor(async () => {
      await scene.settle()
      expect(await ann.takeEvents()).toEqual([])
      const rooms = (await ann.look()).rooms.map((room) => room!.members.length)
      expect(rooms).toEqual([1, 2, 1, 2])
    })
    await untilLocksAre(harness.namespace, 2)
    expect((await cat.look()).roomInfo?.roomMemberCount).toBe(2)
    expect((await cat.inviteUsers(to('ben'))).get('ben')).toBe(0)
  })

  it('left its room before it slept, without locks in the browser, and comes back with the page', async () => {
    const ann = await scene.joinInside('ann')
    vi.spyOn(Navigator.prototype, 'locks', 'get').mockReturnValue(undefined as never)
    const cat = await scene.joinInside('cat')
    const inside = async () => {
      await scene.settle()
      return (await ann.look()).members.map(({ userId }) => userId)
    }
    expect(await inside()).toEqual(['ann', 'cat'])
    window.dispatchEvent(new Event('pagehide'))
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(async () => expect(await inside()).toEqual(['ann']))
    window.dispatchEvent(new Event('pageshow'))
    await vi.waitFor(async () => expect(await inside()).toEqual(['ann', 'cat']))
    expect((await cat.look()).roomInfo?.roomId).toBe(ROOM)
  })
})

describe('in one page', () => {
  it('two engines of one user are two devices', async () => {
    const ann = await scene.joinInside('ann')
    const bens = [await scene.join('ben'), await scene.join('ben')]
    await ann.inviteUsers(to('ben'))
    await scene.forget(...bens)
    await bens[0]!.reject({ roomId: ROOM })
    expect(await scene.names(bens[1]!)).toEqual(['onInvitationHandledByOtherDevice'])
    await bens[0]!.close()
    await ann.inviteUsers(to('ben'))
    expect(await scene.names(bens[1]!)).toEqual(['onReceiveInvitation'])
  })

  it('two namespaces do not meet', async () => {
    const ann = await scene.joinInside('ann')
    const elsewhere = await createEmbeddedEngine({
      user: { userId: 'ben' },
      namespace: `${harness.namespace}-other`,
    })
    await expect(elsewhere.enterRoom({ roomId: ROOM })).rejects.toMatchObject({ code: 100_004 })
    await ann.inviteUsers(to('ben'))
    await elsewhere.close()
  })

  it('strange messages on the channel change nothing', async () => {
    const ann = await scene.joinInside('ann')
    const channel = new BroadcastChannel(name())
    for (const message of [null, 7, 'x', {}, { hasMessages: 'yes' }]) channel.postMessage(message)
    channel.close()
    await scene.settle()
    expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(0)
  })

  it('a closed engine leaves nothing behind: no listener, lock, timer, channel or open database', async () => {
    const events: string[] = []
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target
      vi.spyOn(target, 'addEventListener').mockImplementation((type: string, listener) => {
        events.push(type)
        addEventListener.call(target, type, listener as EventListener)
      })
      vi.spyOn(target, 'removeEventListener').mockImplementation((type: string, listener) => {
        events.splice(events.indexOf(type), 1)
        removeEventListener.call(target, type, listener as EventListener)
      })
    }
    const timers = new Set<() => void>()
    const { namespace } = harness
    const engine = await createEmbeddedEngine({
      user: { userId: 'ann' },
      namespace,
      clock: {
        now: harness.now,
        setTimer(callback) {
          timers.add(callback)
          return () => timers.delete(callback)
        },
      },
    })
    await engine.createRoom({ roomId: ROOM })
    await engine.enterRoom({ roomId: ROOM })
    await engine.getConferenceInvitationManager().inviteUsers(to('ben'))
    await vi.waitFor(() => expect(timers.size).toBe(1))
    expect(events.sort()).toEqual([
      'focus',
      'online',
      'pagehide',
      'pageshow',
      'pageshow',
      'resume',
      'visibilitychange',
    ])
    await engine.close()
    expect(events).toEqual([])
    await untilLocksAre(namespace, 0)
    expect((await navigator.locks.query()).pending!.map((lock) => lock.name)).not.toContain(
      expect.stringContaining(namespace),
    )
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name())
      request.onsuccess = resolve
      request.onblocked = reject
    })
    expect(timers.size).toBe(0)
  })

  it('a clock that jumps, as after a sleep, runs what is due on waking', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann, ben)
    await scene.advance(8 * 3_600 * SECOND)
    expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
  })
})
