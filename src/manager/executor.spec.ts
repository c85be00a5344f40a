// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { deviceOf } from '../../test/support/records'
import { createManualClock } from '../testing/manual-clock'
import type { CommandInput, CommandName } from './commands'
import { ConferenceInvitationError } from './errors'
import { createExecutor } from './executor'
import { createMemoryStore } from './memory-store'
import type { Message } from './ports'

const ROOM = 'weekly'

function setUp() {
  const clock = createManualClock()
  const messages: Message[] = []
  const store = createMemoryStore((sent) => void messages.push(...sent))
  const executor = createExecutor({ store, clock })
  const run = <Name extends CommandName>(by: string, name: Name, input: CommandInput<Name>) =>
    executor.execute(deviceOf(by), name, input)
  return { clock, executor, messages, run, store }
}

async function withRoom() {
  const bench = setUp()
  await bench.run('ann-1', 'createRoom', { roomId: ROOM, roomName: 'Weekly', inviterRole: 2 })
  await bench.run('ann-1', 'enterRoom', { roomId: ROOM })
  return bench
}

const invite = (userIdList: string[], timeout = 30) => ({
  roomId: ROOM,
  userIdList,
  timeout,
  extensionInfo: '',
})

describe('createExecutor', () => {
  it('checks the input before anything else, and counts the call all the same', async () => {
    const { run, store } = await withRoom()
    const transact = vi.spyOn(store, 'transact')
    await expect(run('ann-1', 'inviteUsers', invite([]))).rejects.toMatchObject({ code: -1001 })
    expect(transact.mock.calls[0]![0]).toMatchObject({ quota: 'invite:ann', invitations: [] })
    for (let call = 1; call < 10; call++) {
      await expect(run('ann-1', 'inviteUsers', invite([]))).rejects.toMatchObject({ code: -1001 })
    }
    await expect(run('ann-2', 'inviteUsers', invite(['ben']))).rejects.toMatchObject({ code: -2 })
    await expect(run('ann-1', 'inviteUsers', invite([]))).rejects.toMatchObject({ code: -2 })
  })

  it('does not touch the store for wrong input of calls that have no budget', async () => {
    const { run, store } = setUp()
    const transact = vi.spyOn(store, 'transact')
    await expect(run('ann-1', 'enterRoom', { roomId: '/' })).rejects.toMatchObject({ code: -2105 })
    await expect(run('ann-1', 'getRoom', { roomId: 7 as never })).rejects.toMatchObject({
      code: -1,
    })
    expect(transact).not.toHaveBeenCalled()
  })

  it('runs the command that was named, whatever the input calls itself', async () => {
    const { run, store } = await withRoom()
    const input = { roomId: ROOM, name: 'destroyRoom' }
    await run('ann-1', 'exitRoom', input)
    expect(await store.getRoom(ROOM)).not.toBeNull()
  })

  it('commits what time did even where the command failed', async () => {
    const { clock, messages, run } = await withRoom()
    await run('ann-1', 'inviteUsers', invite(['ben']))
    messages.length = 0
    clock.set(clock.now() + 30_000)
    await expect(run('ben-1', 'accept', { roomId: ROOM })).rejects.toMatchObject({ code: -2311 })
    expect(messages.map(({ name }) => name)).toEqual([
      'onInvitationStatusChanged',
      'onInvitationTimeout',
      'onInvitationTimeout',
    ])
  })

  it('gives everything unforeseen the code -1 and its cause', async () => {
    const { run, store } = await withRoom()
    const cause = new TypeError('broken')
    vi.spyOn(store, 'transact').mockRejectedValueOnce(cause)
    const error: unknown = await run('ann-1', 'exitRoom', { roomId: ROOM }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConferenceInvitationError)
    expect(error).toMatchObject({ code: -1, cause })
    vi.spyOn(store, 'getRoom').mockRejectedValueOnce('no error at all')
    await expect(run('ann-1', 'getRoom', { roomId: ROOM })).rejects.toMatchObject({ code: -1 })
  })

  it('reads a room with its members and the number of its last change', async () => {
    const { run } = await withRoom()
    const first = await run('ben-1', 'getRoom', { roomId: ROOM })
    expect(first).toMatchObject({
      roomInfo: { roomId: ROOM, roomName: 'Weekly', roomMemberCount: 1 },
      members: [{ userId: 'ann', userRole: 0 }],
    })
    await run('ben-1', 'enterRoom', { roomId: ROOM })
    const second = await run('ben-1', 'getRoom', { roomId: ROOM })
    expect(second.revision).toBe(first.revision + 1)
    await expect(run('ann-1', 'getRoom', { roomId: 'none' })).rejects.toMatchObject({
      code: 100_004,
    })
  })

  it('leaves out of what is pending what is over, swept or not', async () => {
    const { clock, run } = await withRoom()
    await run('ann-1', 'inviteUsers', invite(['ben']))
    expect(await run('ben-1', 'getPendingInvitations', {})).toHaveLength(1)
    clock.set(clock.now() + 30_000)
    expect(await run('ben-1', 'getPendingInvitations', {})).toEqual([])
  })

  it('says that there is no room when it ends between two looks at its list', async () => {
    const { run, store } = await withRoom()
    vi.spyOn(store, 'getRoom').mockResolvedValueOnce(null)
    const list = run('ann-1', 'getInvitationList', { roomId: ROOM, cursor: '', count: 20 })
    await expect(list).rejects.toMatchObject({ code: 100_004 })
  })
})

describe('sweep', () => {
  it('does what is due and tells when to come again', async () => {
    const { clock, executor, messages, run } = await withRoom()
    const start = clock.now()
    expect(await executor.sweep()).toBe(null)
    await run('ann-1', 'inviteUsers', invite(['ben'], 30))
    await run('ann-1', 'inviteUsers', invite(['cat'], 20))
    await run('ann-1', 'inviteUsers', invite(['dan'], 0))
    expect(await executor.sweep()).toBe(start + 20_000)
    messages.length = 0
    clock.set(start + 20_000)
    expect(await executor.sweep()).toBe(start + 30_000)
    expect(messages.map(({ to }) => (to.kind === 'room' ? to.roomId : to.userId))).toEqual([
      ROOM,
      'cat',
      'ann',
    ])
    clock.set(start + 30_000)
    expect(await executor.sweep()).toBe(null)
  })

  it('is harmless to repeat and to run at once', async () => {
    const { clock, executor, messages, run } = await withRoom()
    await run('ann-1', 'inviteUsers', invite(['ben']))
    messages.length = 0
    clock.set(clock.now() + 30_000)
    await Promise.all([executor.sweep(), executor.sweep()])
    await executor.sweep()
    expect(messages).toHaveLength(3)
  })

  it('takes any number of records, in one step per room', async () => {
    const { clock, executor, messages, run, store } = await withRoom()
    const ids = Array.from({ length: 250 }, (_, index) => `id-${index}`)
    await run('ann-1', 'inviteUsers', invite(ids))
    messages.length = 0
    clock.set(clock.now() + 30_000)
    const transact = vi.spyOn(store, 'transact')
    expect(await executor.sweep()).toBe(null)
    expect(messages).toHaveLength(750)
    expect(transact).toHaveBeenCalledTimes(3)
  })

  it('ends empty rooms', async () => {
    const { clock, executor, run, store } = await withRoom()
    await run('ann-1', 'exitRoom', { roomId: ROOM })
    expect(await executor.sweep()).toBe(clock.now() + 86_400_000)
    clock.set(clock.now() + 86_400_000)
    expect(await executor.sweep()).toBe(null)
    expect(await store.getRoom(ROOM)).toBe(null)
  })
})
