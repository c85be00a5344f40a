import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

async function ring(inviter: RemoteDevice, roomId: string, timeout = 1) {
  server.createRoom(roomId, 'ann')
  await inviter.call('enterRoom', roomId)
  await inviter.call('inviteUsers', { roomId, userIdList: ['ben'], timeout })
  return ben.waitFor('onReceiveInvitation', roomId)
}

describe("the deadline, on Tencent's SDK", () => {
  // both wait for the SDK's own clock, so they do it together
  it.concurrent('ends the ring on both sides before the SDK says so, and only once', async () => {
    await ring(ann, 'late')
    const [told] = await Promise.all([
      ben.waitFor('onInvitationTimeout', 'late'),
      ann.waitFor('onInvitationTimeout', 'late'),
    ])
    expect(told).toMatchObject({ invitation: { status: 2, invitee: { userId: 'ben' } } })
    expect(ben.heard.filter(isFromSdk).map(({ name }) => name)).not.toContain('onInvitationTimeout')
    await expect(ben.call('accept', { roomId: 'late' })).rejects.toMatchObject({ code: -2311 })

    // five seconds later than it should
    for (const device of [ann, ben]) {
      await device.waitFor('onInvitationTimeout', 'late', { source: 'sdk' })
    }
    expect(ben.namesOf('late')).toEqual(['onReceiveInvitation', 'onInvitationTimeout'])
    expect(ann.namesOf('late')).toEqual([
      'onInvitationAdded',
      'onInvitationStatusChanged',
      'onInvitationTimeout',
    ])
  })

  it.concurrent('of a new ring outlives the clock of the one before', async () => {
    await ring(cleo, 'again')
    await ben.waitFor('onInvitationTimeout', 'again')
    await cleo.waitFor('onInvitationTimeout', 'again')
    // the server does not know yet that it is over
    server.forget('again', 'ben')
    await cleo.call('inviteUsers', { roomId: 'again', userIdList: ['ben'], timeout: 60 })
    await ben.waitFor('onReceiveInvitation', 'again', { count: 2 })
    await ben.waitFor('onInvitationTimeout', 'again', { source: 'sdk' })
    await ben.call('accept', { roomId: 'again' })
    // the SDK of the inviter holds the first ring's record and ignores the answer: the list tells
    const changed = await cleo.waitFor('onInvitationStatusChanged', 'again', { count: 2 })
    expect(changed.invitation.status).toBe(3)
    expect(ben.eventsOf('onInvitationTimeout', 'again')).toHaveLength(1)
  })

  it('never comes for a ring without one', async () => {
    expect((await ring(ann, 'endless', 0)).invitation.expiresAt).toBeNull()
  })
})

describe('the policy of the store', () => {
  it("refuses calls from elsewhere with a reason, on Tencent's SDK", async () => {
    server.createRoom('elsewhere', 'ben')
    await ben.call('mountStore', {
      currentUser: { userId: 'ben' },
      currentRoom: { roomId: 'elsewhere' },
      policy: { whenBusy: 'reject' },
    })
    await ring(ann, 'busy', 60)
    expect(await ann.waitFor('onInvitationRejected', 'busy')).toMatchObject({ reason: 1 })
    expect(await ben.call('incoming')).toEqual([])
  })

  it('uses no network', async () => {
    for (const device of [ann, ben, cleo]) expect(await device.call('connections')).toEqual([])
  })
})

function isFromSdk({ source }: RemoteDevice['heard'][number]) {
  return source === 'sdk'
}
