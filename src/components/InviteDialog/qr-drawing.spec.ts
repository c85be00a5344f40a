// @vitest-environment node
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { drawQrCode } from './qr-drawing'

/** Which fields a path covers, read back from its own commands. */
function fieldsOf(path: string, size: number): boolean[][] {
  const fields = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(length); step += 1) fields[Number(y)]![Number(x) + step] = true
  }
  return fields
}

describe('drawQrCode', () => {
  it('draws every dark field and no other, with a light edge of four', () => {
    const text = 'https://meet.example/weekly'
    const { path, size } = drawQrCode(text)
    const { data } = encode(text, { ecc: 'M', border: 4 })
    expect(fieldsOf(path, size)).toEqual(data)
    expect(data.slice(0, 4).flat()).not.toContain(true)
    expect(data[4]).toContain(true)
  })

  it('refuses what no code can hold', () => {
    expect(() => drawQrCode('x'.repeat(4_000))).toThrow()
  })
})
