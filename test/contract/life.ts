import { describe, expect, it } from 'vitest'
import { InvitationCode, InvitationStatus } from 'vue-conference-invitations/manager'
import type { GetScene } from './contract'
import type { Device } from './device'
import type { Traits } from './harness'
import { expectCode, ROOM, SECOND, to, type Scene } from './scene'

const { ACCEPTED, PENDING, REJECTED, TIMEOUT } = InvitationStatus

/** Ann inside, Ben outside and called, all heard events forgotten. */
async function ring({ forget, join, joinInside }: Scene) {
  const ann = await joinInside('ann')
  const ben = await join('ben')
  await ann.inviteUsers(to('ben'))
  await forget(ann, ben)
  return { ann, ben }
}

/** Ways for a row to be where a ring left it. */
const ENDINGS = {
  TIMEOUT: (scene: Scene, _ben: Device) => scene.advance(30 * SECOND),
  REJECTED: (_scene: Scene, ben: Device) => ben.reject({ roomId: ROOM, reason: 1, reply: 'no' }),
}

/** Section 2: one per (room, invitee); each line of the diagram and each sentence below it. */
export function describeLife(getScene: GetScene, traits: Traits) {
  describeTransitions(getScene)
  describeRowsThatStay(getScene)
  describeEntering(getScene)
  describeConnecting(getScene, traits)
}

function describeTransitions(getScene: GetScene) {
  it('(none) --invite--> PENDING: Added to the room, Receive to the invitee', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await scene.forget(ann, ben)
    await ann.inviteUsers(to('ben'))
    expect(await scene.names(ann)).toEqual(['onInvitationAdded'])
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
    expect((await scene.row(ann, 'ben'))?.status).toBe(PENDING)
  })

  it('PENDING --accept--> ACCEPTED: StatusChanged to the room, Accepted to the inviter, HandledByOtherDevice(true)', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const other = await scene.join('ben')
    await scene.forget(other)
    await ben.accept({ roomId: ROOM })
    expect(await scene.names(ann)).toEqual(['onInvitationStatusChanged', 'onInvitationAccepted'])
    expect(await scene.names(ben)).toEqual([])
    expect(await scene.take(other)).toMatchObject([
      { name: 'onInvitationHandledByOtherDevice', payload: { accepted: true } },
    ])
    expect((await scene.row(ann, 'ben'))?.status).toBe(ACCEPTED)
  })

  it('PENDING --reject--> REJECTED: StatusChanged, Rejected, HandledByOtherDevice(false)', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const other = await scene.join('ben')
    await scene.forget(other)
    await ben.reject({ roomId: ROOM })
    expect(await scene.names(ann)).toEqual(['onInvitationStatusChanged', 'onInvitationRejected'])
    expect(await scene.names(ben)).toEqual([])
    expect(await scene.take(other)).toMatchObject([
      { name: 'onInvitationHandledByOtherDevice', payload: { accepted: false } },
    ])
    expect((await scene.row(ann, 'ben'))?.status).toBe(REJECTED)
  })

  it('PENDING --deadline--> TIMEOUT: StatusChanged, Timeout to invitee and inviter, once', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await scene.advance(29_999)
    expect(await scene.names(ben)).toEqual([])
    await scene.advance(1)
    expect(await scene.names(ann)).toEqual(['onInvitationStatusChanged', 'onInvitationTimeout'])
    expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
    await scene.advance(60 * SECOND)
    expect(await scene.names(ann)).toEqual([])
    expect(await scene.names(ben)).toEqual([])
    expect((await scene.row(ann, 'ben'))?.status).toBe(TIMEOUT)
  })

  it('PENDING --cancel by inviter--> gone: Removed, Cancelled to the invitee', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    expect(await scene.names(ann)).toEqual(['onInvitationRemoved'])
    expect(await scene.names(ben)).toEqual(['onInvitationCancelled'])
    expect(await scene.row(ann, 'ben')).toBe(undefined)
    await scene.advance(60 * SECOND)
    expect(await scene.names(ben)).toEqual([])
  })

  it('PENDING --cancel by owner/admin--> gone: Removed, RevokedByAdmin', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    const ben = await scene.join('ben')
    await cat.inviteUsers(to('ben'))
    await scene.forget(ann, ben, cat)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    expect(await scene.names(ann)).toEqual(['onInvitationRemoved'])
    expect(await scene.names(cat)).toEqual(['onInvitationRemoved', 'onInvitationRevokedByAdmin'])
    expect(await scene.names(ben)).toEqual(['onInvitationRevokedByAdmin'])
    expect(await scene.row(ann, 'ben')).toBe(undefined)
  })

  it('gone --invite--> PENDING: Added and Receive once more, with a newer revision', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    const [removed] = await scene.take(ann)
    await ann.inviteUsers(to('ben'))
    const [added] = await scene.take(ann)
    expect([removed?.name, added?.name]).toEqual(['onInvitationRemoved', 'onInvitationAdded'])
    expect(await scene.names(ben)).toEqual(['onInvitationCancelled', 'onReceiveInvitation'])
    const revisions = [removed, added].map(
      (event) => (event!.payload as { invitation: { revision: number } }).invitation.revision,
    )
    expect(revisions[1]).toBeGreaterThan(revisions[0]!)
  })

  it('PENDING --room destroyed--> gone: Cancelled to every invitee; the list is empty', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const cat = await scene.join('cat')
    const dan = await scene.join('dan')
    await ann.inviteUsers(to('cat', 'dan'))
    await dan.reject({ roomId: ROOM })
    await scene.forget(ben, cat, dan)
    await ann.destroyRoom()
    expect(await scene.names(ben)).toEqual(['onInvitationCancelled'])
    expect(await scene.names(cat)).toEqual(['onInvitationCancelled'])
    expect(await scene.names(dan)).toEqual([])
    await expectCode(scene.list(ann), 100_004)
    await ann.createRoom({ roomId: ROOM })
    expect(await scene.list(ann)).toEqual([])
    await scene.advance(60 * SECOND)
    expect(await scene.names(ben)).toEqual([])
  })

  it('Invite while PENDING gives code 1 for that user and changes nothing (not even the deadline)', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const before = await scene.row(ann, 'ben')
    await scene.advance(10 * SECOND)
    const codes = await ann.inviteUsers({ ...to('ben'), timeout: 600, extensionInfo: 'again' })
    expect(codes.get('ben')).toBe(InvitationCode.ALREADY_IN_INVITATION_LIST)
    expect(await scene.row(ann, 'ben')).toEqual(before)
    expect(await scene.names(ann)).toEqual([])
    expect(await scene.names(ben)).toEqual([])
    await scene.advance(20 * SECOND)
    expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
  })

  it('A user in the room gives 2, oneself too', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await scene.forget(ann, cat)
    const codes = await ann.inviteUsers(to('cat', 'ann'))
    expect([...codes.values()]).toEqual([
      InvitationCode.ALREADY_IN_CONFERENCE,
      InvitationCode.ALREADY_IN_CONFERENCE,
    ])
    expect(await scene.list(ann)).toEqual([])
    expect(await scene.names(cat)).toEqual([])
  })

  it('Codes are results, never exceptions: one bad row never fails the others', async () => {
    const scene = getScene()
    const { ann } = await ring(scene)
    await scene.joinInside('cat')
    const codes = await ann.inviteUsers(to('cat', 'dan', 'ben'))
    expect([...codes]).toEqual([
      ['cat', 2],
      ['dan', 0],
      ['ben', 1],
    ])
    expect((await scene.row(ann, 'dan'))?.status).toBe(PENDING)
  })

  it('One per (room, invitee): two rooms ring the same person side by side', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const cat = await scene.join('cat')
    await cat.createRoom({ roomId: 'other' })
    await cat.enterRoom({ roomId: 'other' })
    const codes = await cat.inviteUsers({ roomId: 'other', userIdList: ['ben'] })
    expect(codes.get('ben')).toBe(InvitationCode.SUCCESS)
    await ben.reject({ roomId: 'other' })
    expect((await scene.row(ann, 'ben'))?.status).toBe(PENDING)
  })
}

function describeRowsThatStay(getScene: GetScene) {
  describe.each(['TIMEOUT', 'REJECTED'] as const)('%s', (status) => {
    it(`${status} --invite--> PENDING: StatusChanged, Receive: people are rung again from the same row`, async () => {
      const scene = getScene()
      const { ann, ben } = await ring(scene)
      const before = await scene.row(ann, 'ben')
      await ENDINGS[status](scene, ben)
      await scene.advance(SECOND)
      await scene.forget(ann, ben)
      const codes = await ann.inviteUsers({ ...to('ben'), timeout: 60, extensionInfo: 'please' })
      expect(codes.get('ben')).toBe(InvitationCode.SUCCESS)
      expect(await scene.names(ann)).toEqual(['onInvitationStatusChanged'])
      expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
      const after = await scene.row(ann, 'ben')
      expect(after).toMatchObject({
        status: PENDING,
        createdAt: scene.now(),
        expiresAt: scene.now() + 60 * SECOND,
        extensionInfo: 'please',
      })
      expect(after).not.toHaveProperty('reason')
      expect(after).not.toHaveProperty('reply')
      expect(after!.revision).toBeGreaterThan(before!.revision!)
      await scene.advance(60 * SECOND)
      expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
    })

    it(`${status} keeps its place in the list when rung again, and gets the new inviter`, async () => {
      const scene = getScene()
      const { ann, ben } = await ring(scene)
      const cat = await scene.joinInside('cat')
      await ann.inviteUsers(to('dan'))
      await ENDINGS[status](scene, ben)
      await cat.inviteUsers(to('ben'))
      const rows = await scene.list(ann)
      expect(rows.map(({ invitee }) => invitee.userId)).toEqual(['ben', 'dan'])
      expect(rows[0]!.inviter.userId).toBe('cat')
      await scene.forget(ann, cat)
      await ben.accept({ roomId: ROOM })
      expect(await scene.names(ann)).toEqual(['onInvitationStatusChanged'])
      expect(await scene.names(cat)).toEqual(['onInvitationStatusChanged', 'onInvitationAccepted'])
    })

    it(`${status} stays until … cancelled (which removes the row, with Removed only)`, async () => {
      const scene = getScene()
      const { ann, ben } = await ring(scene)
      await ENDINGS[status](scene, ben)
      await scene.advance(3_600 * SECOND)
      expect((await scene.row(ann, 'ben'))?.status).toBe(InvitationStatus[status])
      await scene.forget(ann, ben)
      await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
      expect(await scene.names(ann)).toEqual(['onInvitationRemoved'])
      expect(await scene.names(ben)).toEqual([])
      expect(await scene.list(ann)).toEqual([])
    })

    it.each(['__proto__', 'constructor', 'toString'])(
      `${status} stays until … cancelled: %s, by a device that never saw the row`,
      async (userId) => {
        const scene = getScene()
        const ann = await scene.joinInside('ann')
        const called = await scene.join(userId)
        await ann.inviteUsers(to(userId))
        await ENDINGS[status](scene, called)
        const other = await scene.joinInside('ann')
        await other.cancelInvitation({ roomId: ROOM, userIdList: [userId] })
        expect(await scene.list(ann)).toEqual([])
      },
    )

    it(`${status} stays until … the room ends: nothing to the invitee`, async () => {
      const scene = getScene()
      const { ann, ben } = await ring(scene)
      await ENDINGS[status](scene, ben)
      await scene.forget(ann, ben)
      await ann.destroyRoom()
      expect(await scene.names(ben)).toEqual([])
    })
  })

  it('ACCEPTED stays in the list until … 60 s have passed, then Removed', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ben.accept({ roomId: ROOM })
    await scene.forget(ann, ben)
    await scene.advance(59_999)
    expect(await scene.names(ann)).toEqual([])
    expect((await scene.row(ann, 'ben'))?.status).toBe(ACCEPTED)
    await scene.advance(1)
    expect(await scene.take(ann)).toMatchObject([
      { name: 'onInvitationRemoved', payload: { invitation: { status: ACCEPTED } } },
    ])
    expect(await scene.names(ben)).toEqual([])
    expect(await scene.list(ann)).toEqual([])
  })

  it('ACCEPTED no longer times out, and is still in the list for those who invite', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ben.accept({ roomId: ROOM })
    await scene.advance(31 * SECOND)
    expect((await scene.row(ann, 'ben'))?.status).toBe(ACCEPTED)
    const codes = await ann.inviteUsers(to('ben'))
    expect(codes.get('ben')).toBe(InvitationCode.ALREADY_IN_INVITATION_LIST)
  })

  it('ACCEPTED has been won by the invitee: cancelling it is too late', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ben.accept({ roomId: ROOM })
    await expectCode(ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }), -2311)
    expect((await scene.row(ann, 'ben'))?.status).toBe(ACCEPTED)
  })
}

function describeEntering(getScene: GetScene) {
  it.each([
    ['PENDING', () => undefined],
    ['ACCEPTED', (_scene: Scene, ben: Device) => ben.accept({ roomId: ROOM })],
    ['TIMEOUT', ENDINGS.TIMEOUT],
    ['REJECTED', ENDINGS.REJECTED],
  ] as const)(
    'any --invitee enters the room--> gone: Removed; from %s',
    async (status, bringAbout) => {
      const scene = getScene()
      const { ann, ben } = await ring(scene)
      const other = await scene.join('ben')
      await bringAbout(scene, ben)
      await scene.forget(ann, ben, other)
      await ben.enterRoom({ roomId: ROOM })
      expect(await scene.names(ann)).toEqual(['onInvitationRemoved'])
      expect(await scene.names(other)).toEqual(
        status === 'PENDING' ? ['onInvitationHandledByOtherDevice'] : [],
      )
      expect(await scene.list(ann)).toEqual([])
      await scene.advance(120 * SECOND)
      expect(await scene.names(ann)).toEqual([])
      expect(await scene.names(other)).toEqual([])
    },
  )

  it("PENDING ends on the invitee's other devices (HandledByOtherDevice(true)), whichever entered", async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    // by link, on a device that was not even there when it rang
    const late = await scene.join('ben')
    await late.enterRoom({ roomId: ROOM })
    expect(await scene.take(ben)).toMatchObject([
      { name: 'onInvitationHandledByOtherDevice', payload: { accepted: true } },
    ])
    expect((await scene.take(late)).map(({ name }) => name)).not.toContain(
      'onInvitationHandledByOtherDevice',
    )
    await expectCode(ben.accept({ roomId: ROOM }), -2311)
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann', 'ben'])
  })

  it('Somebody who left the room again can be invited anew', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ben.enterRoom({ roomId: ROOM })
    await ben.exitRoom()
    await scene.forget(ann, ben)
    expect((await ann.inviteUsers(to('ben'))).get('ben')).toBe(InvitationCode.SUCCESS)
    expect(await scene.names(ann)).toEqual(['onInvitationAdded'])
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
  })

  it('The inviter leaving changes nothing while the room exists', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ann.exitRoom()
    expect(await scene.names(ben)).toEqual([])
    expect(await ben.getPendingInvitations()).toHaveLength(1)
    await scene.forget(ann)
    await ben.accept({ roomId: ROOM })
    expect(await scene.names(ann)).toEqual(['onInvitationAccepted'])
  })

  it('The inviter going away altogether changes nothing while the room exists', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    await ann.close()
    await scene.advance(29_999)
    expect(await scene.names(ben)).toEqual([])
    await scene.advance(1)
    expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
  })
}

function describeConnecting(getScene: GetScene, { canKill = false }: Traits) {
  it.skipIf(!canKill)('The inviter crashing changes nothing while the room exists', async () => {
    const scene = getScene()
    const { ann, ben } = await ring(scene)
    const cat = await scene.joinInside('cat')
    await scene.kill!(ann)
    await scene.settle()
    expect((await cat.look()).members.map(({ userId }) => userId)).toEqual(['cat'])
    expect((await scene.row(cat, 'ben'))?.status).toBe(PENDING)
    expect(await scene.names(ben)).toEqual([])
    await ben.accept({ roomId: ROOM })
    expect((await scene.row(cat, 'ben'))?.status).toBe(ACCEPTED)
  })

  it('An invitee who was offline gets onReceiveInvitation on connecting while it is pending: not before the task after connect has resolved', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await ann.inviteUsers({ ...to('ben'), extensionInfo: 'hello' })
    await scene.advance(10 * SECOND)
    const ben = await scene.join('ben')
    const received = await scene.take(ben)
    expect(received).toMatchObject([
      {
        name: 'onReceiveInvitation',
        payload: {
          extensionInfo: 'hello',
          roomInfo: { roomId: ROOM },
          invitation: { status: PENDING, expiresAt: scene.now() + 20 * SECOND },
        },
      },
    ])
    expect((await ben.look()).wasHastyOnConnect).toBe(false)
    await ben.accept({ roomId: ROOM })
    expect((await scene.row(ann, 'ben'))?.status).toBe(ACCEPTED)
  })

  it('An invitee who is called right after connecting hears it once', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
  })

  it('onReceiveInvitation again after reconnecting while it is still pending', async () => {
    const scene = getScene()
    const { ben } = await ring(scene)
    await ben.close()
    const again = await scene.join('ben')
    expect(await scene.names(again)).toEqual(['onReceiveInvitation'])
    await scene.advance(30 * SECOND)
    const tooLate = await scene.join('ben')
    expect(await scene.names(tooLate)).toEqual([])
  })

  it('Order: for one change the list event comes first, then the personal one', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann)
    await ben.reject({ roomId: ROOM })
    await ann.inviteUsers(to('ben'))
    await scene.advance(30 * SECOND)
    expect(await scene.names(ann)).toEqual([
      'onInvitationStatusChanged',
      'onInvitationRejected',
      'onInvitationStatusChanged',
      'onInvitationStatusChanged',
      'onInvitationTimeout',
    ])
  })

  it('Every change of an invitation has a newer revision, and all devices hear them in the same order', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    const ben = await scene.join('ben')
    await scene.forget(ann, cat)
    for (let round = 0; round < 2; round++) {
      await ann.inviteUsers(to('ben'))
      await ben.reject({ roomId: ROOM })
      await cat.inviteUsers(to('ben'))
      await ben.accept({ roomId: ROOM })
      await ben.enterRoom({ roomId: ROOM })
      await ben.exitRoom()
    }
    const isListEvent = ({ name }: { name: string }) =>
      ['onInvitationAdded', 'onInvitationRemoved', 'onInvitationStatusChanged'].includes(name)
    const heard = (await scene.take(ann)).filter(isListEvent)
    expect((await scene.take(cat)).filter(isListEvent)).toEqual(heard)
    const revisions = heard.map(
      ({ payload }) => (payload as { invitation: { revision: number } }).invitation.revision,
    )
    expect(revisions).toHaveLength(10)
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
  })
}
