// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock'
import { createGateway } from '../../test/service-stores/gateway'
import { ANN, ROOM } from '../../test/service-stores/people'
import { createServiceStore } from './create-service-store'
import { Lifetime } from './lifetimes'
import { createOrderedBackend } from './ordered-backend'
import { createMemoryMap } from './ordered-map'

async function withCall() {
  const clock = createManualClock()
  const backend = createOrderedBackend(createMemoryMap(), { clock, logLength: 10 })
  const gateway = createGateway(createServiceStore(backend))
  const call = { roomId: ROOM, userIdList: ['ben'], timeout: 30, extensionInfo: '' }
  await gateway.call(ANN, 'createRoom', { roomId: ROOM, roomName: '', inviterRole: 2 })
  await gateway.call(ANN, 'enterRoom', { roomId: ROOM })
  await gateway.call(ANN, 'inviteUsers', call)
  return { ...gateway, backend, clock }
}

describe('what is due', () => {
  it('is no longer so once its room was forgotten', async () => {
    const { backend, clock, executor, store } = await withCall()
    clock.set(clock.now() + Lifetime.ROOM)
    await backend.purge()
    expect(await store.nextDue()).not.toBeNull()
    expect(await store.listDue(clock.now(), 10)).toEqual({ invitations: [], roomIds: [] })
    expect(await store.nextDue()).toBeNull()
    expect(await executor.sweep()).toBeNull()
  })

  it('is left to whoever was faster', async () => {
    const { backend, clock, executor, store } = await withCall()
    clock.set(clock.now() + 30_000)
    const { read } = backend
    let reads = 0
    backend.read = async (reading) => {
      const view = await read(reading)
      // after the schedule was read, before the records are
      if (++reads === 1) await executor.sweep()
      return view
    }
    const slower = createServiceStore(backend)
    expect(await slower.listDue(clock.now(), 10)).toEqual({ invitations: [], roomIds: [] })
    expect((await store.listInvitations(ROOM, null, 1))[0]?.status).toBe(2)
  })
})
