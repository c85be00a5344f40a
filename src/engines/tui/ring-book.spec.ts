// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { createRingBook } from './ring-book'

describe('createRingBook', () => {
  it('calls at the deadline, unless the ring was ended, replaced or forgotten before', async () => {
    const clock = createManualClock()
    const onDeadline = vi.fn()
    const rings = createRingBook(clock, onDeadline)
    const expiresAt = clock.now() + 1_000
    for (const key of ['kept', 'ended', 'replaced', 'forgotten']) rings.start(key, { expiresAt })
    rings.end('ended')
    rings.start('replaced', { expiresAt: null })
    rings.forget('forgotten')
    await clock.advance(1_000)
    expect(onDeadline.mock.calls.map(([key]) => key as string)).toEqual(['kept'])
    expect(rings.isPending('replaced')).toBe(true)
    expect([rings.isPending('ended'), rings.get('ended')]).toEqual([false, { expiresAt }])
    expect(rings.get('forgotten')).toBeUndefined()
  })

  it('remembers the last 10,000 that are over, and everything that is pending', () => {
    const rings = createRingBook(createManualClock(), () => {})
    rings.start('pending', { expiresAt: null })
    for (let index = 0; index <= 10_000; index += 1) {
      rings.start(`over-${index}`, { expiresAt: null })
      rings.end(`over-${index}`)
    }
    expect(rings.get('over-0')).toBeUndefined()
    expect(rings.get('over-1')).toBeDefined()
    expect(rings.isPending('pending')).toBe(true)
  })
})
