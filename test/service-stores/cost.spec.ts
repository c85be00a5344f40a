// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Commit, CommitBackend, Reading, View } from '../../server/stores/commit-backend'
import { createServiceStore } from '../../server/stores/create-service-store'
import { createOrderedBackend } from '../../server/stores/ordered-backend'
import { createMemoryMap } from '../../server/stores/ordered-map'
import { createManualClock } from '../../src/testing'
import { deviceOf } from '../support/records'
import { createGateway } from './gateway'
import { ANN, BEN, manyIds, openRoom, ROOM } from './people'

/** What went over the line between store and backend. */
interface Cost {
  calls: number
  /** Values, fields, members and texts that were read or written. */
  parts: number
  bytes: number
}

function createCountingBackend(backend: CommitBackend): CommitBackend & { take(): Cost } {
  let cost: Cost = { calls: 0, parts: 0, bytes: 0 }
  const count = (...things: Array<Reading | View | Commit>) => {
    for (const thing of things) {
      const text = JSON.stringify(thing, (_, value: unknown) =>
        value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
      )
      cost.bytes += text.length
      cost.parts += text.split('","').length
    }
  }
  return {
    ...backend,
    async read(reading) {
      const view = await backend.read(reading)
      cost.calls++
      count(reading, view)
      return view
    },
    async commit(commit) {
      cost.calls++
      count(commit)
      return backend.commit(commit)
    },
    take() {
      const taken = cost
      cost = { calls: 0, parts: 0, bytes: 0 }
      return taken
    },
  }
}

/** What each change costs in a room with so many people inside and so many rows. */
async function costsIn(size: number): Promise<Record<string, Cost>> {
  const clock = createManualClock()
  const ordered = createOrderedBackend(createMemoryMap(), { clock, logLength: 1_000 })
  const backend = createCountingBackend(ordered)
  const { call, executor, store } = createGateway(createServiceStore(backend))
  const roomId = ROOM
  await openRoom({ call } as Parameters<typeof openRoom>[0])
  for (const userId of manyIds(size)) await call(deviceOf(`${userId}-1`), 'enterRoom', { roomId })
  const rows = manyIds(size).map((id) => id.replace('p-', 'row-'))
  await call(ANN, 'inviteUsers', { roomId, userIdList: rows, timeout: 0, extensionInfo: '' })

  const costs: Record<string, Cost> = {}
  const measure = async (name: string, task: () => Promise<unknown>) => {
    clock.set(clock.now() + 10_000)
    backend.take()
    await task()
    costs[name] = backend.take()
  }
  const invite = () =>
    call(ANN, 'inviteUsers', { roomId, userIdList: ['ben'], timeout: 30, extensionInfo: '' })
  await measure('invite', invite)
  await measure('list of pending', () => store.listPending('ben'))
  await measure('reject', () => call(BEN, 'reject', { roomId, reason: 0, reply: '' }))
  await measure('ring again', invite)
  await measure('accept', () => call(BEN, 'accept', { roomId }))
  await measure('enter', () => call(BEN, 'enterRoom', { roomId }))
  await measure('exit', () => call(BEN, 'exitRoom', { roomId }))
  await measure('page', () => store.listInvitations(roomId, null, 5))
  await invite()
  clock.set(clock.now() + 60_000)
  await measure('deadline', () => executor.sweep())
  return costs
}

describe('the cost of a change', () => {
  it('is the same in a room of a thousand as in one of ten', async () => {
    const [small, large] = [await costsIn(10), await costsIn(1_000)]
    expect(Object.keys(small)).toHaveLength(9)
    for (const [name, cost] of Object.entries(large)) {
      expect([name, cost.calls, cost.parts]).toEqual([name, small[name]!.calls, small[name]!.parts])
      // Numbers of people have a digit or two more.
      expect(Math.abs(cost.bytes - small[name]!.bytes)).toBeLessThan(30)
    }
  })

  it('is one commit where everything of it is known, else one reading before it', async () => {
    const costs = await costsIn(10)
    const calls = Object.fromEntries(
      Object.entries(costs).map(([name, cost]) => [name, cost.calls]),
    )
    expect(calls).toMatchObject({
      invite: 2,
      'ring again': 1,
      reject: 2,
      accept: 1,
      enter: 1,
      exit: 1,
    })
  })
})
