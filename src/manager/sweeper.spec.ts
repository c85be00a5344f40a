// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../testing/manual-clock'
import { nextTask } from '../testing/next-task'
import { createSweeper } from './sweeper'

function setUp(sweep: () => Promise<number | null>) {
  const clock = createManualClock()
  const setTimer = vi.spyOn(clock, 'setTimer')
  const executor = { sweep: vi.fn(sweep) }
  return { clock, setTimer, executor, sweeper: createSweeper(executor, clock) }
}

describe('createSweeper', () => {
  it('sleeps until it is woken first', async () => {
    const { clock, executor } = setUp(async () => null)
    await clock.advance(60_000)
    expect(executor.sweep).not.toHaveBeenCalled()
  })

  it('sweeps again when the next record is due', async () => {
    const dues = [5_000, 7_000]
    const { clock, executor, sweeper } = setUp(async () => {
      const due = dues.shift()
      return due === undefined ? null : clock.now() + due
    })
    sweeper.wake()
    await clock.advance(4_999)
    expect(executor.sweep).toHaveBeenCalledTimes(1)
    await clock.advance(1)
    expect(executor.sweep).toHaveBeenCalledTimes(2)
    await clock.advance(7_000)
    expect(executor.sweep).toHaveBeenCalledTimes(3)
    await clock.advance(3_600_000)
    expect(executor.sweep).toHaveBeenCalledTimes(3)
  })

  it('has one timer at the most, that of the latest look', async () => {
    const dues = [60_000, 1_000]
    const { clock, executor, sweeper } = setUp(async () => {
      const due = dues.shift()
      return due === undefined ? null : clock.now() + due
    })
    sweeper.wake()
    await nextTask()
    sweeper.wake()
    await clock.advance(1_000)
    expect(executor.sweep).toHaveBeenCalledTimes(3)
    await clock.advance(60_000)
    expect(executor.sweep).toHaveBeenCalledTimes(3)
  })

  it('looks once more when it is woken in the middle, and never twice at once', async () => {
    let running = 0
    let most = 0
    const { executor, sweeper } = setUp(async () => {
      most = Math.max(most, ++running)
      await nextTask()
      running--
      return null
    })
    sweeper.wake()
    sweeper.wake()
    sweeper.wake()
    await vi.waitFor(() => expect(running).toBe(0))
    await nextTask()
    await nextTask()
    expect(executor.sweep).toHaveBeenCalledTimes(2)
    expect(most).toBe(1)
  })

  it('tries again a second after a sweep that failed', async () => {
    const { clock, executor, sweeper } = setUp(async () => {
      if (executor.sweep.mock.calls.length === 1) throw new Error('storage is away')
      return null
    })
    sweeper.wake()
    await clock.advance(999)
    expect(executor.sweep).toHaveBeenCalledTimes(1)
    await clock.advance(1)
    expect(executor.sweep).toHaveBeenCalledTimes(2)
  })

  it('sweeps at once what was due before', async () => {
    const { clock, setTimer, sweeper } = setUp(async () => 1)
    sweeper.wake()
    await nextTask()
    expect(setTimer).toHaveBeenLastCalledWith(expect.any(Function), 0)
    sweeper.stop()
    await clock.advance(1)
  })

  it('does nothing more once it is stopped, also in the middle', async () => {
    const { clock, executor, setTimer, sweeper } = setUp(async () => {
      await nextTask()
      return clock.now() + 1_000
    })
    sweeper.wake()
    sweeper.stop()
    await nextTask()
    await nextTask()
    sweeper.wake()
    await clock.advance(10_000)
    expect(executor.sweep).toHaveBeenCalledTimes(1)
    expect(setTimer).not.toHaveBeenCalled()
  })

  it('takes its timer back when it is stopped', async () => {
    const { clock, executor, sweeper } = setUp(async () => clock.now() + 1_000)
    sweeper.wake()
    await nextTask()
    sweeper.stop()
    await clock.advance(10_000)
    expect(executor.sweep).toHaveBeenCalledTimes(1)
  })
})
