import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import { createScene, expectCode, ROOM, to, type Scene } from '../contract/scene'
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

const databaseName = () => `conference-invitations:${harness.namespace}`

/** An open request that fails later, as browsers do it. */
function failingRequest(event: 'error' | 'blocked', error: DOMException | null = null) {
  const request = Object.assign(Object.create(IDBOpenDBRequest.prototype) as object, {})
  const target = new EventTarget()
  Object.defineProperties(request, {
    error: { value: error },
    addEventListener: { value: target.addEventListener.bind(target) },
    removeEventListener: { value: target.removeEventListener.bind(target) },
  })
  queueMicrotask(() => target.dispatchEvent(new Event(event)))
  return request as IDBOpenDBRequest
}

function refuseToOpen() {
  const error = new DOMException('not now', 'UnknownError')
  return vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw error
  })
}

describe('storage that is refused', () => {
  const refusals: Record<string, () => void> = {
    'is missing': () => vi.stubGlobal('indexedDB', undefined),
    'is forbidden': () =>
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
        throw new DOMException('forbidden', 'SecurityError')
      }),
    'cannot be opened': () =>
      vi
        .spyOn(IDBFactory.prototype, 'open')
        .mockImplementation(() => failingRequest('error', new DOMException('', 'UnknownError'))),
    'is full': () =>
      vi
        .spyOn(IDBFactory.prototype, 'open')
        .mockImplementation(() =>
          failingRequest('error', new DOMException('full', 'QuotaExceededError')),
        ),
    'is held by another version': () =>
      vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => failingRequest('blocked')),
    'is full at the first write': () =>
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError')
      }),
    'has no channel': () => vi.stubGlobal('BroadcastChannel', undefined),
  }

  it.each(Object.keys(refusals))(
    '%s: the engine works alone, in memory, and says so',
    async (how) => {
      const { namespace } = harness
      refusals[how]!()
      const engine = await createEmbeddedEngine({ user: { userId: 'ann' }, namespace })
      expect(engine.storage).toBe('memory')
      expect(engine.status).toBe('online')
      await engine.createRoom({ roomId: ROOM })
      expect(await engine.enterRoom({ roomId: ROOM })).toMatchObject({ roomMemberCount: 1 })
      const manager = engine.getConferenceInvitationManager()
      expect((await manager.inviteUsers(to('ben'))).get('ben')).toBe(0)
      await engine.close()
      await expectCode(manager.inviteUsers(to('ben')), -1002)
    },
  )

  it('leaves no listener and no lock behind', async () => {
    const { namespace } = harness
    const counts = { added: 0, removed: 0 }
    for (const target of [window, document]) {
      vi.spyOn(target, 'addEventListener').mockImplementation(() => void counts.added++)
      vi.spyOn(target, 'removeEventListener').mockImplementation(() => void counts.removed++)
    }
    refuseToOpen()
    const engine = await createEmbeddedEngine({ user: { userId: 'ann' }, namespace })
    expect(counts.added).toBe(7)
    expect(counts.removed).toBe(7)
    await untilLocksAre(namespace, 0)
    await engine.close()
  })
})

describe('storage that fails later', () => {
  it.each(['QuotaExceededError', 'UnknownError', 'DataError'])(
    'a write that fails with %s rejects with -1 and its cause, and nothing is half done',
    async (name) => {
      const ann = await scene.joinInside('ann')
      const cat = await scene.joinInside('cat')
      await scene.forget(ann, cat)
      const cause = new DOMException('no', name)
      // the last write of the commit: everything else has been written by then
      const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
        throw cause
      })
      const error: unknown = await ann.inviteUsers(to('ben', 'dan')).catch((e: unknown) => e)
      expect(error).toMatchObject({ name: 'ConferenceInvitationError', code: -1, cause })
      add.mockRestore()
      expect(await scene.list(cat)).toEqual([])
      expect(await scene.names(cat)).toEqual([])
      expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(0)
      expect((await ann.look()).status).toBe('online')
    },
  )

  it('a commit that the browser aborts rejects with -1', async () => {
    const ann = await scene.joinInside('ann')
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    add.mockImplementationOnce(function (this: IDBObjectStore) {
      const request = this.count()
      this.transaction.abort()
      return request as IDBRequest<IDBValidKey>
    })
    await expectCode(ann.inviteUsers(to('ben')), -1)
    expect(await scene.list(ann)).toEqual([])
    expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(0)
  })

  it('a database that was closed behind our back: one call rejects with -1, the next opens it anew', async () => {
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closed', 'InvalidStateError')
    })
    await expectCode(ann.inviteUsers(to('ben')), -1)
    expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(0)
    expect((await ann.look()).statuses).toEqual(['connecting', 'online'])
    expect(await scene.names(cat)).toContain('onInvitationAdded')
  })

  it('a database that is deleted: every tab lets go, starts with an empty one, and knows that the room is gone', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.settle()
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName())
      request.onsuccess = resolve
      request.onerror = request.onblocked = reject
    })
    await vi.waitFor(async () => {
      expect((await ann.look()).statuses).toEqual(['connecting', 'online'])
      expect((await ann.look()).roomInfo).toBe(null)
    })
    expect(await ben.getPendingInvitations()).toEqual([])
    await ann.createRoom({ roomId: ROOM })
    await ann.enterRoom({ roomId: ROOM })
    await scene.forget(ben)
    await ann.inviteUsers(to('ben'))
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
  })

  it('status is offline while it cannot be opened; calls reject with -1; online again after', async () => {
    const ann = await scene.joinInside('ann')
    await scene.settle()
    const refusal = refuseToOpen()
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closed', 'InvalidStateError')
    })
    await expectCode(ann.inviteUsers(to('ben')), -1)
    await vi.waitFor(async () => expect((await ann.look()).status).toBe('offline'))
    await expectCode(ann.inviteUsers(to('ben')), -1)
    refusal.mockRestore()
    expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(0)
    const { status, roomInfo } = await ann.look()
    expect([status, roomInfo?.roomId]).toEqual(['online', ROOM])
  })

  it('offline, a tab that is looked at tries again', async () => {
    const ann = await scene.joinInside('ann')
    await scene.settle()
    const refusal = refuseToOpen()
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('closed', 'InvalidStateError')
    })
    await expectCode(ann.inviteUsers(to('ben')), -1)
    await vi.waitFor(async () => expect((await ann.look()).status).toBe('offline'))
    refusal.mockRestore()
    window.dispatchEvent(new Event('focus'))
    await vi.waitFor(async () => expect((await ann.look()).status).toBe('online'))
  })
})
