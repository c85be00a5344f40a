// @vitest-environment node
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, expect, it } from 'vitest'
import { createRedisStore, type ServiceStore } from '../../server/stores'
import { deviceOf } from '../support/records'
import { describeOnOwnRedis, newTenant } from '../support/redis'
import { brokenLogs } from './bench'
import { createGateway } from './gateway'
import { ANN, ROOM } from './people'

describeOnOwnRedis('an engine that fails', (redis) => {
  const opened: Array<Pick<ServiceStore, 'close'>> = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()))
  })

  async function open() {
    const store = await createRedisStore({ url: redis().url, tenant: newTenant() })
    opened.push(store)
    const gateway = createGateway(store)
    const reachable: boolean[] = []
    store.onReachable((isReachable) => reachable.push(isReachable))
    await gateway.call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    const enter = (count: number, prefix: string) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          gateway.call(deviceOf(`${prefix}${index}-1`), 'enterRoom', { roomId: ROOM }),
        ),
      )
    return { ...gateway, enter, reachable }
  }

  it('goes on where it was after its connections were cut', async () => {
    const gateway = await open()
    const client = new Redis(redis().url, { protocol: 2 })
    opened.push({ close: async () => client.disconnect() })
    await gateway.enter(5, 'a')
    for (let round = 0; round < 5; round++) {
      const entering = gateway.enter(10, `r${round}x`)
      await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      expect(await entering).toEqual(Array.from({ length: 10 }, () => null))
    }
    expect((await gateway.store.getRoom(ROOM))?.memberCount).toBe(55)
    await expect.poll(() => gateway.entries.length, { timeout: 10_000 }).toBe(56)
    expect(brokenLogs(gateway.entries)).toEqual([])
    expect(gateway.gaps()).toBe(0)
  })

  it('has lost nothing after a restart, and tells that it might have', async () => {
    const gateway = await open()
    await gateway.enter(5, 'a')
    await expect.poll(() => gateway.entries.length).toBe(6)
    const before = await gateway.store.readLog(`room:${ROOM}`, 0, 0)
    await redis().stop('SIGKILL')
    const entering = gateway.enter(5, 'b')
    await expect.poll(() => gateway.reachable).toEqual([false])
    await redis().start()
    expect(await entering).toEqual([null, null, null, null, null])
    expect(gateway.reachable).toEqual([false, true])
    expect((await gateway.store.getRoom(ROOM))?.memberCount).toBe(10)
    await expect.poll(gateway.gaps).toBeGreaterThan(0)
    // Whoever was at the end begins anew, because in its place others may have been.
    const after = await gateway.store.readLog(`room:${ROOM}`, before.last, 100)
    expect(after.isTrimmed).toBe(true)
    expect(after.entries).toHaveLength(5)
    expect(brokenLogs(after.entries)).toEqual([])
    await gateway.enter(1, 'c')
    await expect.poll(() => gateway.entries.at(-1)?.seq).toBe(after.last + 1)
  })

  it('gives no number twice, even where the engine has lost everything', async () => {
    const gateway = await open()
    await gateway.enter(5, 'a')
    await expect.poll(() => gateway.entries.length).toBe(6)
    const before = await gateway.store.readLog(`room:${ROOM}`, 0, 0)
    await redis().stop('SIGKILL')
    await rm(join(redis().directory, 'appendonlydir'), { recursive: true })
    await redis().start()
    await expect.poll(gateway.gaps).toBeGreaterThan(0)
    expect(await gateway.store.getRoom(ROOM)).toBeNull()
    await gateway.call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    const after = await gateway.store.readLog(`room:${ROOM}`, before.last, 10)
    expect(after.last).toBeGreaterThan(before.last)
    expect(after.isTrimmed).toBe(true)
    await expect.poll(() => gateway.entries.at(-1)).toEqual(after.entries.at(-1))
  })

  it('answers nobody while it is away, and says so', async () => {
    const gateway = await open()
    await redis().stop('SIGKILL')
    await expect.poll(() => gateway.reachable).toEqual([false])
    await expect(gateway.store.ping()).rejects.toThrow()
    await redis().start()
    await expect.poll(() => gateway.reachable).toEqual([false, true])
    await expect(gateway.store.ping()).resolves.toBeUndefined()
  })

  it('takes no changes while it is full, is read all the same, and goes on afterwards', async () => {
    const gateway = await open()
    const admin = new Redis(redis().url, { protocol: 2 })
    opened.push({ close: async () => admin.disconnect() })
    await admin.config('SET', 'maxmemory', '1')
    try {
      expect(await gateway.enter(1, 'a')).toEqual([-1])
      await expect(gateway.store.ping()).rejects.toThrow('OOM')
      expect((await gateway.store.getRoom(ROOM))?.memberCount).toBe(0)
    } finally {
      await admin.config('SET', 'maxmemory', '0')
    }
    expect(await gateway.enter(1, 'a')).toEqual([null])
    await expect.poll(() => gateway.entries.length).toBe(2)
    expect(brokenLogs(gateway.entries)).toEqual([])
  })
})
