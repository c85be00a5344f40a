// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createBench,
  isListMessage,
  mirrorOf,
  PEOPLE,
  randomSteps,
  ROOMS,
  type RandomStep,
} from '../../test/support/random-commands'
import { InvitationStatus } from './enums'
import { createExecutor } from './executor'
import { createMemoryStore } from './memory-store'
import type { Message, Store } from './ports'
import type { InvitationRecord } from './records'

const { PENDING } = InvitationStatus

/** Messages since the room was last destroyed: its list is empty then. */
function ofThisLife(messages: readonly Message[], roomId: string): Message[] {
  const end = messages.findLastIndex(
    ({ name, payload }) =>
      name === 'roomChanged' && payload.roomId === roomId && payload.roomInfo === null,
  )
  return messages.slice(end + 1)
}

/** What a ring may end with, for the devices of the invitee. */
const ENDINGS = [
  'onInvitationCancelled',
  'onInvitationHandledByOtherDevice',
  'onInvitationRevokedByAdmin',
  'onInvitationTimeout',
]

/** Rings and endings that a person was told of, in order, by room. */
function ringsOf(messages: readonly Message[], userId: string, roomId: string): string[] {
  return messages.flatMap((message) => {
    if (message.to.kind !== 'user' || message.to.userId !== userId) return []
    if (message.name === 'roomChanged' || isListMessage(message)) return []
    if (message.payload.roomInfo.roomId !== roomId) return []
    if (message.name === 'onReceiveInvitation') return ['ring']
    if (!ENDINGS.includes(message.name)) return []
    // the inviter hears of timeouts and revocations too
    const { payload } = message
    const isInvitee = !('invitation' in payload) || payload.invitation.invitee.userId === userId
    return isInvitee ? ['end'] : []
  })
}

async function expectInvariants(store: Store, messages: readonly Message[]) {
  for (const roomId of ROOMS) {
    const rows: InvitationRecord[] = []
    for (let page = await store.listInvitations(roomId, null, 3); page.length > 0;) {
      rows.push(...page)
      const { addedAt, place, invitee } = page.at(-1)!
      page = await store.listInvitations(roomId, [addedAt, place, invitee.userId], 3)
    }
    const ids = rows.map(({ invitee }) => invitee.userId)
    expect(ids, 'one row per (room, invitee)').toHaveLength(new Set(ids).size)

    const mirror = mirrorOf(ofThisLife(messages, roomId), roomId)
    const shown = [...mirror].map(([userId, { revision, status }]) => [userId, revision, status])
    const kept = rows.map(({ invitee, revision, status }) => [invitee.userId, revision, status])
    expect(shown.sort(), 'the list is what the events tell').toEqual(kept.sort())

    for (const userId of PEOPLE) {
      const revisions = messages
        .filter(isListMessage)
        .map(({ payload }) => payload)
        .filter((payload) => payload.roomId === roomId)
        .filter(({ invitation }) => invitation.invitee.userId === userId)
        .map(({ invitation }) => invitation.revision!)
      expect(revisions, 'revisions grow').toEqual([...new Set(revisions)].sort((a, b) => a - b))

      const told = ringsOf(messages, userId, roomId)
      const isRinging = rows.some((row) => row.invitee.userId === userId && row.status === PENDING)
      const expected = told.map((_, index) => (index % 2 === 0 ? 'ring' : 'end'))
      expect(told, 'each ring ends exactly once').toEqual(expected)
      expect(told.length % 2 === 1, 'and only what is pending still rings').toBe(isRinging)
    }
    const room = await store.getRoom(roomId)
    const members = await store.listMembers(roomId)
    expect(room?.memberCount ?? 0).toBe(members.length)
    const inside = new Set(members.map(({ user }) => user.userId))
    expect(
      ids.filter((id) => inside.has(id)),
      'nobody inside is in the list',
    ).toEqual([])
    if (!room) expect(rows).toEqual([])
  }
}

describe('whatever people do', () => {
  it('the invariants hold', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, async (steps) => {
        const messages: Message[] = []
        const bench = createBench(() => createMemoryStore((sent) => void messages.push(...sent)))
        for (const step of steps) await bench.run(step)
        await expectInvariants(bench.store, messages)
      }),
      { numRuns: 300 },
    )
  })

  it('the list is what the events tell, in whatever order and however often they come', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, fc.infiniteStream(fc.nat()), async (steps, numbers) => {
        const messages: Message[] = []
        const bench = createBench(() => createMemoryStore((sent) => void messages.push(...sent)))
        for (const step of steps) await bench.run(step)
        for (const roomId of ROOMS) {
          const life = ofThisLife(messages, roomId)
          const doubled = [...life, ...life]
          const shuffled = doubled
            .map((message) => ({ message, place: numbers.next().value! }))
            .sort((a, b) => a.place - b.place)
            .map(({ message }) => message)
          expect([...mirrorOf(shuffled, roomId)].sort()).toEqual([...mirrorOf(life, roomId)].sort())
        }
      }),
      { numRuns: 100 },
    )
  })

  it('a step that a store runs twice does nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, async (steps) => {
        const runs = await Promise.all(
          [false, true].map(async (twice) => {
            const messages: Message[] = []
            const bench = createBench(() => {
              const store = createMemoryStore((sent) => void messages.push(...sent))
              if (!twice) return store
              // as a store does whose commit met another one
              const again: Store['transact'] = (scope, step) =>
                store.transact(scope, (slice) => {
                  step(slice)
                  return step(slice)
                })
              return { ...store, transact: again }
            })
            const outcomes: unknown[] = []
            for (const step of steps) outcomes.push(await bench.run(step))
            return { outcomes, messages }
          }),
        )
        expect(runs[0]).toEqual(runs[1])
      }),
      { numRuns: 50 },
    )
  })

  it('the invariants hold however the steps of several places meet', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, fc.scheduler(), async (steps, scheduler) => {
        const messages: Message[] = []
        const bench = createBench((_clock) => {
          const store = createMemoryStore((sent) => void messages.push(...sent))
          // each request to the store takes its time on the way
          const transact: Store['transact'] = async (scope, step) => {
            await scheduler.schedule(Promise.resolve(), 'transact')
            return store.transact(scope, step)
          }
          return { ...store, transact }
        })
        const running: Array<Promise<unknown>> = []
        for (const [index, step] of steps.entries()) {
          running.push(bench.run(step))
          if (index % 4 === 3) await scheduler.waitIdle()
        }
        await scheduler.waitIdle()
        await Promise.all(running)
        await expectInvariants(bench.store, messages)
      }),
      { numRuns: 150 },
    )
  })

  it('in the end time clears all that is not kept by somebody', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, async (steps) => {
        const bench = createBench(() => createMemoryStore(() => {}))
        for (const step of steps) await bench.run(step)
        const { clock, store } = bench
        for (const roomId of ROOMS) {
          for (const { user, deviceIds } of await store.listMembers(roomId)) {
            for (const deviceId of deviceIds) {
              const actor = { user, deviceId }
              const step: RandomStep = { waitMs: 1, actor, name: 'exitRoom', input: { roomId } }
              await bench.run(step)
            }
          }
        }
        clock.set(clock.now() + 90_000_000)
        expect(await createExecutor({ store, clock }).sweep()).toBe(null)
        for (const roomId of ROOMS) {
          expect(await store.getRoom(roomId)).toBe(null)
          expect(await store.listInvitations(roomId, null, 9)).toEqual([])
        }
      }),
      { numRuns: 50 },
    )
  })
})
