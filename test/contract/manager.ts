import { expect, it } from 'vitest'
import {
  InvitationCode,
  InvitationRejectedReason,
  InvitationStatus,
} from 'vue-conference-invitations/manager'
import type { GetScene } from './contract'
import type { Traits } from './harness'
import { ROOM, SECOND, to } from './scene'

const people = (count: number) => Array.from({ length: count }, (_, index) => `person-${index}`)

/** Section 1: each function, its options and what it resolves to. */
export function describeManager(getScene: GetScene, traits: Traits) {
  it('inviteUsers: Map<userId, InvitationCode>, one entry per distinct id asked for', async () => {
    const { joinInside, list } = getScene()
    const ann = await joinInside('ann')
    const codes = await ann.inviteUsers(to('ben', 'cat', 'ben'))
    expect(codes).toEqual(
      new Map([
        ['ben', InvitationCode.SUCCESS],
        ['cat', InvitationCode.SUCCESS],
      ]),
    )
    expect((await list(ann)).map(({ invitee }) => invitee.userId)).toEqual(['ben', 'cat'])
  })

  it("inviteUsers: timeout = 0, extensionInfo = ''; 0 means that it never expires", async () => {
    const { advance, join, joinInside, row, take } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    await ann.inviteUsers({ roomId: ROOM, userIdList: ['ben'] })
    const [receive] = await take(ben)
    expect(receive).toMatchObject({
      name: 'onReceiveInvitation',
      payload: { extensionInfo: '', invitation: { expiresAt: null } },
    })
    await advance(23 * 3_600 * SECOND)
    expect((await row(ann, 'ben'))?.status).toBe(InvitationStatus.PENDING)
    expect(await take(ben)).toEqual([])
  })

  it('inviteUsers: timeout is in whole seconds', async () => {
    const { advance, joinInside, now, row } = getScene()
    const ann = await joinInside('ann')
    await ann.inviteUsers({ roomId: ROOM, userIdList: ['ben'], timeout: 7 })
    const invitation = await row(ann, 'ben')
    expect(invitation?.createdAt).toBe(now())
    expect(invitation?.expiresAt).toBe(now() + 7 * SECOND)
    await advance(6_999)
    expect((await row(ann, 'ben'))?.status).toBe(InvitationStatus.PENDING)
    await advance(1)
    expect((await row(ann, 'ben'))?.status).toBe(InvitationStatus.TIMEOUT)
  })

  it('cancelInvitation: { roomId, userIdList } resolves to nothing; ids not asked for stay', async () => {
    const { joinInside, list } = getScene()
    const ann = await joinInside('ann')
    await ann.inviteUsers(to('ben', 'cat', 'dan'))
    expect(await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben', 'dan', 'ben'] })).toBe(
      undefined,
    )
    expect((await list(ann)).map(({ invitee }) => invitee.userId)).toEqual(['cat'])
  })

  it('accept: { roomId } resolves to nothing and does not enter the room', async () => {
    const { join, joinInside, settle } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    await ann.inviteUsers(to('ben'))
    expect(await ben.accept({ roomId: ROOM })).toBe(undefined)
    await settle()
    expect((await ben.look()).roomInfo).toBe(null)
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
  })

  it('reject: { roomId, reason = REJECT_TO_ENTER } resolves to nothing', async () => {
    const { forget, join, joinInside, row, take } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    const { REJECT_TO_ENTER, IN_OTHER_CONFERENCE } = InvitationRejectedReason

    await ann.inviteUsers(to('ben'))
    await forget(ann)
    expect(await ben.reject({ roomId: ROOM })).toBe(undefined)
    expect((await take(ann))[1]).toMatchObject({ payload: { reason: REJECT_TO_ENTER } })

    await ann.inviteUsers(to('ben'))
    await forget(ann)
    await ben.reject({ roomId: ROOM, reason: IN_OTHER_CONFERENCE })
    expect((await take(ann))[1]).toMatchObject({ payload: { reason: IN_OTHER_CONFERENCE } })
    expect(await row(ann, 'ben')).toMatchObject({ reason: IN_OTHER_CONFERENCE })
  })

  it('reject: the words of the invitee travel along', async () => {
    const { forget, join, joinInside, take } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    await ann.inviteUsers(to('ben'))
    await forget(ann)
    await ben.reject({ roomId: ROOM, reply: 'In ten minutes' })
    expect((await take(ann))[1]).toMatchObject({
      payload: { invitation: { reply: 'In ten minutes' } },
    })
  })

  it("getInvitationList: cursor = '', count = 20", async () => {
    const { joinInside } = getScene()
    const ann = await joinInside('ann')
    await ann.inviteUsers(to(...people(21)))
    const { invitationList, cursor } = await ann.getInvitationList({ roomId: ROOM })
    expect(invitationList).toHaveLength(20)
    expect(cursor).not.toBe('')
  })

  it('getInvitationList: walks all pages in the order of inviting, each row once', async () => {
    const { advance, joinInside } = getScene()
    const ann = await joinInside('ann')
    await ann.inviteUsers(to(...people(5)))
    await advance(1)
    // by id these come before the others
    await ann.inviteUsers(to('zoe', 'adam'))
    const ids: string[] = []
    const sizes: number[] = []
    let cursor = ''
    do {
      const page = await ann.getInvitationList({ roomId: ROOM, cursor, count: 3 })
      ids.push(...page.invitationList.map(({ invitee }) => invitee.userId))
      sizes.push(page.invitationList.length)
      cursor = page.cursor
    } while (cursor !== '')
    expect(ids).toEqual([...people(5), 'zoe', 'adam'])
    expect(sizes).toEqual([3, 3, 1])
  })

  it("getInvitationList: cursor '' means that was the last page, also of a full one", async () => {
    const { joinInside } = getScene()
    const ann = await joinInside('ann')
    expect(await ann.getInvitationList({ roomId: ROOM })).toEqual({
      invitationList: [],
      cursor: '',
    })
    await ann.inviteUsers(to(...people(4)))
    const page = await ann.getInvitationList({ roomId: ROOM, count: 4 })
    expect(page.invitationList).toHaveLength(4)
    expect(page.cursor).toBe('')
  })

  it('getInvitationList: rows that come and go between two pages double and lose no other', async () => {
    const { advance, joinInside } = getScene()
    const ann = await joinInside('ann')
    await ann.inviteUsers(to(...people(6)))
    await advance(1)
    const first = await ann.getInvitationList({ roomId: ROOM, count: 3 })
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['person-2', 'person-3'] })
    await ann.inviteUsers(to('late'))
    const rest = await ann.getInvitationList({ roomId: ROOM, cursor: first.cursor, count: 100 })
    expect(rest.invitationList.map(({ invitee }) => invitee.userId)).toEqual([
      'person-4',
      'person-5',
      'late',
    ])
  })

  it('getInvitationList: people outside may read it too', async () => {
    const { join, joinInside, list } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    await ann.inviteUsers(to('ben'))
    expect(await list(ben)).toHaveLength(1)
  })

  it('getInvitationList: an invitation is { invitee, inviter, status } and what our backends add', async () => {
    const { join, joinInside, now, row } = getScene()
    const ann = await joinInside('ann')
    await join('ben')
    await ann.inviteUsers({ ...to('ben'), extensionInfo: 'hello' })
    const noName = { nameCard: '', avatarUrl: '' }
    expect(await row(ann, 'ben')).toEqual({
      invitee: { userId: 'ben', userName: 'Ben', userRole: 2, ...noName },
      inviter: { userId: 'ann', userName: 'Ann', userRole: 0, ...noName },
      status: InvitationStatus.PENDING,
      createdAt: now(),
      updatedAt: now(),
      expiresAt: now() + 30 * SECOND,
      extensionInfo: 'hello',
      revision: expect.any(Number) as number,
    })
  })

  it('on / off: off needs the listener; calling it twice is harmless', async () => {
    const { join, joinInside, settle } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    for (const id of ['stays', 'goes']) await ben.listen(id, 'onReceiveInvitation')
    await ben.unlisten('goes', 'onReceiveInvitation')
    await ben.unlisten('goes', 'onReceiveInvitation')
    await ben.unlisten('never was', 'onReceiveInvitation')
    await ben.unlisten('stays', 'onInvitationCancelled')
    await ann.inviteUsers(to('ben'))
    await settle()
    expect(await ben.heard('goes')).toBe(0)
    expect(await ben.heard('stays')).toBe(1)
  })

  it('on: the same listener counts once', async () => {
    const { join, joinInside, settle } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    await ben.listen('twice', 'onReceiveInvitation')
    await ben.listen('twice', 'onReceiveInvitation')
    await ann.inviteUsers(to('ben'))
    await settle()
    expect(await ben.heard('twice')).toBe(1)
  })

  it('getPendingInvitations: everything that rings now, in the form of Receive payloads', async () => {
    const { join, joinInside, take } = getScene()
    const ann = await joinInside('ann')
    const ben = await join('ben')
    const cat = await join('cat')
    await cat.createRoom({ roomId: 'other', roomName: 'Other' })
    await cat.enterRoom({ roomId: 'other' })
    expect(await ben.getPendingInvitations()).toEqual([])
    await ann.inviteUsers({ ...to('ben', 'dan'), extensionInfo: 'one' })
    await cat.inviteUsers({ roomId: 'other', userIdList: ['ben'], extensionInfo: 'two' })
    const received = (await take(ben)).map(({ payload }) => payload)
    const pending = await ben.getPendingInvitations()
    expect(pending).toHaveLength(2)
    expect(pending).toEqual(expect.arrayContaining(received))
    expect(received).toEqual(expect.arrayContaining(pending))
  })

  it.each(['accepted', 'rejected', 'cancelled', 'timed out', 'entered', 'destroyed'] as const)(
    'getPendingInvitations: not what was %s',
    async (how) => {
      const { advance, join, joinInside } = getScene()
      const ann = await joinInside('ann')
      const ben = await join('ben')
      await ann.inviteUsers(to('ben'))
      const end = {
        accepted: () => ben.accept({ roomId: ROOM }),
        rejected: () => ben.reject({ roomId: ROOM }),
        cancelled: () => ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }),
        'timed out': () => advance(30 * SECOND),
        entered: () => ben.enterRoom({ roomId: ROOM }),
        destroyed: () => ann.destroyRoom(),
      }
      await end[how]()
      expect(await ben.getPendingInvitations()).toEqual([])
    },
  )

  it(`a device tells that its state lies in storage "${traits.storage}"`, async () => {
    const ann = await getScene().join('ann')
    expect(await ann.look()).toMatchObject({ status: 'online', storage: traits.storage })
  })
}
