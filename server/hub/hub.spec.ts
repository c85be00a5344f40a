import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Message } from '../../src/manager/ports'
import { createManualClock } from '../../src/testing/manual-clock'
import { nextTask } from '../../src/testing/next-task'
import { createMemoryServiceStore, type LogEntry, type ServiceStore } from '../stores'
import { createHub } from './hub'

const log = 'user:ann'

function setUp(logLength = 1_000) {
  const clock = createManualClock()
  const inner = createMemoryServiceStore({ clock, logLength })
  let gap: (() => void) | null = null
  const readLog = vi.fn((...args: Parameters<ServiceStore['readLog']>) => inner.readLog(...args))
  const store: ServiceStore = {
    ...inner,
    readLog,
    onGap(listener) {
      gap = listener
      return () => {}
    },
  }
  const hub = createHub(store)
  onTestFinished(async () => {
    hub.close()
    await inner.close()
  })

  let count = 0
  async function write(times = 1) {
    const messages = Array.from({ length: times }, (): Message => ({
      to: { kind: 'user', userId: 'ann' },
      name: 'onInvitationHandledByOtherDevice',
      payload: { roomInfo: { roomId: String(++count) } as never, accepted: true },
    }))
    const scope = { roomId: 'room', members: [], invitations: [], profiles: [], quota: null }
    await inner.transact(scope, () => ({ writes: [], messages, result: null }))
    return (await inner.readLog(log, 0, 1)).last
  }

  function follow() {
    const seen: number[] = []
    const resets: number[] = []
    const following = hub.follow(log, {
      onEntry: ({ seq }: LogEntry) => seen.push(seq),
      onReset: (seq) => resets.push(seq),
    })
    return { seen, resets, following }
  }

  return { clock, hub, write, follow, readLog, gap: () => gap!() }
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

describe('createHub', () => {
  it('hands over what is new, from where the following begins', async () => {
    const { write, follow } = setUp()
    const before = await write(3)
    const { seen, following } = follow()
    expect(await following.begin(null)).toEqual({ state: 'live', seq: before, last: before })
    await following.release()
    const last = await write(2)
    expect(seen).toEqual(range(before + 1, last))
  })

  it('replays what was missed, in order, before anything new', async () => {
    const { write, follow } = setUp()
    const before = await write()
    await write(500)
    const { seen, following } = follow()
    await following.begin(before)
    const last = await write(300)
    expect(seen).toEqual([])
    await following.release()
    expect(seen).toEqual(range(before + 1, last))
  })

  it('lets nothing new overtake the replay', async () => {
    const { write, follow, readLog } = setUp()
    const before = await write()
    await write(250)
    const { seen, following } = follow()
    await following.begin(before)
    const original = readLog.getMockImplementation()!
    let last = 0
    readLog.mockImplementation(async (...args) => {
      const part = await original(...args)
      // comes while the part that was read is on its way
      if (readLog.mock.calls.length < 6) last = await write()
      return part
    })
    await following.release()
    expect(last).toBeGreaterThan(before + 251)
    expect(seen).toEqual(range(before + 1, last))
  })

  it('tells of what is gone for good, and goes on behind it', async () => {
    const { write, follow } = setUp(10)
    const before = await write()
    const newest = await write(30)
    const { seen, resets, following } = follow()
    expect(await following.begin(before)).toEqual({ state: 'reset', seq: newest, last: newest })
    await following.release()
    const last = await write()
    expect(seen).toEqual([last])
    expect(resets).toEqual([])
  })

  it('takes a position from the future for one that it cannot go on with', async () => {
    const { write, follow } = setUp()
    const newest = await write()
    const { following } = follow()
    expect(await following.begin(newest + 1)).toMatchObject({ state: 'reset', seq: newest })
  })

  it('reads on after a gap', async () => {
    const { write, follow, gap, readLog, hub } = setUp()
    const { seen, resets, following } = follow()
    const { seq } = await following.begin(null)
    await following.release()
    following.stop()
    expect(hub.size).toBe(0)

    const again = follow()
    await again.following.begin(seq)
    await again.following.release()
    const last = await write(3)
    const reads = readLog.mock.calls.length
    gap()
    await nextTask()
    expect(readLog.mock.calls.length).toBeGreaterThan(reads)
    expect(again.seen).toEqual(range(seq + 1, last))
    expect([seen, resets]).toEqual([[], []])
  })

  it('tries again when the log cannot be read', async () => {
    const { clock, write, follow, readLog } = setUp()
    const before = await write()
    const last = await write(3)
    const { seen, following } = follow()
    await following.begin(before)
    readLog.mockRejectedValueOnce(new Error('the engine is away'))
    await following.release()
    expect(seen).toEqual([])
    const newest = await write()
    await clock.advance(1_000)
    expect(newest).toBe(last + 1)
    expect(seen).toEqual(range(before + 1, newest))
  })

  it('hands nothing to who has stopped', async () => {
    const { write, follow } = setUp()
    const { seen, following } = follow()
    await following.begin(null)
    await following.release()
    following.stop()
    await write()
    expect(seen).toEqual([])
  })
})
