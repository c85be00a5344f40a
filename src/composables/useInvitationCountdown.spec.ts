import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { createManualClock, START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { useInvitationCountdown, type CountdownTarget } from './useInvitationCountdown'

const minute: CountdownTarget = { createdAt: START, expiresAt: START + 60_000 }

async function countDown(first: CountdownTarget | null = minute, start = START) {
  const target = shallowRef(first)
  const clock = createManualClock(start)
  const setup = () => useInvitationCountdown(target)
  const { result, unmount } = await mountContext({}, setup, { clock })
  const read = () => [result.secondsLeft.value, result.fraction.value, result.isOver.value]
  return { clock, read, target, unmount }
}

function setVisibility(state: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('useInvitationCountdown', () => {
  it('counts whole seconds down to the deadline, then stops', async () => {
    const { clock, read } = await countDown()
    expect(read()).toEqual([60, 1, false])
    await clock.advance(1_000)
    expect(read()).toEqual([59, 59 / 60, false])
    await clock.advance(58_500)
    expect(read()).toEqual([1, 1 / 60, false])
    await clock.advance(500)
    expect(read()).toEqual([0, 0, true])
    expect(clock.timerCount).toBe(0)
  })

  it('rounds up, so that it says 0 only when it is over', async () => {
    const { read } = await countDown(minute, START + 59_700)
    expect(read()).toEqual([1, expect.closeTo(0.005), false])
  })

  it('counts nothing without a deadline or an invitation', async () => {
    for (const target of [null, { createdAt: START, expiresAt: null }, {}]) {
      const { clock, read } = await countDown(target)
      expect(read()).toEqual([null, null, false])
      expect(clock.timerCount).toBe(0)
    }
  })

  it('knows no share of a ring whose beginning nobody said', async () => {
    const { clock, read } = await countDown({ expiresAt: START + 10_000 })
    expect(read()).toEqual([10, 1, false])
    await clock.advance(10_000)
    expect(read()).toEqual([0, 0, true])
  })

  it('is over at once when it was over on arrival', async () => {
    const { clock, read } = await countDown(minute, START + 70_000)
    expect(read()).toEqual([0, 0, true])
    await settle()
    expect(clock.timerCount).toBe(0)
  })

  it('is right after sleep', async () => {
    const { clock, read } = await countDown()
    clock.set(START + 45_000)
    await clock.advance(1_000)
    expect(read()[0]).toBe(14)
  })

  it('is right when the wall clock was set back', async () => {
    const { clock, read } = await countDown()
    await clock.advance(30_000)
    clock.set(START + 10_000)
    await clock.advance(1_000)
    expect(read()[0]).toBe(49)
  })

  it('never says more than the whole ring', async () => {
    const { read } = await countDown(minute, START - 5_000)
    expect(read()).toEqual([65, 1, false])
  })

  it('does not wake a hidden page, and is right when it shows again', async () => {
    const { clock, read } = await countDown()
    setVisibility('hidden')
    expect(clock.timerCount).toBe(0)
    await clock.advance(20_000)
    expect(read()[0]).toBe(60)
    setVisibility('visible')
    expect(read()[0]).toBe(40)
  })

  it('follows another invitation, and starts again after the first was over', async () => {
    const { clock, read, target } = await countDown()
    await clock.advance(60_000)
    expect(read()[2]).toBe(true)
    target.value = { createdAt: START + 60_000, expiresAt: START + 90_000 }
    await nextTick()
    expect(read()).toEqual([30, 1, false])
    await clock.advance(10_000)
    expect(read()[0]).toBe(20)
  })

  it('leaves no timer behind', async () => {
    const { clock, unmount } = await countDown()
    expect(clock.timerCount).toBe(1)
    unmount()
    expect(clock.timerCount).toBe(0)
  })

  it('shares one timer among a thousand', async () => {
    const clock = createManualClock()
    const setup = () => Array.from({ length: 1_000 }, () => useInvitationCountdown(minute))
    const { result } = await mountContext({}, setup, { clock })
    expect(clock.timerCount).toBe(1)
    await clock.advance(2_000)
    expect(result.every(({ secondsLeft }) => secondsLeft.value === 58)).toBe(true)
    expect(clock.timerCount).toBe(1)
  })
})
