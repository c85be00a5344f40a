import { describe, expect, it } from 'vitest'
import { createManualClock } from '../src/testing/manual-clock'
import { createTokenBuckets } from './token-buckets'

describe('createTokenBuckets', () => {
  it('gives a burst, then says how long to wait', async () => {
    const clock = createManualClock()
    const buckets = createTokenBuckets({ burst: 2, perSecond: 4 }, clock)
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 250])
    expect(buckets.take('b')).toBe(0)
    await clock.advance(250)
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 250])
  })

  it('takes from all or from none', () => {
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, createManualClock())
    buckets.take('a')
    expect(buckets.takeAll(['a', 'b'])).toBe(1_000)
    expect(buckets.take('b')).toBe(0)
  })

  it('is not locked by a clock that is set back, and is never fuller than full', async () => {
    const clock = createManualClock()
    const buckets = createTokenBuckets({ burst: 1, perSecond: 1 }, clock)
    buckets.take('a')
    clock.set(clock.now() - 3_600_000)
    expect(buckets.take('a')).toBe(1_000)
    await clock.advance(3_600_000)
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 1_000])
  })

  it('forgets those that are full again', async () => {
    const clock = createManualClock()
    const buckets = createTokenBuckets({ burst: 2, perSecond: 1 }, clock)
    buckets.take('a')
    await clock.advance(500)
    buckets.take('b')
    await clock.advance(500)
    buckets.purge()
    expect(buckets.size).toBe(1)
  })
})
