// @vitest-environment node
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, it, onTestFinished } from 'vitest'
import { createRedisStore, type RedisStoreOptions } from '../../server/stores'
import { startRedis } from '../../scripts/lib/redis.mjs'
import { describeOnOwnRedis, newTenant } from '../support/redis'
import { createGateway, type Gateway } from './gateway'
import { ANN, BEN, ROOM } from './people'

async function open(options: RedisStoreOptions): Promise<Gateway> {
  const store = await createRedisStore({ tenant: newTenant(), ...options })
  onTestFinished(() => store.close())
  return createGateway(store)
}

function connect(port: number): Redis {
  const client = new Redis(port, '127.0.0.1', { protocol: 2 })
  // some of these engines are stopped before their clients
  client.on('error', () => {})
  onTestFinished(() => client.disconnect())
  return client
}

const create = ({ call }: Gateway) =>
  call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })

describeOnOwnRedis(
  'a node of a cluster',
  (redis) => {
    it('has all that a script touches in one slot, and named beforehand', async () => {
      const admin = connect(redis().port)
      await admin.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
      const state = () => admin.call('CLUSTER', 'INFO')
      await expect.poll(state, { timeout: 20_000 }).toContain('cluster_state:ok')
      // what the node refuses, so that the rest of this test says something
      const foreign = admin.eval("#!lua\nreturn redis.call('SET', 'elsewhere', 1)", 1, '{here}')
      await expect(foreign).rejects.toThrow('same slot')
      const gateway = await open({ url: redis().url, outbox: true })
      const { call, store, executor } = gateway
      const roomId = ROOM
      expect(await create(gateway)).toBeNull()
      expect(await call(ANN, 'enterRoom', { roomId })).toBeNull()
      const ring = { roomId, userIdList: ['ben', 'cat'], timeout: 1, extensionInfo: '' }
      expect(await call(ANN, 'inviteUsers', ring)).toHaveLength(2)
      expect(await store.listPending('ben')).toHaveLength(1)
      expect(await call(BEN, 'accept', { roomId })).toBeNull()
      expect(await store.listInvitations(roomId, null, 10)).toHaveLength(2)
      const isOver = async () => {
        await executor.sweep()
        return store.listPending('cat')
      }
      await expect.poll(isOver, { timeout: 5_000 }).toEqual([])
      await store.leaseDevices([{ userId: 'ann', deviceId: 'one', expiresAt: 1 }])
      expect(await store.listLapsedDevices(store.clock.now(), 10)).toHaveLength(1)
      const told = await store.takeOutbox(100, 1_000)
      await store.finishOutbox(told.map(({ id }) => id))
      expect(told.length).toBeGreaterThan(0)
      expect(await call(ANN, 'destroyRoom', { roomId })).toBeNull()
      expect((await store.readLog(`room:${roomId}`, 0, 100)).entries.length).toBeGreaterThan(3)
    })
  },
  { 'cluster-enabled': 'yes' },
)

describeOnOwnRedis('an engine with a replica', (redis) => {
  async function startReplica() {
    const directory = await mkdtemp(join(tmpdir(), 'invitations-replica-'))
    const settings = { replicaof: `127.0.0.1 ${redis().port}` }
    const replica = await startRedis({ directory, settings })
    onTestFinished(async () => {
      await replica.stop('SIGKILL')
      await rm(directory, { recursive: true, force: true })
    })
    const admin = connect(redis().port)
    await expect
      .poll(() => admin.info('replication'), { timeout: 15_000 })
      .toContain('state=online')
    return replica
  }

  it('answers only what the replica has, where that is asked for', async () => {
    const replica = await startReplica()
    const gateway = await open({ url: redis().url, replicas: 1 })
    expect(await create(gateway)).toBeNull()
    replica.signal('SIGSTOP')
    // the change may be there; whoever asked must not count on it
    expect(await gateway.call(ANN, 'enterRoom', { roomId: ROOM })).toBe(-1)
    replica.signal('SIGCONT')
    expect(await gateway.call(ANN, 'enterRoom', { roomId: ROOM })).toBeNull()
    const lagging = await open({ url: redis().url })
    replica.signal('SIGSTOP')
    expect(await create(lagging)).toBeNull()
    replica.signal('SIGCONT')
  })

  it('is found by its Sentinels, and its successor, too', async () => {
    const replica = await startReplica()
    const directory = await mkdtemp(join(tmpdir(), 'invitations-sentinel-'))
    const sentinel = await startRedis({ directory, isSentinel: true })
    onTestFinished(async () => {
      await sentinel.stop('SIGKILL')
      await rm(directory, { recursive: true, force: true })
    })
    const admin = connect(sentinel.port)
    await admin.call('SENTINEL', 'MONITOR', 'main', '127.0.0.1', String(redis().port), '1')
    const knowsReplica = () => admin.call('SENTINEL', 'REPLICAS', 'main').then(JSON.stringify)
    await expect.poll(knowsReplica, { timeout: 20_000 }).toContain(String(replica.port))
    const gateway = await open({
      url: 'redis://nobody.invalid:1',
      sentinel: { addresses: [`127.0.0.1:${sentinel.port}`], name: 'main' },
    })
    expect(await create(gateway)).toBeNull()

    const client = connect(replica.port)
    await expect.poll(() => client.dbsize()).toBeGreaterThan(0)
    // it has to have found the replica well first
    const failOver = () => admin.call('SENTINEL', 'FAILOVER', 'main').catch(String)
    await expect.poll(failOver, { timeout: 20_000 }).toBe('OK')
    await expect.poll(() => client.role(), { timeout: 20_000 }).toContain('master')
    const enters = () => gateway.call(ANN, 'enterRoom', { roomId: ROOM })
    await expect.poll(enters, { timeout: 20_000 }).toBeNull()
    expect(JSON.stringify(await client.keys('*members*'))).toContain(ROOM)
    // it may have lost something: whoever follows looks again
    await expect.poll(gateway.gaps, { timeout: 20_000 }).toBeGreaterThan(0)
  })
})
