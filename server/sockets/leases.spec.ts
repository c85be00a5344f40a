import { describe, expect, it } from 'vitest'
import { nextTask } from '../../src/testing/next-task'
import { putOut, readMember } from '../rooms'
import type { WelcomeClient } from '../testing/test-client'
import { enterNewRoom, startTestGateway } from '../testing/test-gateway'

const HOUR_MS = 3_600_000

async function setUp() {
  const gateway = await startTestGateway({ limits: { heartbeatMs: HOUR_MS } })
  const isInside = async (userId: string) =>
    (await readMember(gateway.store, 'room', userId)) !== null
  return { ...gateway, isInside }
}

/** Lets a side hear of what the other has sent. */
async function settle() {
  for (let n = 0; n < 20; n++) await nextTask()
}

describe('a device', () => {
  it('stays inside as long as it is connected', async () => {
    const { join, clock, isInside } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    await clock.advance(120_000)
    expect(await isInside('ann')).toBe(true)
  })

  it('that drops stays inside for a while, then is put out', async () => {
    const { join, clock, isInside } = await setUp()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ben.call('enterRoom', { roomId: 'room' })
    ann.socket.terminate()
    await settle()
    await clock.advance(14_000)
    expect(await isInside('ann')).toBe(true)
    await clock.advance(12_000)
    expect(await isInside('ann')).toBe(false)
    expect(await isInside('ben')).toBe(true)
  })

  it('that comes back in time stays inside', async () => {
    const { join, clock, isInside } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    ann.socket.terminate()
    await settle()
    await clock.advance(10_000)
    await join('ann')
    await clock.advance(120_000)
    expect(await isInside('ann')).toBe(true)
  })

  it('that says goodbye is outside at once', async () => {
    const { join, store, isInside } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    ann.send({ t: 'bye' })
    ann.socket.close()
    await ann.closed
    await settle()
    expect(await isInside('ann')).toBe(false)
    expect(await store.listDevices('ann')).toEqual([])
  })

  it('of a gateway that died is put out by another', async () => {
    const { store, clock } = await setUp()
    await store.leaseDevices([
      { userId: 'ann', deviceId: 'on-a-dead-gateway', expiresAt: clock.now() + 1_000 },
    ])
    await clock.advance(19_000)
    // the service may just have been restarted: it waits for those who were connected
    expect(await store.listDevices('ann')).toHaveLength(1)
    await clock.advance(6_000)
    expect(await store.listDevices('ann')).toEqual([])
  })

  it('that lapsed may enter again, unless the backend has taken its user out', async () => {
    const { join, clock, isInside, api } = await setUp()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ben.call('enterRoom', { roomId: 'room' })
    const stateOf = (client: WelcomeClient) => client.welcome.logs['room:room']?.state
    const resume = { 'room:room': 0 }
    ben.socket.terminate()
    await settle()
    await clock.advance(26_000)
    expect(await isInside('ben')).toBe(false)
    const back = await join('ben', { resume })
    expect(stateOf(back)).toBe('lapsed')

    await back.call('enterRoom', { roomId: 'room' })
    back.socket.terminate()
    await settle()
    await api('DELETE', '/v1/rooms/room/members/ben')
    const removed = await join('ben', { resume })
    expect(stateOf(removed)).toBe('closed')

    await removed.call('enterRoom', { roomId: 'room' })
    removed.socket.terminate()
    await settle()
    await clock.advance(26_000)
    expect(stateOf(await join('ben', { resume }))).toBe('lapsed')
  })

  it('that others took for gone while it was connected may enter again', async () => {
    const { join, clock, store } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    expect(await ann.next('log')).toMatchObject({ state: 'live' })
    // the gateway was asleep; another one has put the device out
    await putOut(store, 'ann', 'device-of-ann000')
    expect(await ann.next('log')).toMatchObject({ log: 'room:room', state: 'lapsed' })
    await ann.call('enterRoom', { roomId: 'room' })
    expect(await ann.next('log')).toMatchObject({ log: 'room:room', state: 'live' })
    await clock.advance(60_000)
  })

  it('that others took for gone stops following its room', async () => {
    const { join, store, clock } = await setUp()
    const ann = await join('ann')
    await join('ann', { deviceId: 'another-device-of-ann' }).then((other) =>
      enterNewRoom(other, 'room'),
    )
    await ann.call('enterRoom', { roomId: 'room' })
    await ann.next('log')
    // the gateway was asleep; another one has put the device out, which nobody is told because its user stays
    const { createExecutor } = await import('../../src/manager/executor')
    const user = { userId: 'ann', userName: '', nameCard: '', avatarUrl: '' }
    const actor = { user, deviceId: 'device-of-ann000' }
    await createExecutor({ store, clock }).execute(actor, 'exitRoom', { roomId: 'room' })
    clock.set(clock.now() + 60_000)
    await clock.advance(5_000)
    expect(await ann.next('log')).toMatchObject({ log: 'room:room', state: 'lapsed' })
  })
})

describe('deadlines', () => {
  it('are kept without anybody asking', async () => {
    const { join, clock } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    const input = { roomId: 'room', userIdList: ['ben'], timeout: 30, extensionInfo: '' }
    await ann.call('inviteUsers', input)
    await clock.advance(29_999)
    await ann.ping()
    const names = () => ann.frames.map((frame) => frame.t === 'event' && frame.message.name)
    expect(names()).not.toContain('onInvitationTimeout')
    await clock.advance(1)
    await ann.ping()
    expect(names()).toContain('onInvitationTimeout')
  })
})
