import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useIncomingInvitations } from '../composables/useIncomingInvitations'
import { useInvitationList } from '../composables/useInvitationList'
import { useInviteUsers } from '../composables/useInviteUsers'
import { useRoomEngine } from '../composables/useRoomEngine'
import { InvitationCode } from '../manager/enums'
import type { RoomEngine } from '../manager/types'
import { createTestHub, type TestHub } from '../testing'
import { mountContext } from './testing/mount-context'

/** The stores of several devices against the reference backend. */
let hub: TestHub

beforeEach(() => {
  hub = createTestHub()
})
afterEach(() => hub.close())

async function device(userId: string, userName: string) {
  const engine = await hub.connect({ userId, userName })
  const onJoin = vi.fn(async ({ roomId }: { roomId: string }) => {
    await engine.enterRoom({ roomId })
  })
  const mounted = await mountContext(
    { ...useRoomEngine(engine), onJoin, clock: hub.clock },
    () => ({
      ...useInviteUsers(),
      ...useInvitationList(),
      calls: useIncomingInvitations(),
    }),
  )
  const { result } = mounted
  const rows = () => result.entries.value.map(({ userId: id, state, sync }) => [id, state, sync])
  const cards = () =>
    result.calls.cards.value.map(({ roomId, state, cause }) => [roomId, state, cause])
  return { ...mounted, engine, onJoin, rows, cards }
}

async function annsRoom() {
  const ann = await device('ann', 'Ann')
  await ann.engine.createRoom({ roomId: 'weekly' })
  await ann.engine.enterRoom({ roomId: 'weekly' })
  await hub.clock.advance(0)
  return ann
}

it('calls somebody who accepts and joins', async () => {
  const ann = await annsRoom()
  const ben = await device('ben', 'Ben')
  const codes = await ann.result.invite(['ben', 'ann'], { timeout: 30, message: 'Please' })
  expect([...codes!]).toEqual([
    ['ben', InvitationCode.SUCCESS],
    ['ann', InvitationCode.ALREADY_IN_CONFERENCE],
  ])
  await hub.clock.advance(0)
  expect(ann.rows()).toEqual([['ben', 'calling', 'synced']])
  expect(ben.cards()).toEqual([['weekly', 'ringing', null]])
  expect(ben.result.calls.cards.value[0]).toMatchObject({
    message: 'Please',
    inviters: [{ userName: 'Ann' }],
  })

  expect(await ben.result.calls.accept('weekly')).toBe(true)
  await hub.clock.advance(0)
  expect(ben.onJoin).toHaveBeenCalledOnce()
  expect(ben.cards()).toEqual([['weekly', 'ended', 'accepted']])
  expect(ann.rows()).toEqual([])
  expect(ann.store.list).toEqual([])
  expect(ben.context.members.value).toHaveLength(2)
})

it('knows declined, busy and unanswered calls, and calls all of them again at once', async () => {
  const ann = await annsRoom()
  const [ben, cat, dan] = [
    await device('ben', 'Ben'),
    await device('cat', 'Cat'),
    await device('dan', 'Dan'),
  ]
  await ann.result.invite(['ben', 'cat', 'dan'], { timeout: 30 })
  await hub.clock.advance(0)
  await ben.result.calls.decline('weekly', { reply: 'Later' })
  await cat.result.calls.decline('weekly', { reason: 1 })
  await hub.clock.advance(30_000)
  expect(ann.rows()).toEqual([
    ['dan', 'noAnswer', 'synced'],
    ['cat', 'busy', 'synced'],
    ['ben', 'declined', 'synced'],
  ])
  expect(dan.cards()).toEqual([['weekly', 'ended', 'missed']])
  expect(dan.result.calls.missedCount.value).toBe(1)

  await ann.result.callAgain(['ben', 'cat', 'dan'])
  await hub.clock.advance(0)
  expect(ann.rows().map(([, state]) => state)).toEqual(['calling', 'calling', 'calling'])
  for (const { cards } of [ben, cat, dan]) expect(cards()).toEqual([['weekly', 'ringing', null]])
})

it('takes a call back while it rings', async () => {
  const ann = await annsRoom()
  const ben = await device('ben', 'Ben')
  await ann.result.invite(['ben'])
  await hub.clock.advance(0)
  await ann.result.cancel(['ben'])
  await hub.clock.advance(0)
  expect(ann.rows()).toEqual([])
  expect(ben.cards()).toEqual([['weekly', 'ended', 'cancelled']])
})

it('answers on one of two devices', async () => {
  const ann = await annsRoom()
  const [phone, laptop] = [await device('ben', 'Ben'), await device('ben', 'Ben')]
  await ann.result.invite(['ben'])
  await hub.clock.advance(0)
  await phone.result.calls.decline('weekly')
  await hub.clock.advance(0)
  expect(laptop.cards()).toEqual([['weekly', 'ended', 'declinedElsewhere']])
  expect(laptop.store.missed).toEqual([])
})

it('rings on a device that connects later, with the right time left', async () => {
  const ann = await annsRoom()
  await ann.result.invite(['ben'], { timeout: 60 })
  await hub.clock.advance(20_000)
  const ben = await device('ben', 'Ben')
  await hub.clock.advance(0)
  expect(ben.cards()).toEqual([['weekly', 'ringing', null]])
  const { invitation } = ben.store.incoming[0]!
  expect(invitation.expiresAt! - hub.clock.now()).toBe(40_000)
})

it('ends the ring when the room is destroyed, and when it is entered by another way', async () => {
  const ann = await annsRoom()
  const [ben, cat] = [await device('ben', 'Ben'), await device('cat', 'Cat')]
  await ann.result.invite(['ben', 'cat'])
  await hub.clock.advance(0)
  await cat.engine.enterRoom({ roomId: 'weekly' })
  await hub.clock.advance(0)
  expect(cat.cards()).toEqual([['weekly', 'ended', 'entered']])
  await ann.engine.destroyRoom()
  await hub.clock.advance(0)
  expect(ben.cards()).toEqual([['weekly', 'ended', 'cancelled']])
  expect(ann.rows()).toEqual([])
  expect(ann.context.currentRoom.value).toBe(null)
})

it('takes over a room that was in use before', async () => {
  const ann = await annsRoom()
  await ann.result.invite(['dan', 'eve'])
  await hub.clock.advance(0)
  const ben = await device('ben', 'Ben')
  await ben.engine.enterRoom({ roomId: 'weekly' })
  await hub.clock.advance(0)
  expect(ben.rows()).toEqual(ann.rows())
  expect(ben.result.canCancel(ben.result.entries.value[0]!)).toBe('notYours')
})

it('pages through a long list, waiting where it asks too often', async () => {
  const ann = await annsRoom()
  const people = Array.from({ length: 1_000 }, (_, index) => `user ${index}`)
  await ann.result.invite(people)
  await hub.clock.advance(1)
  await ann.result.invite(['one more'])
  const ben = await device('ben', 'Ben')
  await ben.engine.enterRoom({ roomId: 'weekly' })
  await hub.clock.advance(0)
  expect(ben.store.list).toHaveLength(100)
  const paged = (async () => {
    while (ben.store.hasMore) await ben.store.loadMore()
  })()
  await hub.clock.advance(20_000)
  await paged
  await hub.clock.advance(100)
  expect(ben.store.list).toHaveLength(1_001)
  expect(ben.store.list.map(({ userId }) => userId)).toEqual([...people, 'one more'])
})

it('starts with nothing when somebody else signs in on the device', async () => {
  const ann = await annsRoom()
  const engine = shallowRef<RoomEngine | null>(await hub.connect({ userId: 'ben' }))
  const { store } = await mountContext({ ...useRoomEngine(engine), clock: hub.clock }, () => {}, {
    pinia: createPinia(),
  })
  await ann.result.invite(['ben', 'cat'])
  await hub.clock.advance(0)
  expect(store.incoming).toHaveLength(1)
  engine.value = null
  await hub.clock.advance(0)
  expect(store).toMatchObject({ incoming: [], ended: [], connection: 'closed' })
  engine.value = await hub.connect({ userId: 'cat' })
  await hub.clock.advance(0)
  expect(store.incoming).toMatchObject([{ invitation: { invitee: { userId: 'cat' } } }])
})
