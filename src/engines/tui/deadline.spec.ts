// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createScene, deferred } from '../../../test/tui/scene'
import { sdkInvitation, sdkNotice, sdkRow } from '../../../test/tui/fake-sdk'
import { InvitationStatus } from '../../manager/enums'

const { PENDING, TIMEOUT, ACCEPTED, REJECTED } = InvitationStatus

describe('4. the timeout, which the SDK tells nobody', () => {
  it('travels in extensionInfo, with the text of the app inside', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 60, extensionInfo: '{"topic":"Q3"}' })
    const sent = ann.sdk.calls.inviteUsers[0]!
    expect(sent).toMatchObject({ roomId: 'weekly', userIdList: ['ben'], timeout: 60 })
    expect(JSON.parse(sent.extensionInfo!)).toMatchObject({ text: '{"topic":"Q3"}', timeout: 60 })
    expect(ben.heardOf('onReceiveInvitation')).toMatchObject([
      {
        extensionInfo: '{"topic":"Q3"}',
        invitation: { extensionInfo: '{"topic":"Q3"}', expiresAt: clock.now() + 60_000 },
      },
    ])
  })

  it('counts from when the call arrived, whatever the clock of the inviter says', async () => {
    const { ann, ben, clock, deliver } = createScene()
    await ann.manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 60 })
    clock.set(clock.now() + 600_000)
    deliver()
    expect(ben.heardOf('onReceiveInvitation')[0]).toMatchObject({
      invitation: { expiresAt: clock.now() + 60_000 },
    })
  })

  it('is null for a call that never ends', async () => {
    const { ben, ring, clock } = createScene()
    await ring({ timeout: 0 })
    expect(ben.heardOf('onReceiveInvitation')[0]!.invitation.expiresAt).toBeNull()
    await clock.advance(86_400_000)
    expect(ben.heardOf('onInvitationTimeout')).toEqual([])
  })

  it('shows in the list of the inviter too', async () => {
    const { ann, clock, ring } = createScene()
    const expiresAt = clock.now() + 60_000
    await ring({ timeout: 60 })
    expect(ann.heardOf('onInvitationAdded')[0]).toMatchObject({ invitation: { expiresAt } })
    ann.sdk.answers.getInvitationList = () => ({ cursor: '', invitationList: [sdkInvitation()] })
    const page = await ann.manager.getInvitationList({ roomId: 'weekly' })
    expect(page.invitationList).toMatchObject([{ status: PENDING, expiresAt }])
  })

  it('ends the ring on both sides at the deadline, once, and the list before', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await clock.advance(1_999)
    expect([...ann.names(), ...ben.names()]).toEqual(['onInvitationAdded', 'onReceiveInvitation'])
    await clock.advance(1)
    expect(ann.names().slice(1)).toEqual(['onInvitationStatusChanged', 'onInvitationTimeout'])
    expect(ben.names().slice(1)).toEqual(['onInvitationTimeout'])
    expect(ann.heardOf('onInvitationStatusChanged')[0]).toMatchObject({
      roomId: 'weekly',
      invitation: { status: TIMEOUT, invitee: { userId: 'ben' } },
    })
    expect(ben.heardOf('onInvitationTimeout')[0]).toMatchObject({
      roomInfo: { roomId: 'weekly', roomName: 'Weekly' },
      invitation: { status: TIMEOUT, inviter: { userId: 'ann' } },
    })
  })

  it('swallows the late word of the SDK, on both sides', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await clock.advance(7_000)
    ann.sdk.emit('onInvitationTimeout', sdkNotice({ status: TIMEOUT }))
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status: TIMEOUT }))
    ben.sdk.emit('onInvitationTimeout', sdkNotice({ status: TIMEOUT }))
    expect(ann.heardOf('onInvitationTimeout')).toHaveLength(1)
    expect(ann.heardOf('onInvitationStatusChanged')).toHaveLength(1)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('takes the word of the room a moment early, and tells it once', async () => {
    const { ann, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await clock.advance(1_900)
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status: TIMEOUT }))
    await clock.advance(10_000)
    expect(ann.names().slice(1)).toEqual(['onInvitationStatusChanged', 'onInvitationTimeout'])
  })

  it('does not let the SDK end a new ring with the clock of the one before', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await clock.advance(3_000)
    await ring({ timeout: 60 })
    await clock.advance(4_000)
    for (const { sdk } of [ann, ben]) sdk.emit('onInvitationTimeout', sdkNotice())
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status: TIMEOUT }))
    expect(ann.heardOf('onInvitationTimeout')).toHaveLength(1)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
    expect(ann.heardOf('onInvitationStatusChanged')).toHaveLength(1)
    await clock.advance(56_000)
    expect(ann.heardOf('onInvitationTimeout')).toHaveLength(2)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(2)
  })

  it('lists a ring as timed out that the server still lists as pending', async () => {
    const { ann, clock, ring } = createScene()
    ann.sdk.answers.getInvitationList = () => ({ cursor: '', invitationList: [sdkInvitation()] })
    const statusNow = async () => {
      const page = await ann.manager.getInvitationList({ roomId: 'weekly' })
      return page.invitationList[0]!.status
    }
    await ring({ timeout: 2 })
    expect(await statusNow()).toBe(PENDING)
    await clock.advance(5_000)
    expect(await statusNow()).toBe(TIMEOUT)
    // what it lists long after is its own truth
    await clock.advance(10_000)
    expect(await statusNow()).toBe(PENDING)
  })

  it.each(['accept', 'reject'] as const)(
    'refuses a late %s with -2311, without asking the SDK',
    async (method) => {
      const { ben, clock, ring } = createScene()
      await ring({ timeout: 2 })
      await clock.advance(2_000)
      await expect(ben.manager[method]({ roomId: 'weekly' })).rejects.toMatchObject({ code: -2311 })
      expect(ben.sdk.calls[method]).toEqual([])
    },
  )

  it('refuses a late answer also when the timer overslept', async () => {
    const { ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    clock.set(clock.now() + 3_000)
    await expect(ben.manager.accept({ roomId: 'weekly' })).rejects.toMatchObject({ code: -2311 })
    expect(ben.sdk.calls.accept).toEqual([])
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
    await clock.advance(10_000)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('lets an answer win that was sent in time, and waits for it with the time-out', async () => {
    const { ben, clock, ring } = createScene()
    const answer = deferred()
    ben.sdk.answers.accept = () => answer.promise
    await ring({ timeout: 2 })
    const accepted = ben.manager.accept({ roomId: 'weekly' })
    await clock.advance(3_000)
    expect(ben.heardOf('onInvitationTimeout')).toEqual([])
    answer.resolve()
    await accepted
    await clock.advance(10_000)
    expect(ben.heardOf('onInvitationTimeout')).toEqual([])
  })

  it('tells the time-out after an answer in time that failed too late', async () => {
    const { ben, clock, ring } = createScene()
    const answer = deferred()
    ben.sdk.answers.reject = () => answer.promise
    await ring({ timeout: 2 })
    const rejected = ben.manager.reject({ roomId: 'weekly' })
    await clock.advance(3_000)
    answer.reject(new Error('lost'))
    await expect(rejected).rejects.toMatchObject({ code: -1 })
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('keeps ringing after an answer that failed in time', async () => {
    const { ben, clock, ring } = createScene()
    ben.sdk.answers.accept = () => Promise.reject(new Error('lost'))
    await ring({ timeout: 2 })
    await expect(ben.manager.accept({ roomId: 'weekly' })).rejects.toMatchObject({ code: -1 })
    expect(ben.heardOf('onInvitationTimeout')).toEqual([])
    await clock.advance(2_000)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it.each([
    ['onInvitationAccepted', ACCEPTED],
    ['onInvitationRejected', REJECTED],
  ] as const)('ends with %s on the side of the inviter', async (name, status) => {
    const { ann, clock, ring } = createScene()
    await ring({ timeout: 2 })
    ann.sdk.emit(name, sdkNotice({ status }))
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ status }))
    await clock.advance(10_000)
    ann.sdk.emit('onInvitationTimeout', sdkNotice())
    expect(ann.heardOf('onInvitationTimeout')).toEqual([])
    expect(ann.names().slice(1)).toEqual([name, 'onInvitationStatusChanged'])
  })

  it.each(['onInvitationCancelled', 'onInvitationRevokedByAdmin'] as const)(
    'ends with %s on the side of the invitee',
    async (name) => {
      const { ben, clock, ring } = createScene()
      await ring({ timeout: 2 })
      ben.sdk.emit(name, sdkNotice())
      await clock.advance(10_000)
      expect(ben.names().slice(1)).toEqual([name])
    },
  )

  it('ends when another device answers', async () => {
    const { ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    const { roomInfo } = sdkNotice()
    ben.sdk.emit('onInvitationHandledByOtherDevice', { roomInfo, accepted: true })
    await clock.advance(10_000)
    expect(ben.names().slice(1)).toEqual(['onInvitationHandledByOtherDevice'])
  })

  it('ends when the inviter cancels, whom the SDK tells nothing', async () => {
    const { ann, clock, ring } = createScene()
    await ring({ timeout: 2 })
    await ann.manager.cancelInvitation({ roomId: 'weekly', userIdList: ['ben'] })
    await clock.advance(10_000)
    expect(ann.names()).toEqual(['onInvitationAdded'])
  })

  it('goes on when cancelling failed', async () => {
    const { ann, clock, ring } = createScene()
    ann.sdk.answers.cancelInvitation = () => Promise.reject(new Error('lost'))
    await ring({ timeout: 2 })
    const cancelled = ann.manager.cancelInvitation({ roomId: 'weekly', userIdList: ['ben'] })
    await expect(cancelled).rejects.toMatchObject({ code: -1 })
    await clock.advance(2_000)
    expect(ann.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('does not time out somebody for whom the list never showed a ring', async () => {
    const { ann, clock } = createScene()
    await ann.manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 2 })
    await clock.advance(30_000)
    expect(ann.names()).toEqual([])
    // only a person whom the server took gets the SDK's own, late one
    ann.sdk.emit('onInvitationTimeout', sdkNotice())
    expect(ann.names()).toEqual(['onInvitationTimeout'])
  })

  it("leaves another person's ring in the list alone", async () => {
    const { ann, clock } = createScene()
    ann.sdk.emit('onInvitationAdded', sdkRow({ inviter: 'cleo' }))
    await clock.advance(100_000)
    expect(ann.names()).toEqual(['onInvitationAdded'])
    expect(ann.heardOf('onInvitationAdded')[0]!.invitation).not.toHaveProperty('expiresAt')
  })

  it('leaves a ring alone that somebody else began after our own', async () => {
    const { ann, clock, ring } = createScene()
    await ring({ timeout: 60 })
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ inviter: 'cleo' }))
    await clock.advance(100_000)
    expect(ann.heardOf('onInvitationTimeout')).toEqual([])
  })

  it('leaves calls of other clients to the SDK, with their text as it is', async () => {
    const { ben, clock } = createScene()
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice(), extensionInfo: '{"mine":true}' })
    const received = ben.heardOf('onReceiveInvitation')[0]!
    expect(received.extensionInfo).toBe('{"mine":true}')
    expect(received.invitation).not.toHaveProperty('expiresAt')
    await clock.advance(100_000)
    await ben.manager.accept({ roomId: 'weekly' })
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice(), extensionInfo: '' })
    ben.sdk.emit('onInvitationTimeout', sdkNotice({ status: TIMEOUT }))
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('carries "without a ring" too', async () => {
    const { ann, ben, deliver } = createScene()
    const call = { roomId: 'weekly', userIdList: ['ben'], silent: true }
    await ann.manager.inviteUsers(call)
    deliver()
    expect(ben.heardOf('onReceiveInvitation')[0]!.invitation.silent).toBe(true)
  })

  it('takes texts of 4 KiB, and refuses longer ones with -1001', async () => {
    const { ann } = createScene()
    const call = { roomId: 'weekly', userIdList: ['ben'] }
    await ann.manager.inviteUsers({ ...call, extensionInfo: 'x'.repeat(4_096) })
    const tooLong = ann.manager.inviteUsers({ ...call, extensionInfo: 'x'.repeat(4_097) })
    await expect(tooLong).rejects.toMatchObject({ code: -1001 })
    expect(ann.sdk.calls.inviteUsers).toHaveLength(1)
  })
})
