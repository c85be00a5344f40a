import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryServiceStore } from '../../server/stores'
import { createScene, ROOM, SECOND, to, type Scene } from '../contract/scene'
import { createServiceHarness, type ServiceHarness } from './service-harness'

let harness: ServiceHarness
let scene: Scene

beforeEach(async () => {
  harness = await createServiceHarness(async (clock) => [createMemoryServiceStore({ clock })])
  scene = createScene(harness)
})
afterEach(() => harness.close())

describe('a line that was broken', () => {
  it('brings what was missed, once and in order', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann, ben)
    harness.drop(ben)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    await ann.inviteUsers(to('ben'))
    await harness.reconnect(ben)
    const heard = await scene.take(ben)
    expect(heard.map(({ name }) => name)).toEqual(['onInvitationCancelled', 'onReceiveInvitation'])
    expect((await ben.look()).statuses).toEqual(['connecting', 'online'])
  })

  it('leaves the device in its room when it is back soon', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.joinInside('ben')
    await scene.forget(ann, ben)
    const { rooms } = await ann.look()
    harness.drop(ben)
    await scene.advance(5 * SECOND)
    await ann.inviteUsers(to('cat'))
    await harness.reconnect(ben)
    expect(await scene.names(ben)).toEqual(['onInvitationAdded'])
    expect((await ann.look()).rooms).toEqual(rooms)
  })

  it('lets the device enter its room again when the service put it out meanwhile', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.joinInside('ben')
    harness.drop(ben)
    for (let passed = 0; passed < 25; passed += 5) await scene.advance(5 * SECOND)
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
    await harness.reconnect(ben)
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann', 'ben'])
    expect((await ben.look()).members.map(({ userId }) => userId)).toEqual(['ann', 'ben'])
    await scene.forget(ben)
    await ann.inviteUsers(to('cat'))
    expect(await scene.names(ben)).toEqual(['onInvitationAdded'])
  })

  it('does not ring twice when the answer was lost', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await scene.settle()
    const rung = harness.nextRing(ben)
    harness.deafen(ann)
    const inviting = ann.inviteUsers(to('ben'))
    await rung
    harness.drop(ann)
    await harness.reconnect(ann)
    expect([...(await inviting)]).toEqual([['ben', 0]])
    expect(await scene.names(ben)).toEqual(['onReceiveInvitation'])
  })

  it('is out of the room at once when its page was left', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.joinInside('ben')
    await harness.leavePage(ben)
    await scene.settle()
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
  })
})
