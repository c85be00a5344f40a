// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { layOutRows } from './row-heights'

describe('layOutRows', () => {
  it('puts rows of one height below each other', () => {
    const rows = layOutRows(100_000, 60, null)
    expect(rows.total()).toBe(6_000_000)
    expect(rows.startOf(0)).toBe(0)
    expect(rows.startOf(99_999)).toBe(5_999_940)
    expect([0, 59, 60, 3_001].map(rows.indexAt)).toEqual([0, 0, 1, 50])
  })

  it('makes room for rows that differ', () => {
    const extras = [0, 20, 0, -10, 0]
    const rows = layOutRows(5, 60, (index) => extras[index]!)
    expect(rows.total()).toBe(310)
    expect([0, 1, 2, 3, 4, 5].map(rows.startOf)).toEqual([0, 60, 140, 200, 250, 310])
    expect([60, 139, 140, 249, 250].map(rows.indexAt)).toEqual([1, 1, 2, 3, 4])
  })

  it('stays inside the list', () => {
    const rows = layOutRows(3, 60, null)
    expect([-5, 180, 9_999].map(rows.indexAt)).toEqual([0, 2, 2])
    expect(layOutRows(0, 60, null).indexAt(10)).toBe(0)
    expect(layOutRows(0, 60, null).total()).toBe(0)
  })
})
