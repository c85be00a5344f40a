// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { interleave, median } from '../bench/lib/interleave.mjs'
import { table, withRatios } from '../bench/lib/report.mjs'

describe('figures', () => {
  it('are the middle of what was measured', () => {
    expect(median([3, 100, 1])).toBe(3)
    expect(median([4, 1, 3, 100])).toBe(3.5)
  })

  it('are taken in turns, the first ones for warming up', async () => {
    const turns: string[] = []
    const measure = (way: string) => async () => turns.push(way)
    const figures = await interleave(
      { ours: measure('ours'), floor: measure('floor') },
      { rounds: 3, warmUps: 1 },
    )
    expect(turns.join(' ')).toBe('ours floor ours floor ours floor ours floor')
    expect(figures).toEqual({ ours: 5, floor: 6 })
  })
})

describe('the table', () => {
  const row = { id: 'P1', work: 'much', unit: 'ms', ours: 30, floor: 12, goal: '≤ 3', isMet: true }

  it('has both ratios', () => {
    expect(withRatios({ ...row, peer: 600 })).toMatchObject({ timesFloor: 2.5, timesFaster: 20 })
  })

  it('says what was missed, and leaves out what was not measured', () => {
    const [, first = '', second = ''] = table([
      row,
      { ...row, id: 'P2', isMet: false, note: 'slow' },
    ]).split('\n')
    expect(first).toMatch(/^P1 .* 30 +12 +– +2\.5 +– .* met$/)
    expect(second).toMatch(/MISSED: slow$/)
  })
})
