// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { sdkInvitation, sdkNotice, sdkRoom, sdkRow } from '../../../test/tui/fake-sdk'
import { createScene, deferred } from '../../../test/tui/scene'

const call = { roomId: 'weekly', userIdList: ['ben'], timeout: 60 }

describe('3. events', () => {
  const invitation = sdkInvitation()
  it.each([
    ['the id under roomInfo (2.8 to 3.4)', { roomInfo: 'weekly', invitation }],
    ['the id under roomId (4.x)', { roomId: 'weekly', invitation }],
    ['the room itself (documented)', { roomInfo: sdkRoom, invitation }],
  ])('of the list may have %s', (_form, payload) => {
    const { ann } = createScene()
    const names = ['onInvitationAdded', 'onInvitationStatusChanged', 'onInvitationRemoved'] as const
    for (const name of names) ann.sdk.emit(name, payload)
    expect(ann.names()).toEqual(names)
    for (const { payload: heard } of ann.heard) {
      expect(heard).toMatchObject({ roomId: 'weekly', roomInfo: { roomId: 'weekly' } })
    }
  })

  it('that say only the id get the room that is known from others', () => {
    const { ann } = createScene()
    ann.sdk.emit('onInvitationAdded', sdkRow())
    ann.sdk.emit('onInvitationAccepted', sdkNotice({ status: 3 }))
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status: 3 }))
    expect(ann.heard.map(({ payload }) => payload.roomInfo.roomName)).toEqual([
      '',
      'Weekly',
      'Weekly',
    ])
  })

  it.each(['operateUser', 'admin'])('of a revocation may name who did it as %s', (key) => {
    const { ben } = createScene()
    const operator = { ...sdkInvitation().inviter, userId: 'dan', userRole: 1 }
    ben.sdk.emit('onInvitationRevokedByAdmin', { ...sdkNotice(), [key]: operator })
    expect(ben.heardOf('onInvitationRevokedByAdmin')[0]!.operateUser).toMatchObject({
      userId: 'dan',
      userRole: 1,
    })
  })

  it('get every field of the contract', () => {
    const { ben } = createScene()
    const payload = {
      roomInfo: { roomId: 'weekly', roomOwner: 'ann' },
      invitation: { inviter: { userId: 'ann' }, invitee: { userId: 'ben' }, status: 1 },
    }
    ben.sdk.emit('onReceiveInvitation', payload)
    expect(ben.heardOf('onReceiveInvitation')[0]).toMatchObject({
      extensionInfo: '',
      roomInfo: { ownerId: 'ann', roomName: '', roomMemberCount: 0, password: '' },
      invitation: { inviter: { userName: '', nameCard: '', avatarUrl: '', userRole: 2 } },
    })
  })

  it.each([{}, { roomInfo: 'weekly' }, { invitation }, null])(
    'that make no sense are reported and go no further: %j',
    (payload) => {
      const { ann } = createScene()
      ann.sdk.emit('onInvitationAdded', payload as never)
      expect(ann.heard).toEqual([])
      expect(ann.onError).toHaveBeenCalledExactlyOnceWith(
        expect.any(TypeError),
        'onInvitationAdded',
      )
    },
  )
})

describe('5. duplicates', () => {
  it('of one call are told once', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring()
    const { extensionInfo } = ann.sdk.calls.inviteUsers[0]!
    await clock.advance(1_000)
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice(), extensionInfo })
    expect(ben.heardOf('onReceiveInvitation')).toHaveLength(1)
  })

  it('of a call that is over do not make it ring again', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await clock.advance(2_000)
    const { extensionInfo } = ann.sdk.calls.inviteUsers[0]!
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice(), extensionInfo })
    expect(ben.heardOf('onReceiveInvitation')).toHaveLength(1)
  })

  it('from a second inviter keep the deadline of the first', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 60 })
    const expiresAt = clock.now() + 60_000
    await clock.advance(10_000)
    await ann.manager.inviteUsers(call)
    const { extensionInfo } = ann.sdk.calls.inviteUsers.at(-1)!
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice({ inviter: 'cleo' }), extensionInfo })
    expect(ben.heardOf('onReceiveInvitation')).toMatchObject([
      { invitation: { inviter: { userId: 'ann' }, expiresAt } },
      { invitation: { inviter: { userId: 'cleo' }, expiresAt } },
    ])
    await clock.advance(120_000)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('after an end are a new call with a deadline of its own', async () => {
    const { ben, clock, ring } = createScene()
    await ring({ timeout: 60 })
    ben.sdk.emit('onInvitationCancelled', sdkNotice())
    await clock.advance(5_000)
    await ring({ timeout: 60 })
    expect(ben.heardOf('onReceiveInvitation')[1]!.invitation.expiresAt).toBe(clock.now() + 60_000)
  })

  it('of a cancellation are told once', async () => {
    const { ben, ring } = createScene()
    await ring()
    ben.sdk.emit('onInvitationCancelled', sdkNotice())
    ben.sdk.emit('onInvitationCancelled', sdkNotice())
    expect(ben.heardOf('onInvitationCancelled')).toHaveLength(1)
  })

  it('a cancellation of something never seen is passed on', () => {
    const { ben } = createScene()
    ben.sdk.emit('onInvitationCancelled', sdkNotice())
    expect(ben.heardOf('onInvitationCancelled')).toMatchObject([{ invitation: { status: 1 } }])
  })

  it("a revocation of another person's ring leaves the own one alone", async () => {
    const { ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    ben.sdk.emit('onInvitationRevokedByAdmin', sdkNotice({ inviter: 'ben', invitee: 'cleo' }))
    await clock.advance(2_000)
    expect(ben.names().slice(1)).toEqual(['onInvitationRevokedByAdmin', 'onInvitationTimeout'])
  })
})

describe('7. other tabs of the inviter', () => {
  it('follow the list, which is passed on without personal events', () => {
    const { ann } = createScene()
    ann.sdk.emit('onInvitationAdded', sdkRow())
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status: 4 }))
    expect(ann.names()).toEqual(['onInvitationAdded', 'onInvitationStatusChanged'])
    expect(ann.heardOf('onInvitationStatusChanged')[0]!.invitation.status).toBe(4)
  })
})

describe("7. the invitee's other devices", () => {
  const handled = { roomInfo: sdkRoom, accepted: true }

  it('are told of an answer; the one that answered is not told of its own', async () => {
    const { ben, ring } = createScene()
    await ring()
    const answer = deferred()
    ben.sdk.answers.accept = () => answer.promise
    const accepted = ben.manager.accept({ roomId: 'weekly' })
    ben.sdk.emit('onInvitationHandledByOtherDevice', handled)
    answer.resolve()
    await accepted
    ben.sdk.emit('onInvitationHandledByOtherDevice', handled)
    expect(ben.names()).toEqual(['onReceiveInvitation'])
  })

  it('are told when the own answer lost against another', async () => {
    const { ben, ring } = createScene()
    await ring()
    const answer = deferred()
    ben.sdk.answers.reject = () => answer.promise
    const rejected = ben.manager.reject({ roomId: 'weekly' })
    ben.sdk.emit('onInvitationHandledByOtherDevice', handled)
    expect(ben.names()).toEqual(['onReceiveInvitation'])
    answer.reject(new Error('too late'))
    await expect(rejected).rejects.toThrow('too late')
    expect(ben.heardOf('onInvitationHandledByOtherDevice')).toMatchObject([{ accepted: true }])
  })
})

describe('8. being in another conference', () => {
  it('is the reason that somebody gives, and rejects nothing by itself', async () => {
    const { ben, ring } = createScene()
    await ring()
    expect(ben.sdk.calls.reject).toEqual([])
    await ben.manager.reject({ roomId: 'weekly', reason: 1 })
    await ben.manager.reject({ roomId: 'weekly' })
    expect(ben.sdk.calls.reject).toEqual([
      { roomId: 'weekly', reason: 1 },
      { roomId: 'weekly', reason: 0 },
    ])
  })

  it('reaches the inviter as a number', () => {
    const { ann } = createScene()
    ann.sdk.emit('onInvitationRejected', { ...sdkNotice({ status: 4 }), reason: 1 })
    ann.sdk.emit('onInvitationRejected', sdkNotice({ status: 4 }))
    expect(ann.heardOf('onInvitationRejected').map(({ reason }) => reason)).toEqual([1, 0])
  })
})
