import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/manager/memory-store'
import type { Message } from '../../src/manager/ports'
import { createBench, randomSteps } from '../support/random-commands'
import { brokenLogs, byLog, contentsOf } from './bench'
import { ANN, BEN, invite, manyIds, openRoom, ROOM } from './people'
import type { OpenBench } from './suite'

/** Messages of each log, as the store in memory tells them. */
function byAudience(messages: readonly Message[]) {
  const logs = new Map<string, Message[]>()
  for (const message of messages) {
    const { to } = message
    const log = to.kind === 'room' ? `room:${to.roomId}` : `user:${to.userId}`
    logs.set(log, [...(logs.get(log) ?? []), message])
  }
  return logs
}

/** Within one commit the order of people may differ: between their messages there is none to keep. */
const sorted = (messages: readonly Message[]) =>
  messages.map((message) => JSON.stringify(message)).sort()

export function describeRecords(open: OpenBench) {
  it('does what the store in memory does, whatever people do', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, async (steps) => {
        const service = await open()
        const messages: Message[] = []
        const memory = createBench(() => createMemoryStore((sent) => void messages.push(...sent)))
        for (const step of steps) {
          expect(await service.run(step)).toEqual(await memory.run(step))
        }
        expect(await contentsOf(service.store)).toEqual(await contentsOf(memory.store))
        await expect.poll(() => service.entries.length).toBe(messages.length)
        expect(brokenLogs(service.entries)).toEqual([])
        const told = byLog(service.entries)
        const expected = byAudience(messages)
        expect([...told.keys()].sort()).toEqual([...expected.keys()].sort())
        for (const [log, entries] of told) {
          expect(sorted(entries.map(({ message }) => message))).toEqual(sorted(expected.get(log)!))
        }
        await service.store.close()
      }),
      { numRuns: 8 },
    )
  })

  it('pages over rows that are only remembered', async () => {
    const bench = await open()
    await openRoom(bench)
    const ids = manyIds(30)
    await invite(bench, ids, 0)
    const gone = ids.filter((_, index) => index % 10 !== 0)
    await bench.call(ANN, 'cancelInvitation', { roomId: ROOM, userIdList: gone, seen: {} })
    const first = await bench.store.listInvitations(ROOM, null, 2)
    expect(first.map(({ invitee }) => invitee.userId)).toEqual(['p-0000', 'p-0010'])
    const { addedAt, place, invitee } = first[1]!
    const rest = await bench.store.listInvitations(ROOM, [addedAt, place, invitee.userId], 2)
    expect(rest.map((record) => record.invitee.userId)).toEqual(['p-0020'])
  })

  it('puts a row that was removed at the end when it comes again', async () => {
    const bench = await open()
    await openRoom(bench)
    await invite(bench, ['ben', 'cat'])
    await bench.call(ANN, 'cancelInvitation', { roomId: ROOM, userIdList: ['ben'], seen: {} })
    await invite(bench, ['ben'])
    const rows = await bench.store.listInvitations(ROOM, null, 10)
    expect(rows.map(({ invitee }) => invitee.userId)).toEqual(['cat', 'ben'])
  })

  it('takes a call to a thousand people', async () => {
    const bench = await open()
    await openRoom(bench)
    const ids = manyIds(1_000)
    expect(await invite(bench, ids)).toEqual(ids.map((id) => [id, 0]))
    const rows = await bench.store.listInvitations(ROOM, null, 2_000)
    expect(rows.map(({ invitee }) => invitee.userId)).toEqual(ids)
    expect(await bench.store.listPending('p-0999')).toHaveLength(1)
    // Creating and entering the room, then two for each of them.
    await expect.poll(() => bench.entries.length).toBe(2_002)
    expect(brokenLogs(bench.entries)).toEqual([])
    await bench.call(ANN, 'destroyRoom', { roomId: ROOM })
    expect(await bench.store.listInvitations(ROOM, null, 10)).toEqual([])
    expect(await bench.store.listPending('p-0999')).toEqual([])
    expect(await bench.store.nextDue()).toBeNull()
  })

  it('lets nobody win twice, however many call at once', async () => {
    const bench = await open()
    await openRoom(bench)
    await invite(bench, ['ben'])
    const { roomId } = { roomId: ROOM }
    const outcomes = await Promise.all([
      bench.call(BEN, 'accept', { roomId }),
      bench.call(BEN, 'reject', { roomId, reason: 0, reply: '' }),
      bench.call(BEN, 'accept', { roomId }),
      bench.call(BEN, 'reject', { roomId, reason: 1, reply: '' }),
    ])
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === -2311)).toHaveLength(3)
  })

  it('knows the profiles of people who were here', async () => {
    const bench = await open()
    await openRoom(bench)
    const profile = { userId: 'ben', userName: 'Ben', nameCard: '', avatarUrl: 'b.png' }
    await bench.store.putProfile(profile)
    await invite(bench, ['ben', 'cat'])
    const rows = await bench.store.listInvitations(ROOM, null, 10)
    expect(rows.map(({ invitee }) => invitee.userName)).toEqual(['Ben', ''])
  })

  it('holds its clock still for a step', async () => {
    const bench = await open()
    const scope = { roomId: ROOM, members: [], invitations: [], profiles: [], quota: null }
    const before = bench.clock.now()
    const seen = await bench.store.transact(scope, () => {
      bench.clock.set(before + 5_000)
      return { writes: [], messages: [], result: bench.store.clock.now() }
    })
    expect(seen).toBe(before)
    expect(bench.store.clock.now()).toBe(before + 5_000)
  })

  it('refuses a step that writes what it did not see', async () => {
    const bench = await open()
    await openRoom(bench)
    const scope = { roomId: ROOM, members: ['ben'], invitations: [], profiles: [], quota: null }
    const write = { table: 'members', roomId: ROOM, userId: 'ann', value: null } as const
    const transacting = bench.store.transact(scope, () => ({
      writes: [write],
      messages: [],
      result: null,
    }))
    await expect(transacting).rejects.toThrow('outside its scope')
    expect(await bench.store.listMembers(ROOM)).toHaveLength(1)
  })

  it('takes nothing of a step that throws', async () => {
    const bench = await open()
    await openRoom(bench)
    const scope = { roomId: ROOM, members: [], invitations: [], profiles: [], quota: null }
    const transacting = bench.store.transact(scope, () => {
      throw new Error('given up')
    })
    await expect(transacting).rejects.toThrow('given up')
    expect(await invite(bench, ['ben'])).toEqual([['ben', 0]])
  })
}
