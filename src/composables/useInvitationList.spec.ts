import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { ConferenceInvitationsOptions } from '../context'
import { InvitationRejectedReason, InvitationStatus, UserRole } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { Invitation, UserInfo } from '../manager/types'
import { createFakeManager, deferred } from '../stores/testing/fake-manager'
import { START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { foreignInvitation, invitation, notice, room, user } from '../stores/testing/samples'
import {
  useInvitationList,
  type UnansweredState,
  type UseInvitationListReturn,
} from './useInvitationList'

const { PENDING, TIMEOUT, ACCEPTED, REJECTED } = InvitationStatus
const { IN_OTHER_CONFERENCE } = InvitationRejectedReason

const everyState = [
  invitation('declined', { status: REJECTED, reason: 0, updatedAt: 1 }),
  invitation('busy', { status: REJECTED, reason: IN_OTHER_CONFERENCE, updatedAt: 2 }),
  invitation('no answer', { status: TIMEOUT, updatedAt: 3 }),
  invitation('accepted', { status: ACCEPTED, updatedAt: 4 }),
  invitation('calling later', { status: PENDING, updatedAt: 6 }),
  invitation('calling', { status: PENDING, updatedAt: 5 }),
]

async function inRoom(list: readonly Invitation[], options: ConferenceInvitationsOptions = {}) {
  const fake = createFakeManager({ list: () => list })
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ann'), currentRoom: room(), ...options },
    useInvitationList,
  )
  const ids = () => mounted.result.entries.value.map(({ userId }) => userId)
  return { ...mounted, fake, ids }
}

describe('search', () => {
  const people = [user('a', { userName: 'Renée Müller' }), user('b', { userName: 'Åsa Öberg' })]
  const rows = people.map((invitee) => invitation(invitee.userId, { invitee }))

  it.each<[string, string[]]>([
    ['', ['a', 'b']],
    ['renee', ['a']],
    ['MULLER ren', ['a']],
    ['  oberg ', ['b']],
    ['e', ['a', 'b']],
    ['renée x', []],
  ])('for “%s” needs neither case nor accents nor order', async (text, found) => {
    const { ids, result } = await inRoom(rows)
    result.search.value = text
    expect(ids()).toEqual(found)
    expect(result.counts.value.all).toBe(2)
  })

  it('finds people by the name that the directory knows', async () => {
    const directory = {
      search: async () => ({ users: [], cursor: '' }),
      lookup: async () => [{ userId: 'x', userName: 'Xenia' }],
    }
    const { ids, result } = await inRoom([invitation('x')], { directory })
    result.search.value = 'xenia'
    expect(ids()).toEqual([])
    await settle()
    expect(ids()).toEqual(['x'])
  })
})

describe('several lists', () => {
  it('show the same rows, so that a long list is sorted once', async () => {
    const fake = createFakeManager({ list: () => everyState })
    const { result, store } = await mountContext(
      { manager: fake.manager, currentUser: user('ann'), currentRoom: room() },
      () => [useInvitationList(), useInvitationList()] as const,
    )
    const [one, other] = result
    expect(one.entries.value).toBe(other.entries.value)
    expect(new Set(one.entries.value)).toEqual(new Set(store.list))
    one.filter.value = 'busy'
    expect(one.entries.value.map(({ userId }) => userId)).toEqual(['busy'])
    expect(other.entries.value).toHaveLength(everyState.length)
  })
})

describe('order', () => {
  it('is by state, name, or the latest change', async () => {
    const people = ['Zoe', 'åke', 'Ann', 'ann 10', 'ann 9']
    const rows = people.map((userName, index) =>
      invitation(userName, {
        invitee: user(userName, { userName }),
        status: index === 0 ? PENDING : TIMEOUT,
        updatedAt: index,
      }),
    )
    const { ids, result } = await inRoom(rows)
    expect(ids()[0]).toBe('Zoe')
    result.sort.value = 'name'
    expect(ids()).toEqual(['åke', 'Ann', 'ann 9', 'ann 10', 'Zoe'])
    result.sort.value = 'time'
    expect(ids()).toEqual([...people].reverse())
    result.filter.value = 'noAnswer'
    expect(ids()).not.toContain('Zoe')
  })
})

describe('all at once', () => {
  it('cancels every call that may be taken back, and nobody else’s', async () => {
    const rows = [...everyState, invitation('cats', { inviter: user('cat') })]
    const { fake, result } = await inRoom(rows, { currentRoom: room('weekly', { ownerId: 'dan' }) })
    expect(result.cancellable.value).toEqual(['calling', 'calling later'])
    await result.cancelAll()
    expect(fake.calls.cancelInvitation).toEqual([
      { roomId: 'weekly', userIdList: ['calling', 'calling later'] },
    ])
    await result.cancelAll()
    expect(fake.calls.cancelInvitation).toHaveLength(1)
  })

  it('names at most 1,000 people in one call, and goes on after a failure', async () => {
    const { fake, result, store } = await inRoom([])
    for (let index = 0; index < 2_100; index += 1) {
      fake.emit('onInvitationAdded', notice(invitation(`user ${index}`)))
    }
    await settle()
    expect(store.list).toHaveLength(2_100)
    const failure = new Error('not now')
    fake.answers.cancelInvitation = () =>
      fake.calls.cancelInvitation.length === 1 ? Promise.reject(failure) : Promise.resolve()
    await expect(result.cancelAll()).rejects.toBe(failure)
    expect(fake.calls.cancelInvitation.map(({ userIdList }) => userIdList.length)).toEqual([
      1_000, 1_000, 100,
    ])
  })

  it.each<[UnansweredState | undefined, string[]]>([
    [undefined, ['no answer', 'declined', 'busy']],
    ['noAnswer', ['no answer']],
    ['declined', ['declined']],
    ['busy', ['busy']],
  ])('calls again in one call: %s', async (state, userIdList) => {
    const { fake, result } = await inRoom(everyState)
    await result.callAllAgain(state)
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList, timeout: 60 }])
  })

  it('calls nobody where nobody is left', async () => {
    const { fake, result } = await inRoom([invitation('ben')])
    await result.callAllAgain()
    expect(fake.calls.inviteUsers).toEqual([])
  })

  it('only tells again those who were only told', async () => {
    const told = (userId: string) => invitation(userId, { status: TIMEOUT, silent: true })
    const { fake, result } = await inRoom([
      told('ben'),
      told('cat'),
      invitation('dan', { status: TIMEOUT }),
    ])
    await result.callAgain(['ben', 'cat'])
    await result.callAllAgain()
    expect(fake.calls.inviteUsers.map(({ silent }) => silent)).toEqual([true, undefined])
  })

  it('rings and tells at once, each as before', async () => {
    const told = invitation('ben', { status: TIMEOUT, silent: true })
    const { fake, result } = await inRoom([told, invitation('dan', { status: TIMEOUT })])
    await result.callAgain(['ben', 'dan'])
    expect(fake.calls.inviteUsers).toMatchObject([
      { userIdList: ['dan'] },
      { userIdList: ['ben'], silent: true },
    ])
  })
})

describe('selection', () => {
  const chosen = ({ selected }: UseInvitationListReturn) => [...selected.value]

  it('takes rows in and out, and all that are shown', async () => {
    const { result } = await inRoom(everyState)
    result.toggle('busy')
    result.toggle('busy', true)
    result.toggle('nobody')
    expect(chosen(result)).toEqual(['busy'])
    result.toggle('busy')
    expect(chosen(result)).toEqual([])
    result.toggle('declined')
    result.filter.value = 'calling'
    result.selectAll()
    expect(chosen(result)).toEqual(['declined', 'calling', 'calling later'])
    result.clearSelection()
    expect(chosen(result)).toEqual([])
  })

  it('outlives changes of the list, and drops rows that leave', async () => {
    const { fake, result } = await inRoom(everyState)
    result.toggle('calling')
    result.toggle('busy')
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('calling', { status: TIMEOUT, revision: 2 })),
    )
    fake.emit('onInvitationAdded', notice(invitation('new')))
    await settle()
    expect(chosen(result)).toEqual(['calling', 'busy'])
    fake.emit('onInvitationRemoved', notice(invitation('busy', { revision: 2 })))
    await settle()
    expect(chosen(result)).toEqual(['calling'])
    fake.emit('onInvitationAdded', notice(invitation('busy', { revision: 3 })))
    await settle()
    expect(chosen(result)).toEqual(['calling'])
  })

  it('does not go along into another room', async () => {
    const currentRoom = shallowRef(room())
    const { result } = await inRoom(everyState, { currentRoom })
    result.toggle('calling')
    currentRoom.value = room('monthly')
    await settle()
    expect(chosen(result)).toEqual([])
  })

  it('is cancelled as far as one may, in one call, and then let go', async () => {
    const { fake, result } = await inRoom(everyState)
    for (const userId of ['calling', 'accepted', 'busy']) result.toggle(userId)
    expect(result.selectedCancellable.value).toEqual(['calling'])
    await result.cancelSelected()
    expect(fake.calls.cancelInvitation).toEqual([{ roomId: 'weekly', userIdList: ['calling'] }])
    expect(chosen(result)).toEqual(['accepted', 'busy'])
  })

  it('is taken off the list where the call is over, in one call, and then let go', async () => {
    const { fake, result } = await inRoom(everyState)
    for (const userId of ['calling', 'accepted', 'no answer', 'busy']) result.toggle(userId)
    expect(result.selectedRemovable.value).toEqual(['busy', 'no answer'])
    await result.removeSelected()
    expect(fake.calls.cancelInvitation).toEqual([
      { roomId: 'weekly', userIdList: ['busy', 'no answer'] },
    ])
    expect(chosen(result)).toEqual(['calling', 'accepted'])
  })

  it('is called again as far as it makes sense, in one call, and then let go', async () => {
    const { fake, result } = await inRoom(everyState)
    for (const userId of ['calling', 'no answer', 'busy']) result.toggle(userId)
    expect(result.selectedCallable.value).toEqual(['busy', 'no answer'])
    await result.callSelectedAgain()
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['busy', 'no answer'] }])
    expect(chosen(result)).toEqual(['calling'])
  })

  it('stays when that failed', async () => {
    const { fake, result } = await inRoom(everyState)
    const failure = new Error('not now')
    fake.answers.inviteUsers = () => Promise.reject(failure)
    fake.answers.cancelInvitation = () => Promise.reject(failure)
    result.toggle('busy')
    result.toggle('calling')
    await expect(result.callSelectedAgain()).rejects.toBe(failure)
    await expect(result.cancelSelected()).rejects.toBe(failure)
    await expect(result.removeSelected()).rejects.toBe(failure)
    expect(chosen(result)).toEqual(['busy', 'calling'])
  })
})

describe('entries', () => {
  it('come by state, each state by time', async () => {
    const { ids, result } = await inRoom(everyState)
    expect(ids()).toEqual(['calling', 'calling later', 'accepted', 'no answer', 'busy', 'declined'])
    expect(result.entries.value.map(({ state }) => state)).toEqual([
      'calling',
      'calling',
      'accepted',
      'noAnswer',
      'busy',
      'declined',
    ])
  })

  it('keep the order of the backend where nobody says when', async () => {
    const { ids } = await inRoom(['dan', 'cat', 'ben'].map((userId) => foreignInvitation(userId)))
    expect(ids()).toEqual(['dan', 'cat', 'ben'])
  })

  it('are counted and filtered by state', async () => {
    const { ids, result } = await inRoom(everyState)
    expect(result.counts.value).toEqual({
      all: 6,
      calling: 2,
      accepted: 1,
      noAnswer: 1,
      busy: 1,
      declined: 1,
    })
    result.filter.value = 'busy'
    expect(ids()).toEqual(['busy'])
  })

  it('have names', async () => {
    const { result } = await inRoom([
      invitation('ben', { invitee: user('ben', { nameCard: 'Guest' }) }),
      invitation('nobody'),
    ])
    expect(result.entries.value.map(({ displayName }) => displayName)).toEqual(['Guest', 'nobody'])
    expect(result.nameOf(user('cat'))).toBe('Cat')
  })

  it('stay the same objects where nothing changed', async () => {
    const { fake, result } = await inRoom([invitation('ben'), invitation('cat')])
    const [ben] = result.entries.value
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('cat', { status: ACCEPTED, revision: 2 })),
    )
    await settle()
    expect(result.entries.value[0]).toBe(ben)
    expect(result.entries.value[1]).toMatchObject({ userId: 'cat', state: 'accepted' })
  })
})

describe('loading', () => {
  it('goes page by page', async () => {
    const people = Array.from({ length: 150 }, (_, index) => invitation(`user ${index}`))
    const { ids, result } = await inRoom(people)
    expect([ids().length, result.hasMore.value]).toEqual([100, true])
    await result.loadMore()
    await settle()
    expect([ids().length, result.hasMore.value]).toEqual([150, false])
    expect(result).toMatchObject({ isLoading: { value: false }, refreshedAt: { value: START } })
  })

  it('never rejects: what failed is in error', async () => {
    const { fake, result } = await inRoom([])
    const problem = new Error('no list')
    fake.answers.getInvitationList = () => Promise.reject(problem)
    await result.refresh()
    await result.loadMore()
    expect(result.error.value).toBe(problem)
  })

  it('says how the connection is', async () => {
    const { fake, result } = await inRoom([])
    expect(result.connection.value).toBe('online')
    fake.setStatus('offline')
    expect(result.connection.value).toBe('offline')
  })
})

describe('cancel', () => {
  it('takes calls back', async () => {
    const { fake, ids, result } = await inRoom([invitation('ben'), invitation('cat')])
    await result.cancel(['ben'])
    await settle()
    expect(fake.calls.cancelInvitation).toEqual([{ roomId: 'weekly', userIdList: ['ben'] }])
    expect(ids()).toEqual(['cat'])
  })

  it('keeps on the row why it failed', async () => {
    const { fake, result } = await inRoom([invitation('ben')])
    const problem = new ConferenceInvitationError(InvitationErrorCode.NOTHING_PENDING, 'too late')
    fake.answers.cancelInvitation = () => Promise.reject(problem)
    await expect(result.cancel(['ben'])).rejects.toBe(problem)
    await settle()
    expect(result.entries.value).toMatchObject([{ error: problem }])
  })

  it.each([
    ['one invited', UserRole.GENERAL_USER, 'ann', null],
    ['another one invited', UserRole.GENERAL_USER, 'dan', 'notYours'],
    ['another one invited, to an admin', UserRole.ADMINISTRATOR, 'dan', null],
    ['another one invited, to the owner', UserRole.ROOM_OWNER, 'dan', null],
  ])('is open for people whom %s', async (_, userRole, inviter, expected) => {
    const members = [user('ann', { userRole })]
    const { result } = await inRoom([invitation('ben', { inviter: user(inviter) })], { members })
    expect(result.canCancel(result.entries.value[0]!)).toBe(expected)
  })

  it('takes the owner from the room where nobody lists the members', async () => {
    const { result } = await inRoom([invitation('ben', { inviter: user('dan') })])
    expect(result.canCancel(result.entries.value[0]!)).toBe(null)
  })

  it('is impossible once accepted, offline, and twice', async () => {
    const { fake, result } = await inRoom([
      invitation('ben', { status: ACCEPTED, updatedAt: 2 }),
      invitation('cat'),
    ])
    const [cat, ben] = result.entries.value
    expect([result.canCancel(ben!), result.canCancel(cat!)]).toEqual(['accepted', null])
    fake.answers.cancelInvitation = () => deferred<void>().promise
    void result.cancel(['cat'])
    await settle()
    expect(result.canCancel(result.entries.value[0]!)).toBe('cancelling')
    fake.setStatus('offline')
    expect(result.canCancel(cat!)).toBe('offline')
  })
})

describe('callAgain', () => {
  it('rings several people in one call, as long and with the same words as before', async () => {
    const status = TIMEOUT
    const before = { status, expiresAt: START + 30_000, extensionInfo: 'Please join' }
    const { fake, result } = await inRoom([
      invitation('ben', before),
      invitation('cat', { status }),
    ])
    await result.callAgain(['ben', 'cat'])
    expect(fake.calls.inviteUsers).toEqual([
      { roomId: 'weekly', userIdList: ['ben', 'cat'], timeout: 30, extensionInfo: 'Please join' },
    ])
  })

  it.each([
    ['without an end', { expiresAt: null }, 0],
    ['for a minute where nobody knows', { expiresAt: undefined }, 60],
  ])('rings %s', async (_, before, timeout) => {
    const { fake, result } = await inRoom([invitation('ben', { status: REJECTED, ...before })])
    await result.callAgain(['ben'])
    expect(fake.calls.inviteUsers).toMatchObject([{ timeout, extensionInfo: '' }])
  })

  it('keeps the name on the row while it is sent', async () => {
    const { fake, result } = await inRoom([invitation('ben', { status: REJECTED })])
    fake.answers.inviteUsers = () => deferred<Map<string, 0>>().promise
    void result.callAgain(['ben'])
    await settle()
    expect(result.entries.value).toMatchObject([
      { userId: 'ben', state: 'calling', sync: 'sending', displayName: 'Ben' },
    ])
  })
})

it('follows the members who change their role', async () => {
  const members = shallowRef<UserInfo[]>([user('ann')])
  const list = [invitation('ben', { inviter: user('dan') })]
  const { result } = await inRoom(list, { members })
  const [ben] = result.entries.value
  expect(result.canCancel(ben!)).toBe('notYours')
  members.value = [user('ann', { userRole: UserRole.ADMINISTRATOR })]
  expect(result.canCancel(ben!)).toBe(null)
})
