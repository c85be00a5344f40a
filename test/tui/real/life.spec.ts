import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InvitationListPage } from '../../../src/manager/types'
import { createConference, type RemoteDevice } from './conference'

const conference = createConference()
const { server } = conference
let ann: RemoteDevice
let ben: RemoteDevice
let cleo: RemoteDevice

beforeAll(async () => {
  ;[ann, ben, cleo] = (await Promise.all(
    ['ann', 'ben', 'cleo'].map((userId) => conference.start(userId)),
  )) as [RemoteDevice, RemoteDevice, RemoteDevice]
})
afterAll(() => conference.close())

/** Ann's own room, which she is in. */
async function openRoom(roomId: string) {
  server.createRoom(roomId, 'ann')
  await ann.call('enterRoom', roomId)
}

const invite = (device: RemoteDevice, roomId: string, userIdList = ['ben'], more = {}) =>
  device.call('inviteUsers', { roomId, userIdList, timeout: 60, ...more })

describe("the adapter on Tencent's SDK", () => {
  it('rings an invitee and lets them accept', async () => {
    await openRoom('accept')
    const codes = await invite(ann, 'accept', ['ben'], { extensionInfo: 'agenda' })
    expect(codes).toEqual(new Map())
    const received = await ben.waitFor('onReceiveInvitation', 'accept')
    expect(received).toMatchObject({
      extensionInfo: 'agenda',
      roomInfo: { roomName: 'Room accept', ownerId: 'ann', createTime: 1_700_000_000_000 },
      invitation: { status: 1, inviter: { userId: 'ann', userName: 'Nick ann' } },
    })
    const added = await ann.waitFor('onInvitationAdded', 'accept')
    expect(added).toMatchObject({ roomId: 'accept', invitation: { invitee: { userId: 'ben' } } })
    const ends = [added, received].map(({ invitation }) => invitation.expiresAt! - Date.now())
    for (const left of ends) expect(left).toSatisfy((ms: number) => ms > 30_000 && ms <= 60_000)

    await ben.call('accept', { roomId: 'accept' })
    await ann.waitFor('onInvitationAccepted', 'accept')
    await ann.waitFor('onInvitationStatusChanged', 'accept')
    await ben.call('enterRoom', 'accept')
    await ann.waitFor('onInvitationRemoved', 'accept')
    expect(ann.namesOf('accept').toSorted()).toEqual([
      'onInvitationAccepted',
      'onInvitationAdded',
      'onInvitationRemoved',
      'onInvitationStatusChanged',
    ])
    await ben.call('exitRoom')
  })

  it.each([
    ['by choice', 0, undefined],
    ['because of another conference', 1, 1],
  ])('hands on a refusal %s', async (_why, expected, reason) => {
    const roomId = `reject-${expected}`
    await openRoom(roomId)
    await invite(ann, roomId)
    await ben.waitFor('onReceiveInvitation', roomId)
    await ben.call('reject', { roomId, reason })
    expect(await ann.waitFor('onInvitationRejected', roomId)).toMatchObject({
      reason: expected,
      invitation: { status: 4, invitee: { userId: 'ben' } },
    })
  })

  it('tells the invitee of a cancellation, once, also when it comes twice', async () => {
    await openRoom('cancel')
    await invite(ann, 'cancel')
    await ben.waitFor('onReceiveInvitation', 'cancel')
    await ann.call('cancelInvitation', { roomId: 'cancel', userIdList: ['ben'] })
    expect(await ben.waitFor('onInvitationCancelled', 'cancel')).toMatchObject({
      invitation: { status: 1 },
    })
    await ann.waitFor('onInvitationRemoved', 'cancel')
    await expect(ben.call('accept', { roomId: 'cancel' })).rejects.toMatchObject({ code: 100_005 })
    expect(ben.namesOf('cancel')).toEqual(['onReceiveInvitation', 'onInvitationCancelled'])
  })

  it('tells both sides who revoked', async () => {
    await openRoom('revoke')
    await cleo.call('enterRoom', 'revoke')
    await invite(cleo, 'revoke')
    await ben.waitFor('onReceiveInvitation', 'revoke')
    await ann.call('cancelInvitation', { roomId: 'revoke', userIdList: ['ben'] })
    for (const device of [ben, cleo]) {
      expect(await device.waitFor('onInvitationRevokedByAdmin', 'revoke')).toMatchObject({
        operateUser: { userId: 'ann' },
      })
    }
    await cleo.call('exitRoom')
  })

  it('tells other devices of the invitee who answered first', async () => {
    await openRoom('devices')
    const tablet = await conference.start('ben')
    await invite(ann, 'devices')
    await Promise.all(
      [ben, tablet].map((device) => device.waitFor('onReceiveInvitation', 'devices')),
    )
    await tablet.call('accept', { roomId: 'devices' })
    expect(await ben.waitFor('onInvitationHandledByOtherDevice', 'devices')).toMatchObject({
      accepted: true,
    })
    expect(tablet.namesOf('devices')).toEqual(['onReceiveInvitation'])
  })

  it('tells the same call once, and a second inviter as one more', async () => {
    await openRoom('twice')
    await cleo.call('enterRoom', 'twice')
    await invite(ann, 'twice')
    const first = await ben.waitFor('onReceiveInvitation', 'twice')
    const raw = await ben.waitFor('onReceiveInvitation', 'twice', { source: 'sdk' })
    server.repeat('twice', 'ben', raw.extensionInfo)
    await ben.waitFor('onReceiveInvitation', 'twice', { source: 'sdk', count: 2 })
    server.ringAgain('twice', 'cleo', 'ben', raw.extensionInfo)
    const second = await ben.waitFor('onReceiveInvitation', 'twice', { count: 2 })
    expect(second.invitation).toMatchObject({
      inviter: { userId: 'cleo' },
      expiresAt: first.invitation.expiresAt,
    })
    await cleo.call('exitRoom')
  })

  it('pages the list', async () => {
    await openRoom('pages')
    const everybody = Array.from({ length: 45 }, (_, index) => `guest-${index}`)
    await invite(ann, 'pages', everybody)
    const seen: string[] = []
    const sizes: number[] = []
    let cursor = ''
    do {
      const page = (await ann.call('getInvitationList', {
        roomId: 'pages',
        cursor,
      })) as InvitationListPage
      seen.push(...page.invitationList.map(({ invitee }) => invitee.userId))
      sizes.push(page.invitationList.length)
      cursor = page.cursor
    } while (cursor !== '')
    expect(sizes).toEqual([20, 20, 5])
    expect(seen).toEqual(everybody)
  })

  it('lets nobody invite into a room that they left: -2101', async () => {
    await openRoom('left')
    await ann.call('exitRoom')
    await expect(invite(ann, 'left')).rejects.toMatchObject({ code: -2101 })
  })

  it('goes on with whoever logs in next, in the same process', async () => {
    await openRoom('change')
    const shared = await conference.start('dan')
    await invite(ann, 'change', ['dan'])
    await shared.waitFor('onReceiveInvitation', 'change')
    await shared.call('logout')
    await expect(shared.call('accept', { roomId: 'change' })).rejects.toMatchObject({ code: -1002 })
    await shared.call('login', 'eve')
    await invite(ann, 'change', ['eve'])
    const next = await shared.waitFor('onReceiveInvitation', 'change', { count: 2 })
    expect(next.invitation.invitee.userId).toBe('eve')
    await shared.call('accept', { roomId: 'change' })
    expect(await ann.waitFor('onInvitationAccepted', 'change')).toMatchObject({
      invitation: { invitee: { userId: 'eve' } },
    })
  })

  it('uses no network', async () => {
    for (const device of [ann, ben, cleo]) expect(await device.call('connections')).toEqual([])
  })
})
