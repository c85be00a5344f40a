// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLevelStore, type ServiceStore } from '../../server/stores'
import { createManualClock } from '../../src/testing'
import { createGateway } from './gateway'
import { ANN, ROOM } from './people'

describe('a store on disk', () => {
  let directory: string
  const opened: ServiceStore[] = []

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'invitations-level-'))
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()))
    await rm(directory, { recursive: true, force: true })
  })

  async function open(clock = createManualClock()) {
    const store = await createLevelStore({ directory: join(directory, 'data'), clock })
    opened.push(store)
    return createGateway(store)
  }

  const close = () => opened.pop()!.close()

  it('has after a restart what it had before', async () => {
    const first = await open()
    await first.call(ANN, 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
    await first.call(ANN, 'enterRoom', { roomId: ROOM })
    const call = { roomId: ROOM, userIdList: ['ben'], timeout: 30, extensionInfo: '' }
    const request = { userId: 'ann', requestId: 'one' }
    const answer = await first.ask(request, ANN, 'inviteUsers', call)
    const rows = await first.store.listInvitations(ROOM, null, 10)
    const log = await first.store.readLog(`room:${ROOM}`, 0, 10)
    await close()

    const again = await open()
    expect(rows).toHaveLength(1)
    expect(await again.store.listInvitations(ROOM, null, 10)).toEqual(rows)
    expect(await again.store.readLog(`room:${ROOM}`, 0, 10)).toEqual(log)
    expect(await again.store.listPending('ben')).toHaveLength(1)
    expect(await again.store.nextDue()).toBe(rows[0]!.dueAt)
    expect(await again.ask(request, ANN, 'inviteUsers', call)).toEqual(answer)
    expect(again.entries).toEqual([])
    await again.call(ANN, 'destroyRoom', { roomId: ROOM })
    expect(again.entries[0]).toMatchObject({ log: 'user:ben' })
    expect(again.entries.at(-1)).toMatchObject({ log: `room:${ROOM}`, seq: log.last + 1 })
  })

  it('forgets old values while it is open, hour by hour', async () => {
    const clock = createManualClock()
    const { store } = await open(clock)
    await store.replaceValue('push', null, 'x', 1_000)
    await clock.advance(2 * 3_600_000)
    expect(await store.getValue('push')).toBeNull()
    await close()
    // Nobody saw it any more; that it is gone from the disk, too, shows where the clock is set back.
    const { store: again } = await open(createManualClock())
    expect(await again.getValue('push')).toBeNull()
  })

  it('belongs to one process', async () => {
    await open()
    await expect(open()).rejects.toThrow(
      `${join(directory, 'data')}: another process keeps its data there`,
    )
  })

  it('tells an operator that a folder cannot be used', async () => {
    await writeFile(join(directory, 'data'), '')
    await expect(open()).rejects.toThrow(join(directory, 'data'))
  })
})
