import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { ConferenceInvitationsOptions } from '../context'
import { InvitationCode, UserRole } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { RoomInfo } from '../manager/types'
import { createFakeManager, deferred } from '../stores/testing/fake-manager'
import { mountContext } from '../stores/testing/mount-context'
import { room, user } from '../stores/testing/samples'
import { useInviteUsers } from './useInviteUsers'

const { SUCCESS, ALREADY_IN_CONFERENCE } = InvitationCode

async function asAnn(options: ConferenceInvitationsOptions = {}) {
  const fake = createFakeManager()
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ann'), currentRoom: room(), ...options },
    useInviteUsers,
  )
  return { ...mounted, fake }
}

describe('invite', () => {
  it('calls people for a minute unless told otherwise, and keeps what became of each', async () => {
    const { fake, result } = await asAnn()
    const codes = new Map<string, InvitationCode>([
      ['ben', SUCCESS],
      ['cat', ALREADY_IN_CONFERENCE],
    ])
    fake.answers.inviteUsers = async () => codes
    expect(await result.invite(['ben', 'cat'])).toEqual(codes)
    expect(result.results.value).toEqual(codes)
    await result.invite(['dan'], { timeout: 0, message: 'Please join' })
    expect(fake.calls.inviteUsers).toEqual([
      { roomId: 'weekly', userIdList: ['ben', 'cat'], timeout: 60, extensionInfo: '' },
      { roomId: 'weekly', userIdList: ['dan'], timeout: 0, extensionInfo: 'Please join' },
    ])
  })

  it('tells people without a ring when asked to, and says so in their rows', async () => {
    const { fake, result, store } = await asAnn()
    fake.answers.inviteUsers = () => new Promise(() => {})
    void result.invite(['ben'], { silent: true })
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['ben'], silent: true }])
    expect(store.list).toMatchObject([{ userId: 'ben', silent: true, sync: 'sending' }])
  })

  it('lets some of them ring and only tells the others', async () => {
    const { fake, result } = await asAnn()
    fake.answers.inviteUsers = async ({ userIdList }) =>
      new Map(
        userIdList.map((userId) => [userId, userId === 'dan' ? ALREADY_IN_CONFERENCE : SUCCESS]),
      )
    const call = { timeout: 30, message: 'Now', silent: ['cat', 'dan', 'zoe'] }
    expect(await result.invite(['ben', 'cat', 'dan'], call)).toEqual(
      new Map([
        ['ben', SUCCESS],
        ['cat', SUCCESS],
        ['dan', ALREADY_IN_CONFERENCE],
      ]),
    )
    const common = { roomId: 'weekly', timeout: 30, extensionInfo: 'Now' }
    expect(fake.calls.inviteUsers).toEqual([
      { ...common, userIdList: ['ben'] },
      { ...common, userIdList: ['cat', 'dan'], silent: true },
    ])
    await result.invite(['ben'], { silent: ['cat'] })
    await result.invite(['ben'], { silent: ['ben'] })
    expect(fake.calls.inviteUsers.slice(2).map(({ silent }) => silent)).toEqual([undefined, true])
  })

  it('says whom it left out when only a part went wrong', async () => {
    const { fake, result } = await asAnn()
    const problem = new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'slowly')
    fake.answers.inviteUsers = async ({ silent }) =>
      silent ? Promise.reject(problem) : new Map([['ben', SUCCESS]])
    expect(await result.invite(['ben', 'cat'], { silent: ['cat'] })).toEqual(
      new Map([['ben', SUCCESS]]),
    )
    expect([result.unsent.value, result.error.value]).toEqual([['cat'], problem])
    fake.answers.inviteUsers = () => Promise.reject(problem)
    expect(await result.invite(['ben', 'cat'], { silent: ['cat'] })).toBe(null)
    expect([result.unsent.value, result.error.value]).toEqual([[], problem])
  })

  it('is one call when asked twice', async () => {
    const { fake, result } = await asAnn()
    const answer = deferred<Map<string, InvitationCode>>()
    fake.answers.inviteUsers = () => answer.promise
    const first = result.invite(['ben'])
    expect(result.invite(['ben'])).toBe(first)
    expect(result.isSending.value).toBe(true)
    answer.resolve(new Map([['ben', SUCCESS]]))
    await first
    expect(result.isSending.value).toBe(false)
    expect(fake.calls.inviteUsers).toHaveLength(1)
    await result.invite(['cat'])
    expect(fake.calls.inviteUsers).toHaveLength(2)
  })

  it('never rejects: a failure is kept until the next call or a reset', async () => {
    const { fake, result } = await asAnn()
    const problem = new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'slowly')
    fake.answers.inviteUsers = () => Promise.reject(problem)
    expect(await result.invite(['ben'])).toBe(null)
    expect([result.error.value, result.isSending.value]).toEqual([problem, false])
    result.reset()
    expect([result.error.value, result.results.value.size]).toEqual([null, 0])
    await result.invite(['ben'])
    fake.answers.inviteUsers = async () => new Map()
    await result.invite(['ben'])
    expect(result.error.value).toBe(null)
  })
})

describe('whyNot', () => {
  it('is nothing for somebody in a room', async () => {
    const { result } = await asAnn()
    expect([result.whyNot.value, result.canInvite.value]).toEqual([null, true])
  })

  it('says that there is no room', async () => {
    const { result } = await asAnn({ currentRoom: null })
    expect([result.whyNot.value, result.canInvite.value]).toEqual(['noRoom', false])
  })

  it('says that there is no connection', async () => {
    const { fake, result } = await asAnn()
    fake.setStatus('offline')
    expect(result.whyNot.value).toBe('offline')
    fake.setStatus('online')
    expect(result.whyNot.value).toBe(null)
  })

  it('says that the role does not suffice, and follows the role', async () => {
    const currentRoom = shallowRef<RoomInfo>(
      room('weekly', { inviterRole: UserRole.ADMINISTRATOR }),
    )
    const members = shallowRef([user('ann')])
    const { result } = await asAnn({ currentRoom, members })
    expect(result.whyNot.value).toBe('noPermission')
    members.value = [user('ann', { userRole: UserRole.ADMINISTRATOR })]
    expect(result.whyNot.value).toBe(null)
    currentRoom.value = room('weekly', { inviterRole: UserRole.ROOM_OWNER })
    expect(result.whyNot.value).toBe('noPermission')
  })

  it('knows no role of a person who is not signed in', async () => {
    const currentRoom = room('weekly', { inviterRole: UserRole.ADMINISTRATOR })
    const { result } = await asAnn({ currentRoom, currentUser: null })
    expect(result.whyNot.value).toBe('noPermission')
  })
})
