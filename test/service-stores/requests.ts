import { expect, it } from 'vitest'
import type { CommandInput, CommandName } from '../../src/manager/commands'
import { ConferenceInvitationError } from '../../src/manager/errors'
import { createExecutor } from '../../src/manager/executor'
import { brokenLogs, type StoreBench } from './bench'
import { ANN, BEN, openRoom, ROOM } from './people'
import type { OpenBench } from './suite'

function ask<Name extends CommandName>(
  { store }: StoreBench,
  requestId: string,
  actor: typeof ANN,
  name: Name,
  input: CommandInput<Name>,
) {
  const { userId } = actor.user
  const executor = createExecutor({
    store: store.forRequest({ userId, requestId }),
    clock: store.clock,
  })
  return executor.execute(actor, name, input)
}

const call = { roomId: ROOM, userIdList: ['ben'], timeout: 30, extensionInfo: '' }

export function describeRequests(open: OpenBench) {
  it('answers a repeated request as before, and does nothing else', async () => {
    const bench = await open()
    await openRoom(bench)
    const answer = await ask(bench, 'one', ANN, 'inviteUsers', call)
    expect(answer).toEqual([['ben', 0]])
    await bench.call(BEN, 'reject', { roomId: ROOM, reason: 0, reply: '' })
    expect(await ask(bench, 'one', ANN, 'inviteUsers', call)).toEqual(answer)
    expect(await bench.store.listPending('ben')).toEqual([])
    // Created, entered, two of the call, three of the answer; none of the repetition.
    await expect.poll(() => bench.entries.length).toBe(7)
  })

  it('fails again as it failed before', async () => {
    const bench = await open()
    await openRoom(bench)
    const failing = () => ask(bench, 'one', BEN, 'accept', { roomId: ROOM })
    const error = (await failing().catch((reason: unknown) => reason)) as Error
    await bench.call(ANN, 'inviteUsers', call)
    const again = (await failing().catch((reason: unknown) => reason)) as Error
    expect(again).toBeInstanceOf(ConferenceInvitationError)
    expect(again).toMatchObject({ code: -2311, message: error.message })
    expect(await bench.store.listPending('ben')).toHaveLength(1)
  })

  it('does once what comes twice at the same time', async () => {
    const bench = await open()
    await openRoom(bench)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => ask(bench, 'one', ANN, 'inviteUsers', call)),
    )
    expect(answers).toEqual(Array.from({ length: 4 }, () => [['ben', 0]]))
    await expect.poll(() => bench.entries.length).toBe(4)
    expect(brokenLogs(bench.entries)).toEqual([])
  })

  it('has one answer for a request, even where it asks for nothing to be written', async () => {
    const { store } = await open()
    const request = { userId: 'ann', requestId: 'one' }
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((roomId) => {
        const scope = { roomId, members: [], invitations: [], profiles: [], quota: null }
        const step = () => ({ writes: [], messages: [], result: roomId })
        return store.forRequest(request).transact(scope, step)
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  it('keeps the requests of people apart', async () => {
    const bench = await open()
    await openRoom(bench)
    await ask(bench, 'one', ANN, 'inviteUsers', call)
    await expect(ask(bench, 'one', BEN, 'inviteUsers', call)).rejects.toMatchObject({
      code: -2101,
    })
  })
}
