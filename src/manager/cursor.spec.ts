// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePositions, formatCursor, parseCursor } from './cursor'
import type { ListPosition } from './ports'

const position = fc.tuple(
  fc.integer({ min: 0, max: 8_640_000_000_000_000 }),
  fc.integer({ min: 0, max: 999 }),
  fc.string({ minLength: 1, unit: 'binary' }),
)

describe('cursors', () => {
  it('say the position after which the page begins', () => {
    fc.assert(
      fc.property(position, (value) => {
        expect(parseCursor(formatCursor(value))).toEqual(value)
      }),
    )
  })

  it("'' is the start of the list", () => {
    expect(parseCursor('')).toBe(null)
  })

  it.each([
    'x',
    '1',
    '1.2',
    '1.2.',
    '-1.2.a',
    '1.2e3.a',
    '1.x.a',
    '12345678901234567.1.a',
    '1.12345.a',
  ])('%j is none', (cursor) => {
    expect(parseCursor(cursor)).toBe(undefined)
  })
})

describe('comparePositions', () => {
  it.each<[ListPosition, ListPosition, number]>([
    [[1, 0, 'a'], [1, 0, 'a'], 0],
    [[1, 9, 'z'], [2, 0, 'a'], -1],
    [[1, 1, 'a'], [1, 0, 'z'], 1],
    [[1, 1, 'a'], [1, 1, 'b'], -1],
    [[1, 1, 'B'], [1, 1, 'a'], -1],
  ])('%j and %j', (a, b, sign) => {
    expect(Math.sign(comparePositions(a, b))).toBe(sign)
    expect(Math.sign(comparePositions(b, a))).toBe(-sign + 0)
  })
})
