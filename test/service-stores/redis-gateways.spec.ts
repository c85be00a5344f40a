// @vitest-environment node
import { isDeepStrictEqual } from 'node:util'
import { Redis } from 'ioredis'
import { afterEach, expect, it, vi } from 'vitest'
import { createRedisStore, type ServiceStore } from '../../server/stores'
import { createManualClock } from '../../src/testing'
import { describeOnRedis, newTenant } from '../support/redis'
import { deviceOf } from '../support/records'
import { brokenLogs } from './bench'
import { createGateway, type Gateway } from './gateway'
import { ANN, BEN, CAT, ROOM } from './people'

describeOnRedis('gateways on one engine', (url) => {
  const opened: Array<Pick<ServiceStore, 'close'>> = []
  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(opened.splice(0).map((one) => one.close()))
  })

  async function open(options: Parameters<typeof createRedisStore>[0]): Promise<Gateway> {
    const gateway = createGateway(await createRedisStore(options))
    opened.push(gateway.store)
    return gateway
  }

  function connect(): Redis {
    const client = new Redis(url(), { protocol: 2 })
    opened.push({ close: async () => client.disconnect() })
    return client
  }

  async function openTwo() {
    const clock = createManualClock()
    const options = { url: url(), tenant: newTenant(), clock }
    const [one, two] = [await open(options), await open(options)]
    await one.call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    await one.call(ANN, 'enterRoom', { roomId: ROOM })
    return { clock, one, two, tenant: options.tenant }
  }

  it('lets exactly one win when everything happens at once', async () => {
    const { clock, one, two } = await openTwo()
    const roomId = ROOM
    let rounds = 0
    await one.call(CAT, 'enterRoom', { roomId })
    await one.call(ANN, 'changeUserRole', { roomId, userId: 'cat', userRole: 1 })
    const race = {
      accept: () => one.call(BEN, 'accept', { roomId }),
      acceptElsewhere: () => two.call(deviceOf('ben-2'), 'accept', { roomId }),
      reject: () => two.call(BEN, 'reject', { roomId, reason: 0, reply: '' }),
      cancel: () => two.call(ANN, 'cancelInvitation', { roomId, userIdList: ['ben'], seen: {} }),
      revoke: () => one.call(CAT, 'cancelInvitation', { roomId, userIdList: ['ben'], seen: {} }),
      deadline: async () => {
        for (let wait = rounds % 4; wait > 0; wait--) await two.store.ping()
        clock.set(clock.now() + 1)
        return Promise.all([one.executor.sweep(), two.executor.sweep()])
      },
    }
    const names = Object.keys(race) as Array<keyof typeof race>
    const endings = new Set<string>()

    for (; rounds < 40; rounds++) {
      clock.set(clock.now() + 700_000)
      const call = { roomId, userIdList: ['ben'], timeout: 30, extensionInfo: '' }
      expect(await one.call(ANN, 'inviteUsers', call)).toEqual([['ben', 0]])
      const isHeardByBoth = () => isDeepStrictEqual(one.entries.at(-1), two.entries.at(-1))
      await expect.poll(isHeardByBoth).toBe(true)
      const before = (await one.store.readLog(`room:${ROOM}`, 0, 0)).last
      const beforeOfBen = (await one.store.readLog('user:ben', 0, 0)).last
      clock.set(clock.now() + 29_999)

      // each of them is the first in one of the rounds
      const starters = names.map((_, index) => names[(index + rounds) % names.length]!)
      const outcomes = await Promise.all(starters.map((name) => race[name]()))
      const won = starters.filter((_, index) => outcomes[index] === null)

      const { entries } = await two.store.readLog(`room:${ROOM}`, before, 100)
      const ofBen = await two.store.readLog('user:ben', beforeOfBen, 100)
      const count = (of: typeof entries, name: string) =>
        of.filter(({ message }) => message.name === name).length
      const timeouts = count(ofBen.entries, 'onInvitationTimeout')
      const answers = won.filter((name) => name !== 'cancel' && name !== 'revoke')
      const cancels = won.length - answers.length
      // A cancel may also clear away what a decline or the deadline has ended.
      expect(answers.length + timeouts).toBeLessThanOrEqual(1)
      expect(won.length + timeouts).toBeGreaterThanOrEqual(1)
      expect(count(entries, 'onInvitationStatusChanged')).toBe(answers.length + timeouts)
      expect(count(entries, 'onInvitationRemoved')).toBe(cancels)
      endings.add([...answers, timeouts ? 'deadline' : ''].join(''))

      await one.call(BEN, 'enterRoom', { roomId })
      await one.call(BEN, 'exitRoom', { roomId })
    }
    expect(endings.size).toBeGreaterThan(2)
    const areAllHeard = () => one.entries.length === two.entries.length
    await expect.poll(areAllHeard).toBe(true)
    expect(one.entries).toEqual(two.entries)
    expect(brokenLogs(one.entries)).toEqual([])
  })

  it('loses no step of either where both write to one room', async () => {
    const { clock, one, two } = await openTwo()
    clock.set(clock.now() + 60_000)
    const people = Array.from({ length: 40 }, (_, index) => deviceOf(`p${index}-1`))
    const entered = await Promise.all(
      people.map((actor, index) =>
        (index % 2 ? one : two).call(actor, 'enterRoom', { roomId: ROOM }),
      ),
    )
    expect(entered).toEqual(people.map(() => null))
    expect((await two.store.getRoom(ROOM))?.memberCount).toBe(41)
    expect(await one.store.listMembers(ROOM)).toHaveLength(41)
    await expect.poll(() => two.entries.length).toBe(42)
    expect(brokenLogs(two.entries)).toEqual([])
  })

  it('answers a request that comes again by way of the other', async () => {
    const { one, two } = await openTwo()
    const request = { userId: 'ann', requestId: 'r-1' }
    const input = { roomId: ROOM, userIdList: ['ben'], timeout: 30, extensionInfo: '' }
    const answers = await Promise.all(
      [one, two, one, two].map((gateway) => gateway.ask(request, ANN, 'inviteUsers', input)),
    )
    expect(answers).toEqual([1, 2, 3, 4].map(() => [['ben', 0]]))
    await expect.poll(() => [one.entries.length, two.entries.length]).toEqual([4, 4])
  })

  it('keeps tenants apart', async () => {
    const { one } = await openTwo()
    const other = await open({ url: url(), tenant: newTenant() })
    expect(await other.store.getRoom(ROOM)).toBeNull()
    expect(await one.store.getRoom(ROOM)).not.toBeNull()
    expect(other.entries).toEqual([])
  })

  it('goes by the time of the engine, whatever that of the machine is', async () => {
    const client = connect()
    const [seconds] = await client.time()
    const now = Number(seconds) * 1_000
    vi.useFakeTimers({ toFake: ['Date'], now: now + 3_600_000 })
    const early = await open({ url: url(), tenant: newTenant() })
    await early.call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    vi.setSystemTime(now - 3_600_000)
    const room = await early.store.getRoom(ROOM)
    for (const time of [early.store.clock.now(), room!.createTime]) {
      expect(Math.abs(time - now)).toBeLessThan(60_000)
    }
    expect(early.store.clock.now()).toBeGreaterThanOrEqual(room!.createTime)
  })

  it('keeps nothing for ever', async () => {
    const tenant = newTenant()
    const { store, call } = await open({ url: url(), tenant, outbox: true })
    await store.putProfile({ userId: 'ben', userName: '', nameCard: '', avatarUrl: '' })
    await call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    await call(ANN, 'enterRoom', { roomId: ROOM })
    await call(ANN, 'inviteUsers', {
      roomId: ROOM,
      userIdList: ['ben'],
      timeout: 30,
      extensionInfo: '',
    })
    await store.leaseDevices([{ userId: 'ann', deviceId: 'ann-1', expiresAt: 1 }])
    await store.replaceValue('push', null, 'x', 60_000)
    await store.takeOutbox(1, 1_000)
    await store.readLog('user:cat', 0, 1)
    const client = connect()
    const keys = await client.keys(`*{${tenant}}*`)
    expect(keys.length).toBeGreaterThan(20)
    const lives = await Promise.all(keys.map((key) => client.pttl(key)))
    expect(keys.filter((_, index) => lives[index]! <= 0)).toEqual([])
    const lifeOf = (part: string) => lives[keys.findIndex((key) => key.includes(part))]!
    // The longest deadline and another day.
    const ofRoom = [
      `value:room:${ROOM}`,
      `table:members:${ROOM}`,
      `table:invitations:${ROOM}`,
      `set:list:${ROOM}`,
      'set:pending:ben',
      'schedule:due',
    ]
    for (const part of ofRoom) expect(lifeOf(part)).toBeGreaterThan(2 * 86_400_000)
  })

  it('teaches the engine its scripts again where they were forgotten', async () => {
    const { one } = await openTwo()
    await connect().script('FLUSH')
    expect(await one.call(ANN, 'exitRoom', { roomId: ROOM })).toBeNull()
    expect(await one.store.listRoomsOf('ann')).toEqual([])
  })

  it('tells an operator what is wrong', async () => {
    await expect(createRedisStore({ url: 'redis://:secret@127.0.0.1:1' })).rejects.toThrow(
      /^no Redis to be used at 127\.0\.0\.1:1: connect ECONNREFUSED 127\.0\.0\.1:1$/,
    )
    const wrong = Object.assign(new URL(url()), { username: 'somebody', password: 'secret' })
    await expect(createRedisStore({ url: wrong.href })).rejects.toThrow(/: WRONGPASS /)
    await expect(createRedisStore({ url: url(), tenant: 'a}b' })).rejects.toThrow('a tenant is')
  })
})
