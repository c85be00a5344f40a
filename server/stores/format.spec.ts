// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock'
import { claimFormat, FORMAT } from './format'
import { names } from './names'
import { createOrderedBackend } from './ordered-backend'
import { createMemoryMap } from './ordered-map'

function setUp() {
  const clock = createManualClock()
  const backend = createOrderedBackend(createMemoryMap(), { clock, logLength: 10 })
  const read = async () => (await backend.read({ values: [names.format] })).values
  return { clock, backend, read }
}

describe('the format of what is kept', () => {
  it('is noted, kept when it is ours, and for longer with each start', async () => {
    const { clock, backend, read } = setUp()
    const almostAll = 399 * 86_400_000
    for (let start = 0; start < 3; start++) {
      await claimFormat(backend)
      await clock.advance(almostAll)
      expect(await read()).toEqual([String(FORMAT)])
    }
  })

  it('is refused when it is a newer one, and left alone', async () => {
    const { backend, read } = setUp()
    await backend.commit({ values: [{ key: names.format, value: '2', ttlMs: 60_000 }] })
    await expect(claimFormat(backend)).rejects.toThrow('format 2, and this one knows 1')
    expect(await read()).toEqual(['2'])
  })
})
