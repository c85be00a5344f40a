import { renderToString } from '@vue/server-renderer'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, h, shallowRef } from 'vue'
import type { ConferenceInvitationsOptions, CurrentUser, InvitationStorage } from '../context'
import { InvitationRejectedReason } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { ConnectionStatus, Invitation, RoomInfo } from '../manager/types'
import { createConferenceInvitations } from '../plugin'
import { createFakeManager, deferred } from '../stores/testing/fake-manager'
import { createManualClock, START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { received, room, user } from '../stores/testing/samples'
import { useIncomingInvitations } from './useIncomingInvitations'
import { useMissedInvitations } from './useMissedInvitations'

const DAY_MS = 24 * 60 * 60 * 1_000
const KEY = 'conference-invitations:missed:v1:ben'

const ownStorage = localStorage

beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

/** A page of Ben's with the browser's storage. */
async function page(options: ConferenceInvitationsOptions = {}, clock = createManualClock()) {
  const fake = createFakeManager()
  const currentUser = shallowRef<CurrentUser | null>(user('ben'))
  const currentRoom = shallowRef<RoomInfo | null>(null)
  const given = { manager: fake.manager, currentUser, currentRoom, missedStorage: ownStorage }
  const mounted = await mountContext(
    { ...given, ...options },
    () => ({ ...useMissedInvitations(), incoming: useIncomingInvitations() }),
    { clock },
  )
  const { result } = mounted
  /** A call comes in that was over before. */
  const miss = (roomId: string, more: Partial<Invitation> = {}) => {
    const over = { createdAt: clock.now() - 60_000, expiresAt: clock.now(), revision: clock.now() }
    fake.emit('onReceiveInvitation', received(roomId, { ...over, ...more }))
  }
  const rooms = () => result.missed.value.map(({ roomId }) => roomId)
  const entry = () => result.missed.value[0]!
  return { ...mounted, fake, currentUser, currentRoom, miss, rooms, entry, clock }
}

/** Browsers tell the other tabs, never the one that wrote. */
function tellTabs(key: string | null = KEY) {
  window.dispatchEvent(new StorageEvent('storage', { key }))
}

describe('missed calls', () => {
  it('say who, where and when, newest first, and are counted', async () => {
    const { clock, entry, miss, result, rooms } = await page()
    miss('one')
    await clock.advance(5_000)
    miss('two', { extensionInfo: 'Please join' })
    expect(rooms()).toEqual(['two', 'one'])
    expect(entry()).toMatchObject({
      roomInfo: { roomName: 'two' },
      inviter: { userName: 'Ann' },
      message: 'Please join',
      missedAt: START + 5_000,
      state: 'missed',
      error: null,
    })
    expect(result.count.value).toBe(2)
    expect(result.incoming.missedCount.value).toBe(2)
  })

  it('are kept over reloads, for each person', async () => {
    const before = await page()
    before.miss('weekly')
    const { key } = before.entry()
    before.unmount()
    const after = await page()
    expect(after.rooms()).toEqual(['weekly'])
    expect(after.entry().key).toBe(key)
    after.currentUser.value = user('cat')
    expect(after.rooms()).toEqual([])
    after.currentUser.value = user('ben')
    expect(after.rooms()).toEqual(['weekly'])
    after.currentUser.value = null
    expect(after.rooms()).toEqual([])
  })

  it('are never kept for another person', async () => {
    const { currentUser, miss, rooms } = await page()
    currentUser.value = user('cat')
    miss('weekly')
    await settle()
    expect(rooms()).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  it('are forgotten after 7 days', async () => {
    const before = await page()
    before.miss('weekly')
    before.unmount()
    const after = await page({}, createManualClock(START + 7 * DAY_MS))
    expect(after.rooms()).toEqual([])
  })

  it('count those that the policy rejected as busy', async () => {
    const { currentRoom, fake, rooms } = await page({ policy: { whenBusy: 'reject' } })
    currentRoom.value = room('here')
    await settle()
    fake.emit('onReceiveInvitation', received('weekly'))
    const reason = InvitationRejectedReason.IN_OTHER_CONFERENCE
    expect(fake.calls.reject).toEqual([{ roomId: 'weekly', reason }])
    expect(rooms()).toEqual(['weekly'])
  })

  it('leave when their room is entered by any way', async () => {
    const { currentRoom, miss, rooms, store } = await page()
    miss('one')
    miss('two')
    currentRoom.value = room('one')
    await settle()
    expect(rooms()).toEqual(['two'])
    expect(store.missed).toHaveLength(1)
  })

  it('are not there on a server, nor in the first rendering of the browser', async () => {
    localStorage.setItem(KEY, '{"version":1,"missed":[],"dismissed":{}}')
    const read = vi.spyOn(Storage.prototype, 'getItem')
    const counts: number[] = []
    const app = createSSRApp({
      setup() {
        const { count, isJoinable } = useMissedInvitations()
        counts.push(count.value)
        expect(isJoinable({ key: '', roomId: 'weekly', roomInfo: room() })).toBe(true)
        return () => h('p', count.value)
      },
    })
    app.use(createPinia())
    app.use(
      createConferenceInvitations({
        manager: createFakeManager().manager,
        currentUser: user('ben'),
        clock: createManualClock(),
      }),
    )
    expect(await renderToString(app)).toBe('<p>0</p>')
    expect(counts).toEqual([0])
    expect(read).not.toHaveBeenCalled()
  })
})

describe('storage', () => {
  it('is the browser’s own unless the app says otherwise', async () => {
    const { miss } = await page({ missedStorage: undefined })
    miss('weekly')
    expect(localStorage.getItem(KEY)).toContain('"roomId":"weekly"')
  })

  it('may be none', async () => {
    const { miss, result, rooms } = await page({ missedStorage: null })
    miss('weekly')
    expect(rooms()).toEqual(['weekly'])
    expect(localStorage.length).toBe(0)
    result.dismissAll()
    expect(rooms()).toEqual([])
  })

  it.each<[string, Partial<InvitationStorage>]>([
    [
      'reading',
      {
        getItem: () => {
          throw new DOMException('denied')
        },
      },
    ],
    [
      'writing',
      {
        setItem: () => {
          throw new DOMException('full', 'QuotaExceededError')
        },
      },
    ],
  ])('that refuses %s is made up for by memory, silently', async (_, refusing) => {
    const missedStorage = { getItem: () => null, setItem() {}, removeItem() {}, ...refusing }
    const { errors, miss, result, rooms } = await page({ missedStorage })
    miss('one')
    miss('two')
    result.dismiss('one')
    expect(rooms()).toEqual(['two'])
    expect(errors).toEqual([])
  })

  it('that the browser forbids altogether is made up for as well', async () => {
    vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const { miss, rooms } = await page({ missedStorage: undefined })
    miss('weekly')
    expect(rooms()).toEqual(['weekly'])
  })
})

describe('tabs', () => {
  it('show the same, each call once', async () => {
    const [one, two] = [await page(), await page()]
    one.miss('weekly')
    tellTabs()
    expect(two.rooms()).toEqual(['weekly'])
    two.miss('weekly')
    two.miss('monthly')
    tellTabs()
    expect(one.rooms().sort()).toEqual(['monthly', 'weekly'])
    expect(two.rooms().sort()).toEqual(['monthly', 'weekly'])
  })

  it('dismiss for each other, also what another one notices later', async () => {
    const [one, two, late] = [await page(), await page(), await page()]
    one.miss('weekly')
    two.miss('weekly')
    two.result.dismiss('weekly')
    tellTabs()
    expect(one.rooms()).toEqual([])
    late.miss('weekly')
    expect(late.rooms()).toEqual([])
    one.result.dismiss('weekly')
    two.result.dismissAll()
    expect(one.rooms()).toEqual([])
  })

  it('follow when everything is cleared, and mind nothing else', async () => {
    const { miss, rooms } = await page()
    miss('weekly')
    localStorage.clear()
    tellTabs('another key')
    expect(rooms()).toEqual(['weekly'])
    tellTabs(null)
    expect(rooms()).toEqual([])
  })

  it('are not listened to any more after the end', async () => {
    const remove = vi.spyOn(window, 'removeEventListener')
    const { unmount } = await page()
    unmount()
    expect(remove).toHaveBeenCalledWith('storage', expect.any(Function))
  })
})

describe('joining', () => {
  it('enters the room without an answer to the backend, then takes the entry out', async () => {
    const joined = deferred<void>()
    const onJoin = vi.fn(() => joined.promise)
    const { entry, fake, miss, result, rooms } = await page({ onJoin })
    miss('weekly')
    const join = result.join('weekly')
    expect(result.join('weekly')).toBe(join)
    expect(entry().state).toBe('joining')
    joined.resolve()
    expect(await join).toBe(true)
    expect(onJoin.mock.calls).toMatchObject([
      [{ roomId: 'weekly' }, { inviter: { userId: 'ann' } }],
    ])
    expect(fake.calls.accept).toEqual([])
    expect(rooms()).toEqual([])
  })

  it('that fails keeps the entry with the error, and can be repeated', async () => {
    const full = new Error('the room is full')
    const onJoin = vi.fn().mockRejectedValueOnce(full)
    const { entry, errors, miss, result, rooms } = await page({ onJoin })
    miss('weekly')
    expect(await result.join('weekly')).toBe(false)
    expect(entry()).toMatchObject({ state: 'joinFailed', error: full })
    expect(result.isJoinable(entry())).toBe(true)
    expect(errors).toEqual([])
    expect(await result.join('weekly')).toBe(true)
    expect(rooms()).toEqual([])
  })

  it('that fails unseen is reported', async () => {
    const full = new Error('the room is full')
    const joined = deferred<void>()
    const { errors, miss, result } = await page({ onJoin: () => joined.promise })
    miss('weekly')
    const join = result.join('weekly')
    result.dismiss('weekly')
    joined.reject(full)
    expect(await join).toBe(false)
    expect(errors).toEqual([full])
  })

  it('answers the room when it calls again', async () => {
    const { fake, miss, result, rooms } = await page()
    miss('weekly')
    fake.emit('onReceiveInvitation', received('weekly', { revision: START + 1 }))
    expect(await result.join('weekly')).toBe(true)
    expect(fake.calls.accept).toEqual([{ roomId: 'weekly' }])
    expect(rooms()).toEqual([])
  })

  it('does nothing where nothing was missed', async () => {
    const { result } = await page()
    expect(await result.join('weekly')).toBe(false)
  })

  it('of a person who left shows nothing to the next one', async () => {
    const joined = deferred<void>()
    const { currentUser, entry, miss, result } = await page({ onJoin: () => joined.promise })
    miss('weekly')
    const join = result.join('weekly')
    currentUser.value = user('cat')
    await settle()
    joined.resolve()
    await join
    currentUser.value = user('ben')
    await settle()
    expect(entry().state).toBe('missed')
  })
})

describe('joinable', () => {
  it.each<[ConnectionStatus, boolean]>([
    ['online', true],
    ['connecting', false],
    ['offline', false],
    ['closed', false],
  ])('unless the app says more, means connected: %s', async (status, isJoinable) => {
    const { entry, fake, miss, result } = await page()
    miss('weekly')
    fake.setStatus(status)
    expect(result.isJoinable(entry())).toBe(isJoinable)
  })

  it('is what the app says, asked once until it is asked anew', async () => {
    const answer = deferred<boolean>()
    const canJoin = vi.fn<(roomInfo: RoomInfo) => boolean | Promise<boolean>>(() => answer.promise)
    const { entry, miss, result } = await page({ canJoin })
    miss('weekly')
    const isJoinable = () => result.isJoinable(entry())
    expect([isJoinable(), isJoinable()]).toEqual([null, null])
    await settle()
    expect(isJoinable()).toBeNull()
    answer.resolve(false)
    await settle()
    expect(isJoinable()).toBe(false)
    expect(canJoin.mock.calls).toMatchObject([[{ roomId: 'weekly' }]])
    canJoin.mockReturnValue(true)
    result.recheck()
    expect(isJoinable()).toBeNull()
    await settle()
    expect(isJoinable()).toBe(true)
  })

  it('is asked anew after an interruption', async () => {
    const canJoin = vi.fn(() => true)
    const { entry, fake, miss, result } = await page({ canJoin })
    miss('weekly')
    result.isJoinable(entry())
    await settle()
    fake.setStatus('offline')
    await settle()
    fake.setStatus('online')
    await settle()
    expect(result.isJoinable(entry())).toBeNull()
    await settle()
    expect(canJoin).toHaveBeenCalledTimes(2)
  })

  it('is left to joining itself where the app could not tell', async () => {
    const broken = new Error('no network')
    const { entry, errors, miss, result } = await page({ canJoin: () => Promise.reject(broken) })
    miss('weekly')
    result.isJoinable(entry())
    await settle()
    expect(result.isJoinable(entry())).toBe(true)
    expect(errors).toEqual([broken])
  })

  it('is no more a room that joining did not find', async () => {
    const gone = new ConferenceInvitationError(InvitationErrorCode.ROOM_NOT_FOUND, 'gone')
    const { entry, miss, result } = await page({ onJoin: () => Promise.reject(gone) })
    miss('weekly')
    await result.join('weekly')
    expect(result.isJoinable(entry())).toBe(false)
  })
})
