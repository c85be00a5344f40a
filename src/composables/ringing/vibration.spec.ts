import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { createFakePage } from './testing/fake-page'
import { createVibration, DEFAULT_VIBRATION } from './vibration'

function setUp() {
  const page = createFakePage()
  const clock = createManualClock()
  const vibration = createVibration({ browser: page.browser, clock })
  return { page, clock, vibration, vibrate: vi.spyOn(page.navigator, 'vibrate') }
}

describe('createVibration', () => {
  it('repeats its pattern, and is still at once', async () => {
    const { clock, vibration, vibrate } = setUp()
    vibration.start()
    vibration.start()
    await clock.advance(4_000)
    expect(vibrate.mock.calls).toEqual([[DEFAULT_VIBRATION], [DEFAULT_VIBRATION]])
    vibration.stop()
    expect(vibrate).toHaveBeenLastCalledWith([0])
    vibration.stop()
    await clock.advance(10_000)
    expect(vibrate).toHaveBeenCalledTimes(3)
    expect(clock.timerCount).toBe(0)
  })

  it('waits for the end of a long pattern', async () => {
    const { clock, vibration, vibrate } = setUp()
    vibration.start([5_000, 1_000])
    await clock.advance(5_900)
    expect(vibrate).toHaveBeenCalledOnce()
    await clock.advance(100)
    expect(vibrate).toHaveBeenCalledTimes(2)
  })

  it('asks nothing of a browser that would refuse, until it no longer does', async () => {
    const { page, clock, vibration, vibrate } = setUp()
    page.navigator.userActivation.hasBeenActive = false
    vibration.start()
    expect(vibrate).not.toHaveBeenCalled()
    page.click()
    await clock.advance(4_000)
    expect(vibrate).toHaveBeenCalledOnce()
  })

  it('does nothing on devices without', () => {
    const clock = createManualClock()
    createVibration({ browser: () => ({ navigator: {} }), clock }).start()
    expect(clock.timerCount).toBe(0)
  })
})
