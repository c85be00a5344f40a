// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { copy } from './copy'

describe('copy', () => {
  const page = { rows: [{ name: 'Ann', at: 1 }, null], at: 2, isLast: true }

  it('shares nothing with what it copies', () => {
    const copied = copy(page)
    expect(copied).toEqual(page)
    expect(copied).not.toBe(page)
    expect(copied.rows).not.toBe(page.rows)
    expect(copied.rows[0]).not.toBe(page.rows[0])
  })

  it('puts something else in the place of fields, at every depth', () => {
    const before = structuredClone(page)
    const later = copy(page, (name, part) => (name === 'at' ? Number(part) + 10 : part))
    expect(later).toEqual({ rows: [{ name: 'Ann', at: 11 }, null], at: 12, isLast: true })
    expect(page).toEqual(before)
  })
})
