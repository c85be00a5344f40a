import { describe, expect, it, vi } from 'vitest'
import { shallowRef, watch } from 'vue'
import { InvitationCode, InvitationRejectedReason, InvitationStatus } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { Invitation, RoomInfo } from '../manager/types'
import type { ConferenceInvitationsOptions } from '../context'
import { createFakeManager, deferred, type FakeManagerOptions } from './testing/fake-manager'
import { START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from './testing/mount-context'
import { foreignInvitation, invitation, notice, room, user } from './testing/samples'

const { PENDING, TIMEOUT, ACCEPTED, REJECTED } = InvitationStatus
const offline = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')
const tooOften = new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'slowly')

async function inRoom(
  fakeOptions: FakeManagerOptions = {},
  options: ConferenceInvitationsOptions = {},
) {
  const fake = createFakeManager(fakeOptions)
  const currentRoom = shallowRef<RoomInfo | null>(room())
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ann'), currentRoom, ...options },
    () => {},
  )
  const { store } = mounted
  const rows = () => store.list.map(({ userId, status, sync }) => [userId, status, sync])
  return { ...mounted, fake, currentRoom, rows }
}

function people(count: number) {
  return Array.from({ length: count }, (_, index) => invitation(`user ${index}`))
}

describe('list', () => {
  it('starts with a snapshot and follows the events', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    expect(store).toMatchObject({
      hasMore: false,
      isLoading: false,
      error: null,
      refreshedAt: START,
    })

    fake.emit('onInvitationAdded', notice(invitation('cat')))
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('ben', { status: TIMEOUT, revision: 2 })),
    )
    await settle()
    expect(rows()).toEqual([
      ['ben', TIMEOUT, 'synced'],
      ['cat', PENDING, 'synced'],
    ])

    fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 3 })))
    await settle()
    expect(rows()).toEqual([['cat', PENDING, 'synced']])
  })

  it('hears events of its own room only', async () => {
    const { fake, rows } = await inRoom()
    fake.emit('onInvitationAdded', notice(invitation('cat'), 'other'))
    await settle()
    expect(rows()).toEqual([])
  })

  it('takes the room from roomInfo where an event has no roomId', async () => {
    const { fake, rows } = await inRoom()
    const { roomInfo } = notice(invitation('cat'))
    fake.emit('onInvitationAdded', { roomInfo, invitation: invitation('cat') } as never)
    await settle()
    expect(rows()).toEqual([['cat', PENDING, 'synced']])
  })

  it('tells busy from declined where only the personal event says so', async () => {
    const { fake, store } = await inRoom({ list: () => [foreignInvitation('ben')] })
    const { roomInfo, ...rest } = notice(foreignInvitation('ben', { status: REJECTED }))
    const reason = InvitationRejectedReason.IN_OTHER_CONFERENCE
    fake.emit('onInvitationStatusChanged', { roomInfo, ...rest })
    fake.emit('onInvitationRejected', { roomInfo, invitation: foreignInvitation('ben'), reason })
    await settle()
    expect(store.list).toMatchObject([{ status: REJECTED, reason }])
  })

  it('learns answers from the personal events, whatever status they show', async () => {
    const { fake, rows } = await inRoom({ list: () => [invitation('ben'), invitation('cat')] })
    const [toBen, toCat] = ['ben', 'cat'].map((userId) =>
      notice(invitation(userId, { revision: 2 })),
    )
    fake.emit('onInvitationAccepted', toBen!)
    fake.emit('onInvitationTimeout', toCat!)
    await settle()
    expect(rows()).toEqual([
      ['ben', ACCEPTED, 'synced'],
      ['cat', TIMEOUT, 'synced'],
    ])
  })

  it('shows 100,000 events of one burst at once', async () => {
    const { fake, store } = await inRoom({ list: () => people(100) })
    const shown = vi.fn()
    watch(() => store.list, shown, { flush: 'sync' })
    for (let revision = 2; revision <= 1_001; revision += 1) {
      for (let index = 0; index < 100; index += 1) {
        fake.emit('onInvitationStatusChanged', notice(invitation(`user ${index}`, { revision })))
      }
    }
    await settle()
    expect(shown).toHaveBeenCalledOnce()
    expect(store.list[99]?.revision).toBe(1_001)
  })

  it('draws a stream of single events frame by frame and ends with the last', async () => {
    vi.stubGlobal('requestAnimationFrame', () => 0)
    const { clock, fake, store } = await inRoom({ list: () => [invitation('ben')] })
    const shown = vi.fn()
    watch(() => store.list, shown, { flush: 'sync' })
    for (let revision = 2; revision <= 500; revision += 1) {
      fake.emit('onInvitationStatusChanged', notice(invitation('ben', { revision })))
      await settle()
    }
    expect(shown.mock.calls.length).toBeLessThan(10)
    await clock.advance(100)
    expect(store.list[0]?.revision).toBe(500)
    vi.unstubAllGlobals()
  })
})

describe('paging', () => {
  it('takes the first page, then one more each time', async () => {
    const { fake, store } = await inRoom({ list: () => people(250) })
    expect(store.list).toHaveLength(100)
    expect(store.hasMore).toBe(true)
    await store.loadMore()
    await settle()
    expect(store.list).toHaveLength(200)
    await store.loadMore()
    await settle()
    expect(store.list).toHaveLength(250)
    expect(store.hasMore).toBe(false)
    await store.loadMore()
    expect(fake.calls.getInvitationList).toHaveLength(3)
  })

  it('loads one page when asked twice', async () => {
    const { fake, store } = await inRoom({ list: () => people(250) })
    await Promise.all([store.loadMore(), store.loadMore()])
    expect(fake.calls.getInvitationList).toHaveLength(2)
  })

  it('refreshes as far as it was loaded', async () => {
    let all = people(250)
    const { fake, store } = await inRoom({ list: () => all })
    await store.loadMore()
    all = all.slice(1)
    await store.refresh()
    await settle()
    expect(fake.calls.getInvitationList).toHaveLength(4)
    expect(store.list).toHaveLength(200)
    expect(store.list[0]?.userId).toBe('user 1')
    expect(store.hasMore).toBe(true)
  })

  it('ends with an empty page, whatever its cursor says', async () => {
    const { fake, store } = await inRoom()
    fake.answers.getInvitationList = async () => ({ invitationList: [], cursor: 'again' })
    await store.refresh()
    expect(store.hasMore).toBe(false)
  })

  it('waits when it asked too often, and asks again', async () => {
    const { clock, fake, store } = await inRoom({ list: () => [invitation('ben')] })
    const working = fake.answers.getInvitationList
    fake.answers.getInvitationList = async () => {
      throw tooOften
    }
    const refreshed = store.refresh()
    await clock.advance(4_999)
    expect(fake.calls.getInvitationList).toHaveLength(2)
    expect(store).toMatchObject({ isLoading: true, error: null })
    fake.answers.getInvitationList = working
    await clock.advance(1)
    await refreshed
    expect(store).toMatchObject({ isLoading: false, error: null })
  })

  it('gives up when waiting never helps', async () => {
    const { clock, fake, store } = await inRoom()
    fake.answers.getInvitationList = () => Promise.reject(tooOften)
    const refreshed = store.refresh()
    const outcome = expect(refreshed).rejects.toBe(tooOften)
    await clock.advance(60_000)
    await outcome
    expect(store.error).toBe(tooOften)
  })

  it('keeps the rows and the error when it fails', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    fake.answers.getInvitationList = () => Promise.reject(offline)
    await expect(store.refresh()).rejects.toBe(offline)
    expect(store).toMatchObject({ error: offline, isLoading: false, refreshedAt: START })
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('forgets waiting for one room in another', async () => {
    const { clock, currentRoom, fake, store } = await inRoom()
    const working = fake.answers.getInvitationList
    fake.answers.getInvitationList = () => Promise.reject(tooOften)
    const refreshed = store.refresh()
    await settle()
    fake.answers.getInvitationList = working
    currentRoom.value = room('other')
    await settle()
    await refreshed
    await clock.advance(10_000)
    expect(fake.calls.getInvitationList.map(({ roomId }) => roomId)).toEqual([
      'weekly',
      'weekly',
      'other',
    ])
    expect(store.isLoading).toBe(false)
  })
})

describe('invite', () => {
  it('shows people at once, and as synced when the backend has said so', async () => {
    const { fake, rows, store } = await inRoom()
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    const invited = store.invite({ userIdList: ['ben', 'ben'], timeout: 30, users: [user('ben')] })
    await settle()
    expect(fake.calls.inviteUsers).toEqual([
      { roomId: 'weekly', userIdList: ['ben'], timeout: 30, extensionInfo: '' },
    ])
    expect(store.list).toMatchObject([
      {
        userId: 'ben',
        sync: 'sending',
        status: PENDING,
        invitee: { userName: 'Ben' },
        inviter: { userId: 'ann' },
        createdAt: START,
        expiresAt: START + 30_000,
        error: null,
      },
    ])
    answer.resolve(new Map([['ben', InvitationCode.SUCCESS]]))
    expect(await invited).toEqual(new Map([['ben', InvitationCode.SUCCESS]]))
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    fake.emit('onInvitationAdded', notice(invitation('ben')))
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    expect(store.list[0]?.revision).toBe(1)
  })

  it('takes the events before the answer too', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = async () => {
      fake.emit('onInvitationAdded', notice(invitation('ben')))
      fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
      return new Map([['ben', InvitationCode.SUCCESS]])
    }
    await store.invite({ userIdList: ['ben'] })
    await settle()
    expect(rows()).toEqual([])
  })

  it('takes a row that ended while it was sent', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = async () => {
      fake.emit(
        'onInvitationStatusChanged',
        notice(invitation('ben', { status: REJECTED, revision: 2 })),
      )
      fake.emit('onInvitationAdded', notice(invitation('ben', { revision: 1 })))
      return new Map([['ben', InvitationCode.SUCCESS]])
    }
    await store.invite({ userIdList: ['ben'] })
    await settle()
    expect(rows()).toEqual([['ben', REJECTED, 'synced']])
  })

  it.each([InvitationCode.ALREADY_IN_INVITATION_LIST, InvitationCode.ALREADY_IN_CONFERENCE])(
    'takes people back whose code is %i',
    async (code) => {
      const { fake, rows, store } = await inRoom()
      fake.answers.inviteUsers = async () =>
        new Map<string, InvitationCode>([
          ['ben', InvitationCode.SUCCESS],
          ['cat', code],
        ])
      await store.invite({ userIdList: ['ben', 'cat'] })
      await settle()
      expect(rows()).toEqual([['ben', PENDING, 'synced']])
    },
  )

  it('shows people of whom the backend says nothing as sent, until it does', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = async () => new Map()
    expect(await store.invite({ userIdList: ['ben'], timeout: 60 })).toEqual(new Map())
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'sent']])
    fake.emit('onInvitationAdded', notice(foreignInvitation('ben')))
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    expect(store.list[0]?.expiresAt).toBe(START + 60_000)
  })

  it('takes a foreign manager that resolves to nothing', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = async () => undefined as never
    expect(await store.invite({ userIdList: ['ben'] })).toEqual(new Map())
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'sent']])
  })

  it('drops sent people whom a whole snapshot does not have', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = async () => new Map()
    await store.invite({ userIdList: ['ben'] })
    await store.refresh()
    await settle()
    expect(rows()).toEqual([])
  })

  it('keeps people who are being sent over a snapshot', async () => {
    const { fake, rows, store } = await inRoom()
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    void store.invite({ userIdList: ['ben'] })
    await store.refresh()
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'sending']])
  })

  it('rolls back and rejects when it fails', async () => {
    const { fake, rows, store } = await inRoom()
    fake.answers.inviteUsers = () => Promise.reject(offline)
    await expect(store.invite({ userIdList: ['ben'] })).rejects.toBe(offline)
    await settle()
    expect(rows()).toEqual([])
  })

  it('rings the same row again, and keeps the error on it when that fails', async () => {
    const declined = invitation('ben', { status: REJECTED, reason: 0 })
    const { fake, rows, store } = await inRoom({ list: () => [declined] })
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    const invited = store.invite({ userIdList: ['ben'] })
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'sending']])
    expect(store.list[0]?.invitee.userName).toBe('Ben')
    answer.reject(offline)
    await expect(invited).rejects.toBe(offline)
    await settle()
    expect(rows()).toEqual([['ben', REJECTED, 'synced']])
    expect(store.list[0]?.error).toBe(offline)
    fake.emit('onInvitationStatusChanged', notice(invitation('ben', { revision: 2 })))
    await settle()
    expect(store.list[0]).toMatchObject({ status: PENDING, error: null })
  })

  it('leaves people who ring already as they are', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    fake.answers.inviteUsers = () => deferred<Map<string, InvitationCode>>().promise
    void store.invite({ userIdList: ['ben'] })
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('is impossible outside a room', async () => {
    const { fake, store } = await inRoom({}, { currentRoom: null })
    await expect(store.invite({ userIdList: ['ben'] })).rejects.toMatchObject({
      code: InvitationErrorCode.NOT_IN_ROOM,
    })
    expect(fake.calls.inviteUsers).toEqual([])
  })

  it('uses the room of this moment, even before anything was drawn', async () => {
    const { currentRoom, fake, rows, store } = await inRoom()
    currentRoom.value = room('other')
    await store.invite({ userIdList: ['ben'] })
    expect(fake.calls.inviteUsers[0]?.roomId).toBe('other')
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('does not touch another room with a late answer', async () => {
    const { currentRoom, fake, rows, store } = await inRoom()
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    const invited = store.invite({ userIdList: ['ben'] })
    currentRoom.value = room('other')
    await settle()
    answer.resolve(new Map())
    await invited
    await settle()
    expect(rows()).toEqual([])
  })
})

describe('cancel', () => {
  it('shows the row as being cancelled, then no more', async () => {
    const { fake, rows, store } = await inRoom({
      list: () => [invitation('ben'), invitation('cat')],
    })
    const answer = deferred<void>()
    fake.answers.cancelInvitation = () => answer.promise
    const cancelled = store.cancel(['ben'])
    await settle()
    expect(rows()).toEqual([
      ['ben', PENDING, 'cancelling'],
      ['cat', PENDING, 'synced'],
    ])
    answer.resolve()
    await cancelled
    await settle()
    expect(rows()).toEqual([['cat', PENDING, 'synced']])
    fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
    await settle()
    expect(rows()).toEqual([['cat', PENDING, 'synced']])
  })

  it('brings the row back with the error when it fails', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    const problem = new ConferenceInvitationError(InvitationErrorCode.NEED_OWNER_OR_ADMIN, 'no')
    fake.answers.cancelInvitation = () => Promise.reject(problem)
    await expect(store.cancel(['ben'])).rejects.toBe(problem)
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    expect(store.list[0]?.error).toBe(problem)
  })

  it('loses against an answer that came first', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    const tooLate = new ConferenceInvitationError(InvitationErrorCode.NOTHING_PENDING, 'too late')
    fake.answers.cancelInvitation = async () => {
      fake.emit(
        'onInvitationStatusChanged',
        notice(invitation('ben', { status: ACCEPTED, revision: 2 })),
      )
      throw tooLate
    }
    await expect(store.cancel(['ben'])).rejects.toBe(tooLate)
    await settle()
    expect(rows()).toEqual([['ben', ACCEPTED, 'synced']])
  })

  it('does not hide who was called anew meanwhile', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    fake.answers.cancelInvitation = async () => {
      fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
      fake.emit('onInvitationAdded', notice(invitation('ben', { revision: 3 })))
    }
    await store.cancel(['ben'])
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('shows a row again that lives on in a whole snapshot', async () => {
    const { rows, store } = await inRoom({ list: () => [invitation('ben')] })
    await store.cancel(['ben'])
    await settle()
    expect(rows()).toEqual([])
    await store.refresh()
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('waits for an invitation that is still being sent', async () => {
    const { fake, rows, store } = await inRoom()
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    const invited = store.invite({ userIdList: ['ben'] })
    const cancelled = store.cancel(['ben'])
    await settle()
    expect(fake.calls.cancelInvitation).toEqual([])
    fake.emit('onInvitationAdded', notice(invitation('ben')))
    answer.resolve(new Map([['ben', InvitationCode.SUCCESS]]))
    await Promise.all([invited, cancelled])
    expect(fake.calls.cancelInvitation).toEqual([{ roomId: 'weekly', userIdList: ['ben'] }])
    await settle()
    expect(rows()).toEqual([])
  })
})

describe('resync', () => {
  it('takes a snapshot after each interruption', async () => {
    let all: Invitation[] = [invitation('ben')]
    const { fake, rows, store } = await inRoom({ list: () => all })
    fake.setStatus('offline')
    expect(store.connection).toBe('offline')
    all = [invitation('cat')]
    fake.setStatus('connecting')
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    fake.setStatus('online')
    await settle()
    expect(rows()).toEqual([['cat', PENDING, 'synced']])
  })

  it('lets go of a load that the interruption swallowed', async () => {
    const { fake, rows, store } = await inRoom({ list: () => [invitation('ben')] })
    const working = fake.answers.getInvitationList
    const swallowed = deferred<never>()
    fake.answers.getInvitationList = () => swallowed.promise
    void store.refresh()
    fake.setStatus('offline')
    fake.answers.getInvitationList = working
    fake.setStatus('online')
    await settle()
    expect(store.isLoading).toBe(false)
    swallowed.reject(offline)
    await settle()
    expect(store.error).toBe(null)
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('waits with the first snapshot until there is a connection', async () => {
    const { fake, rows } = await inRoom({ list: () => [invitation('ben')], status: 'connecting' })
    expect(fake.calls.getInvitationList).toEqual([])
    fake.setStatus('online')
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('takes a backend that says nothing of its connection for connected', async () => {
    const { rows, store } = await inRoom({ list: () => [invitation('ben')], status: null })
    expect(store.connection).toBe('online')
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
  })

  it('asks again when a snapshot is missing only because of the connection', async () => {
    const { errors, fake, rows } = await inRoom({ list: () => [invitation('ben')] })
    const working = fake.answers.getInvitationList
    fake.answers.getInvitationList = () => Promise.reject(offline)
    fake.setStatus('offline')
    fake.setStatus('online')
    await settle()
    fake.answers.getInvitationList = working
    fake.setStatus('offline')
    fake.setStatus('online')
    await settle()
    expect(rows()).toEqual([['ben', PENDING, 'synced']])
    expect(errors).toEqual([])
  })
})

it('is right for events in any order around a snapshot under way', async () => {
  const { fake, rows, store } = await inRoom()
  const page = deferred<{ invitationList: Invitation[]; cursor: string }>()
  fake.answers.getInvitationList = () => page.promise
  const refreshed = store.refresh()
  fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 3 })))
  fake.emit(
    'onInvitationStatusChanged',
    notice(invitation('cat', { status: REJECTED, revision: 2 })),
  )
  fake.emit('onInvitationAdded', notice(invitation('dan')))
  page.resolve({
    invitationList: [invitation('ben'), invitation('cat'), invitation('eve')],
    cursor: '',
  })
  await refreshed
  await settle()
  expect(rows()).toEqual([
    ['cat', REJECTED, 'synced'],
    ['eve', PENDING, 'synced'],
    ['dan', PENDING, 'synced'],
  ])
})
