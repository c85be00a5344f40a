// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from './manual-clock'
import { createTestHub } from './test-hub'

describe('createManualClock', () => {
  it('stands still until it is moved', async () => {
    const clock = createManualClock(1_000)
    expect(clock.now()).toBe(1_000)
    await clock.advance(500)
    expect(clock.now()).toBe(1_500)
  })

  it('runs timers in the order of their times, each at its own, and only once', async () => {
    const clock = createManualClock(0)
    const ran: Array<[string, number]> = []
    clock.setTimer(() => ran.push(['late', clock.now()]), 300)
    clock.setTimer(() => ran.push(['early', clock.now()]), 100)
    clock.setTimer(() => ran.push(['also early', clock.now()]), 100)
    clock.setTimer(() => ran.push(['too late', clock.now()]), 301)
    await clock.advance(300)
    await clock.advance(0)
    expect(ran).toEqual([
      ['early', 100],
      ['also early', 100],
      ['late', 300],
    ])
  })

  it('runs timers that were set on the way, also by what timers set going', async () => {
    const clock = createManualClock(0)
    const ran: number[] = []
    const again = () => {
      ran.push(clock.now())
      void Promise.resolve().then(() => clock.setTimer(again, 100))
    }
    clock.setTimer(again, 100)
    await clock.advance(350)
    expect(ran).toEqual([100, 200, 300])
  })

  it('takes timers back', async () => {
    const clock = createManualClock()
    const callback = vi.fn()
    const cancel = clock.setTimer(callback, 1)
    cancel()
    cancel()
    await clock.advance(10)
    expect(callback).not.toHaveBeenCalled()
  })

  it('lets timers run on as long as they would, when only the time is set', async () => {
    const clock = createManualClock(0)
    const callback = vi.fn()
    clock.setTimer(callback, 100)
    clock.set(1_000_000)
    await clock.advance(99)
    expect([callback.mock.calls.length, clock.timerCount]).toEqual([0, 1])
    await clock.advance(1)
    expect([callback.mock.calls.length, clock.timerCount]).toEqual([1, 0])
    expect(clock.now()).toBe(1_000_100)
  })

  it('moves where a test runner holds the timers', async () => {
    vi.useFakeTimers()
    try {
      const clock = createManualClock(0)
      await clock.advance(10)
      expect(clock.now()).toBe(10)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('createTestHub', () => {
  it('runs a call to its end by hand', async () => {
    const hub = createTestHub()
    const ann = await hub.connect({ userId: 'ann' })
    const ben = await hub.connect({ userId: 'ben' })
    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    const heard: string[] = []
    const manager = ben.getConferenceInvitationManager()
    manager.on('onReceiveInvitation', () => heard.push('ring'))
    manager.on('onInvitationTimeout', () => heard.push('no answer'))
    const options = { roomId: 'weekly', userIdList: ['ben'], timeout: 30 }
    await ann.getConferenceInvitationManager().inviteUsers(options)
    await hub.clock.advance(29_999)
    expect(heard).toEqual(['ring'])
    await hub.clock.advance(1)
    expect(heard).toEqual(['ring', 'no answer'])
    await hub.close()
  })
})
