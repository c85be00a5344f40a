// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { incomingTone, ringBackTone, synthesise } from './tones'

const RATE = 48_000

describe.each([
  ['the ringtone', incomingTone],
  ['the ring-back', ringBackTone],
])('%s', (_, tone) => {
  const samples = synthesise(tone, RATE)
  const highest = (from: number, to: number) =>
    samples
      .subarray(Math.round(from * RATE), Math.round(to * RATE))
      .reduce((max, sample) => Math.max(max, Math.abs(sample)), 0)

  it('has the length of its cycle, the second half of it silent', () => {
    expect(samples).toHaveLength(tone.cycle * RATE)
    expect(highest(0, 1)).toBeGreaterThan(0.2)
    expect(highest(1, 1.8)).toBeGreaterThan(0.05)
    expect(highest(tone.duration, tone.cycle)).toBe(0)
  })

  it('never comes near to clipping', () => {
    expect(highest(0, tone.cycle)).toBeCloseTo(tone.peak, 5)
    expect(tone.peak).toBeLessThan(0.9)
  })

  it('begins and ends without a click', () => {
    expect(samples[0]).toBe(0)
    expect(highest(0, 0.0002)).toBeLessThan(0.02)
    expect(highest(tone.duration - 0.01, tone.duration)).toBeLessThan(0.01)
  })

  it('has no constant part', () => {
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length
    expect(Math.abs(mean)).toBeLessThan(0.0001)
  })
})

it('makes the ring-back softer than the ringtone', () => {
  expect(ringBackTone.peak).toBeLessThan(incomingTone.peak / 2)
})

it('leaves out overtones that the sample rate cannot carry', () => {
  const samples = synthesise(incomingTone, 8_000)
  expect(samples.every((sample) => Math.abs(sample) <= incomingTone.peak + 1e-6)).toBe(true)
})
