import { expect, it } from 'vitest'
import { ANN, BEN, invite, openRoom, ROOM } from './people'
import type { OpenBench } from './suite'

export function describeAround(open: OpenBench) {
  it('knows which devices are connected, and which no longer', async () => {
    const { clock, store } = await open()
    const now = clock.now()
    const lease = (userId: string, deviceId: string, ms: number) => ({
      userId,
      deviceId,
      expiresAt: now + ms,
    })
    const [phone, laptop, other] = [
      lease('ben', 'phone', 20_000),
      lease('ben', 'laptop', 10_000),
      lease('ann', 'laptop', 30_000),
    ]
    await store.leaseDevices([phone, laptop, other])
    expect(await store.listLapsedDevices(now + 9_999, 10)).toEqual([])
    expect(await store.listLapsedDevices(now + 20_000, 10)).toEqual([laptop, phone])
    expect(await store.listLapsedDevices(now + 20_000, 1)).toEqual([laptop])
    const renewed = { ...laptop, expiresAt: now + 40_000 }
    await store.leaseDevices([renewed])
    expect(await store.listLapsedDevices(now + 30_000, 10)).toEqual([phone, other])
    const devices = await store.listDevices('ben')
    expect(devices).toHaveLength(2)
    expect(devices).toEqual(expect.arrayContaining([phone, renewed]))
    await store.releaseDevice('ben', 'phone')
    expect(await store.listDevices('ben')).toEqual([renewed])
    expect(await store.listLapsedDevices(now + 50_000, 10)).toEqual([other, renewed])
  })

  it('takes the leases of very many devices at once', async () => {
    const { clock, store } = await open()
    const leases = Array.from({ length: 1_200 }, (_, index) => ({
      userId: `u-${index}`,
      deviceId: 'phone',
      expiresAt: clock.now() + index,
    }))
    await store.leaseDevices(leases)
    expect(await store.listLapsedDevices(clock.now() + 2_000, 2_000)).toEqual(leases)
  })

  it('knows the rooms of a person', async () => {
    const bench = await open()
    await openRoom(bench, 'one')
    await openRoom(bench, 'two')
    expect(await bench.store.listRoomsOf('ann')).toEqual(['one', 'two'])
    await bench.call(ANN, 'exitRoom', { roomId: 'one' })
    expect(await bench.store.listRoomsOf('ann')).toEqual(['two'])
    await bench.call(ANN, 'destroyRoom', { roomId: 'two' })
    expect(await bench.store.listRoomsOf('ann')).toEqual([])
  })

  it('replaces a value only where it is as expected', async () => {
    const { store } = await open()
    expect(await store.getValue('push')).toBeNull()
    expect(await store.replaceValue('push', 'x', 'a', 60_000)).toBe(false)
    expect(await store.replaceValue('push', null, 'a', 60_000)).toBe(true)
    expect(await store.replaceValue('push', null, 'b', 60_000)).toBe(false)
    expect(await store.getValue('push')).toBe('a')
    expect(await store.replaceValue('push', 'a', '', 60_000)).toBe(true)
    expect(await store.getValue('push')).toBe('')
    expect(await store.replaceValue('push', '', null, 60_000)).toBe(true)
    expect(await store.getValue('push')).toBeNull()
  })

  it('lets one of many replace a value', async () => {
    const { store } = await open()
    const outcomes = await Promise.all(
      ['a', 'b', 'c', 'd'].map((value) => store.replaceValue('push', null, value, 60_000)),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(1)
  })

  it('gives what is to be told to one at a time, again after a while, until it was told', async () => {
    const bench = await open({ outbox: true })
    const { clock, store } = bench
    await openRoom(bench)
    await invite(bench, ['ben'])
    const at = clock.now()
    const first = await store.takeOutbox(3, 10_000)
    expect(first.map(({ message }) => message.name)).toEqual([
      'roomChanged',
      'roomChanged',
      'onInvitationAdded',
    ])
    const second = await store.takeOutbox(3, 10_000)
    expect(second).toMatchObject([{ attempt: 1, at, message: { name: 'onReceiveInvitation' } }])
    expect(await store.takeOutbox(3, 10_000)).toEqual([])
    await store.finishOutbox(first.map(({ id }) => id))
    clock.set(clock.now() + 9_999)
    expect(await store.takeOutbox(3, 10_000)).toEqual([])
    clock.set(clock.now() + 1)
    expect(await store.takeOutbox(3, 10_000)).toEqual([{ ...second[0], attempt: 2 }])
    await store.finishOutbox(second.map(({ id }) => id))
    clock.set(clock.now() + 60_000)
    expect(await store.takeOutbox(3, 10_000)).toEqual([])
  })

  it('gives nobody what was put off, until its time has come', async () => {
    const bench = await open({ outbox: true })
    const { clock, store } = bench
    await openRoom(bench)
    const [first, second] = await store.takeOutbox(2, 10_000)
    await store.postponeOutbox(first!.id, 60_000)
    await store.postponeOutbox(second!.id, 1_000)
    clock.set(clock.now() + 1_000)
    expect(await store.takeOutbox(2, 10_000)).toEqual([{ ...second, attempt: 2 }])
    await store.finishOutbox([second!.id])
    await store.postponeOutbox(second!.id, 0)
    clock.set(clock.now() + 58_999)
    expect(await store.takeOutbox(2, 10_000)).toEqual([])
    clock.set(clock.now() + 1)
    expect(await store.takeOutbox(2, 10_000)).toEqual([{ ...first, attempt: 2 }])
  })

  it('gives each of those who take at once something else', async () => {
    const bench = await open({ outbox: true })
    await openRoom(bench)
    await invite(bench, ['ben', 'cat', 'dan'])
    const taken = await Promise.all(
      Array.from({ length: 4 }, () => bench.store.takeOutbox(2, 10_000)),
    )
    const ids = taken.flat().map(({ id }) => id)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })

  it('keeps nothing to be told unless it is asked to', async () => {
    const bench = await open()
    await openRoom(bench)
    expect(await bench.store.takeOutbox(10, 10_000)).toEqual([])
  })

  it('tells who is due, and nobody who has come', async () => {
    const bench = await open()
    await openRoom(bench)
    await invite(bench, ['ben'], 30)
    const due = bench.clock.now() + 30_000
    expect(await bench.store.nextDue()).toBe(due)
    expect(await bench.store.listDue(due - 1, 10)).toEqual({ invitations: [], roomIds: [] })
    expect(await bench.store.listDue(due, 10)).toEqual({
      invitations: [{ roomId: ROOM, userId: 'ben' }],
      roomIds: [],
    })
    await bench.call(BEN, 'enterRoom', { roomId: ROOM })
    expect(await bench.store.listDue(due, 10)).toEqual({ invitations: [], roomIds: [] })
  })

  it('answers a ping', async () => {
    const { store } = await open()
    await expect(store.ping()).resolves.toBeUndefined()
  })
}
