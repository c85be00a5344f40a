import { expect, it } from 'vitest'
import { ANN, BEN, CAT, invite, openRoom, ROOM } from './people'
import type { OpenBench } from './suite'

export function describeLogs(open: OpenBench) {
  it('goes on from where a log stands, also where nothing was in it yet', async () => {
    const { store, ...bench } = await open()
    const before = await store.readLog('user:ben', 0, 0)
    expect(before.entries).toEqual([])
    bench.clock.set(bench.clock.now() + 60_000)
    await openRoom({ store, ...bench })
    await invite({ store, ...bench }, ['ben'])
    const part = await store.readLog('user:ben', before.last, 10)
    expect(part).toMatchObject({ last: before.last + 1, isTrimmed: false })
    expect(part.entries).toMatchObject([
      { log: 'user:ben', seq: before.last + 1, message: { name: 'onReceiveInvitation' } },
    ])
    expect(await store.readLog('user:ben', part.last, 10)).toEqual({
      entries: [],
      last: part.last,
      isTrimmed: false,
    })
  })

  it('gives a log out in parts', async () => {
    const { store, ...bench } = await open()
    const { last: start } = await store.readLog(`room:${ROOM}`, 0, 1)
    await openRoom({ store, ...bench })
    for (const actor of [BEN, CAT]) await bench.call(actor, 'enterRoom', { roomId: ROOM })
    const first = await store.readLog(`room:${ROOM}`, start, 3)
    expect(first.entries.map(({ seq }) => seq - start)).toEqual([1, 2, 3])
    const rest = await store.readLog(`room:${ROOM}`, start + 3, 3)
    expect(rest.entries.map(({ seq }) => seq - start)).toEqual([4])
    expect([first.last, rest.last]).toEqual([start + 4, start + 4])
    expect([first.isTrimmed, rest.isTrimmed]).toEqual([false, false])
  })

  it('tells that entries are no longer kept', async () => {
    const { store, ...bench } = await open({ logLength: 3 })
    const { last: start } = await store.readLog(`room:${ROOM}`, 0, 1)
    await openRoom({ store, ...bench })
    for (const actor of [BEN, CAT]) await bench.call(actor, 'enterRoom', { roomId: ROOM })
    expect(await store.readLog(`room:${ROOM}`, start, 10)).toMatchObject({
      isTrimmed: true,
      last: start + 4,
    })
    const kept = await store.readLog(`room:${ROOM}`, start + 1, 10)
    expect(kept.isTrimmed).toBe(false)
    expect(kept.entries.map(({ seq }) => seq - start)).toEqual([2, 3, 4])
  })

  it('tells that a number was never given out', async () => {
    const { store, ...bench } = await open()
    await openRoom({ store, ...bench })
    const { last } = await store.readLog(`room:${ROOM}`, 0, 1)
    expect(await store.readLog(`room:${ROOM}`, last + 1, 10)).toEqual({
      entries: [],
      last,
      isTrimmed: true,
    })
  })

  it('has the messages of a change in their order, and all of them told', async () => {
    const { store, ...bench } = await open()
    await openRoom({ store, ...bench })
    await invite({ store, ...bench }, ['ben', 'cat'])
    await bench.call(BEN, 'accept', { roomId: ROOM })
    const { last } = await store.readLog(`room:${ROOM}`, 0, 1)
    const { entries } = await store.readLog(`room:${ROOM}`, last - 3, 10)
    expect(entries.map(({ message }) => message.name)).toEqual([
      'onInvitationAdded',
      'onInvitationAdded',
      'onInvitationStatusChanged',
    ])
    await expect.poll(() => bench.entries.filter(({ log }) => log === 'user:ann')).toHaveLength(1)
    expect(bench.entries).toEqual(expect.arrayContaining(entries))
  })

  it('tells every listener until it is taken off', async () => {
    const { store, ...bench } = await open()
    const heard: number[] = []
    const off = store.onEntries((entries) => heard.push(entries.length))
    await openRoom({ store, ...bench })
    await expect.poll(() => bench.entries.length).toBe(2)
    off()
    await bench.call(ANN, 'destroyRoom', { roomId: ROOM })
    await expect.poll(() => bench.entries.length).toBe(3)
    expect(heard.reduce((sum, count) => sum + count, 0)).toBe(2)
  })
}
