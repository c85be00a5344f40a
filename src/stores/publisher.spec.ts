import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSharedClock } from '../context/shared-clock'
import { createPublisher } from './publisher'
import { createManualClock } from '../testing/manual-clock'
import { settle } from '../testing/settle'

let frames: Map<number, () => void>

function drawFrame() {
  const callbacks = [...frames.values()]
  frames.clear()
  for (const callback of callbacks) callback()
}

beforeEach(() => {
  frames = new Map()
  let id = 0
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    frames.set((id += 1), callback)
    return id
  })
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => frames.delete(handle))
})
afterEach(() => vi.unstubAllGlobals())

function publishing(size = 10) {
  const source = createManualClock()
  const clock = createSharedClock({ source, onError: () => {}, isServer: () => false })
  const publish = vi.fn()
  const publisher = createPublisher(publish, () => size, clock)
  const change = async () => {
    publisher.schedule()
    await settle()
  }
  return { change, publish, publisher, source }
}

describe('publisher', () => {
  it('shows changes of one task once, soon after', async () => {
    const { publish, publisher } = publishing()
    for (let count = 0; count < 100; count += 1) publisher.schedule()
    expect(publish).not.toHaveBeenCalled()
    await settle()
    expect(publish).toHaveBeenCalledOnce()
  })

  it.each([
    ['eight times in a frame', 10, 8],
    ['once in a frame, for a long list', 1_000, 1],
  ])('shows a stream of changes %s, and the rest in the next', async (_, size, times) => {
    const { change, publish } = publishing(size)
    for (let count = 0; count < 100; count += 1) await change()
    expect(publish).toHaveBeenCalledTimes(times)
    drawFrame()
    expect(publish).toHaveBeenCalledTimes(times + 1)
    drawFrame()
    expect(publish).toHaveBeenCalledTimes(times + 1)
  })

  it('needs no frames in a hidden page', async () => {
    const { change, publish, source } = publishing(1_000)
    await change()
    await change()
    await source.advance(100)
    expect(publish).toHaveBeenCalledTimes(2)
    expect(frames.size).toBe(1)
  })

  it('leaves nothing behind when nothing changes any more', async () => {
    const { change, source } = publishing()
    await change()
    drawFrame()
    expect([frames.size, source.timerCount]).toEqual([0, 0])
  })

  it('starts over after a reset, in the middle of a stream too', async () => {
    const { change, publish, publisher, source } = publishing(1_000)
    await change()
    await change()
    publisher.reset()
    expect([frames.size, source.timerCount]).toEqual([0, 0])
    await settle()
    expect(publish).toHaveBeenCalledTimes(1)
    await change()
    expect(publish).toHaveBeenCalledTimes(2)
    await change()
    drawFrame()
    expect(publish).toHaveBeenCalledTimes(3)
  })

  it('works where nobody draws frames at all', async () => {
    vi.stubGlobal('requestAnimationFrame', undefined)
    const { change, publish, source } = publishing(1_000)
    await change()
    await change()
    await source.advance(100)
    expect(publish).toHaveBeenCalledTimes(2)
  })
})
