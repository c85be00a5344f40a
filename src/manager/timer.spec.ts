// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock'
import { createTimer } from './timer'

describe('a timer', () => {
  it('calls back once, for what was set last', async () => {
    const clock = createManualClock()
    const timer = createTimer(clock)
    const rung: string[] = []
    timer.set(() => rung.push('first'), 100)
    timer.set(() => rung.push('second'), 200)
    await clock.advance(1_000)
    expect(rung).toEqual(['second'])
  })

  it('is stopped, before it was ever set too, and can be set again', async () => {
    const clock = createManualClock()
    const timer = createTimer(clock)
    const rung: string[] = []
    timer.stop()
    timer.set(() => rung.push('first'), 100)
    timer.stop()
    await clock.advance(1_000)
    expect(rung).toEqual([])
    timer.set(() => rung.push('second'), 100)
    await clock.advance(100)
    expect(rung).toEqual(['second'])
  })
})
