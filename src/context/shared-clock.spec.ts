import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createManualClock, START, type ManualClock } from '../testing/manual-clock'
import { createSharedClock, type SharedClock } from './shared-clock'

let source: ManualClock
let clock: SharedClock
let errors: unknown[]

function setVisibility(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

function create(start = START, isServer = () => false) {
  source = createManualClock(start)
  errors = []
  clock = createSharedClock({ source, onError: (error) => errors.push(error), isServer })
}

beforeEach(() => create())
afterEach(() => {
  clock.dispose()
  vi.restoreAllMocks()
})

describe('ticking', () => {
  it('does not tick while nobody holds it', async () => {
    await source.advance(5_000)
    expect(clock.now.value).toBe(START)
    expect(source.timerCount).toBe(0)
  })

  it('ticks on whole seconds of the wall clock', async () => {
    create(START + 300)
    clock.hold()
    await source.advance(699)
    expect(clock.now.value).toBe(START + 300)
    await source.advance(1)
    expect(clock.now.value).toBe(START + 1_000)
    await source.advance(1_000)
    expect(clock.now.value).toBe(START + 2_000)
  })

  it('shows the present time from the moment it is held', async () => {
    await source.advance(5_500)
    clock.hold()
    expect(clock.now.value).toBe(START + 5_500)
  })

  it('needs one timer for any number of holders and deadlines', () => {
    for (let count = 0; count < 100; count += 1) {
      clock.hold()
      clock.at(START + count * 100, () => {})
    }
    expect(source.timerCount).toBe(1)
  })

  it('stops when the last holder lets go, who may do so twice', async () => {
    const [releaseOne, releaseOther] = [clock.hold(), clock.hold()]
    releaseOne()
    releaseOne()
    await source.advance(1_000)
    expect(clock.now.value).toBe(START + 1_000)
    releaseOther()
    expect(source.timerCount).toBe(0)
  })

  it('rests while the page is hidden and is right when it shows again', async () => {
    clock.hold()
    setVisibility('hidden')
    expect(source.timerCount).toBe(0)
    await source.advance(90_500)
    expect(clock.now.value).toBe(START)
    setVisibility('visible')
    expect(clock.now.value).toBe(START + 90_500)
    expect(source.timerCount).toBe(1)
  })

  it('is right after the page comes back from the back-forward cache', async () => {
    await source.advance(7_000)
    clock.at(START + 60_000, () => {})
    window.dispatchEvent(new Event('pageshow'))
    expect(clock.now.value).toBe(START + 7_000)
  })

  it('follows a wall clock that is set forth and back', async () => {
    clock.hold()
    source.set(START + 3_600_000)
    await source.advance(1_000)
    expect(clock.now.value).toBe(START + 3_601_000)
    source.set(START)
    await source.advance(1_000)
    expect(clock.now.value).toBe(START + 1_000)
  })
})

describe('deadlines', () => {
  it('calls back once, at the time', async () => {
    const callback = vi.fn()
    clock.at(START + 1_500, callback)
    await source.advance(1_499)
    expect(callback).not.toHaveBeenCalled()
    await source.advance(1)
    await source.advance(10_000)
    expect(callback).toHaveBeenCalledOnce()
    expect(source.timerCount).toBe(0)
  })

  it('calls back in a later task when the time is past', async () => {
    const callback = vi.fn()
    clock.at(START - 1, callback)
    expect(callback).not.toHaveBeenCalled()
    await source.advance(0)
    expect(callback).toHaveBeenCalledOnce()
  })

  it('forgets one that was taken back', async () => {
    const callback = vi.fn()
    const off = clock.at(START + 1_000, callback)
    off()
    off()
    expect(source.timerCount).toBe(0)
    await source.advance(2_000)
    expect(callback).not.toHaveBeenCalled()
  })

  it('meets them while the page is hidden', async () => {
    const callback = vi.fn()
    clock.hold()
    clock.at(START + 1_000, callback)
    setVisibility('hidden')
    expect(source.timerCount).toBe(1)
    await source.advance(1_000)
    expect(callback).toHaveBeenCalledOnce()
  })

  it('meets what passed during sleep as soon as the page shows', () => {
    const callback = vi.fn()
    clock.at(START + 60_000, callback)
    source.set(START + 120_000)
    setVisibility('visible')
    expect(callback).toHaveBeenCalledOnce()
  })

  it('waits on when the wall clock was set back', async () => {
    const callback = vi.fn()
    clock.at(START + 2_000, callback)
    source.set(START - 1_000)
    await source.advance(2_000)
    expect(callback).not.toHaveBeenCalled()
    await source.advance(1_000)
    expect(callback).toHaveBeenCalledOnce()
  })

  it('lets one that throws stop no other, and reports it', async () => {
    const callback = vi.fn()
    const problem = new Error('broken')
    clock.at(START + 1_000, () => {
      throw problem
    })
    clock.at(START + 1_000, callback)
    await source.advance(1_000)
    expect(callback).toHaveBeenCalledOnce()
    expect(errors).toEqual([problem])
  })

  it('lets one take another back and set a new one', async () => {
    const [never, later] = [vi.fn(), vi.fn()]
    clock.at(START + 1_000, () => {
      off()
      clock.at(START + 1_500, later)
    })
    const off = clock.at(START + 1_000, never)
    await source.advance(1_500)
    expect(never).not.toHaveBeenCalled()
    expect(later).toHaveBeenCalledOnce()
  })
})

describe('ending', () => {
  it('leaves no timer and no listener behind', async () => {
    const off = vi.spyOn(document, 'removeEventListener')
    const callback = vi.fn()
    clock.hold()
    clock.at(START + 1_000, callback)
    clock.dispose()
    clock.hold()
    clock.at(START + 1_000, callback)
    expect(source.timerCount).toBe(0)
    expect(off).toHaveBeenCalledWith('visibilitychange', expect.any(Function))
    await source.advance(5_000)
    expect(callback).not.toHaveBeenCalled()
  })

  it('never starts a timer or listens on a server', () => {
    create(START, () => true)
    const on = vi.spyOn(document, 'addEventListener')
    clock.hold()
    clock.at(START + 1_000, () => {})
    expect(source.timerCount).toBe(0)
    expect(on).not.toHaveBeenCalled()
  })
})
