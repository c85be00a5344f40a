import { createMemoryHub } from 'vue-conference-invitations/memory'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { applyChanges } from './work/apply-changes'
import { startCountdowns } from './work/countdown'
import { enterRoom, openDevice } from './work/embedded'
import { mountList } from './work/panel'
import { openStream, type Deliver } from './work/stream'
import { countTimers } from './work/timers'

// What the benchmarks measure, once each and with few rows, so that a change of the kit cannot break them unseen.

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

describe('changes to a store', () => {
  it.each(['ours', 'floor', 'peer'] as const)('reach the list: %s', async (way) => {
    for (const isRead of [true, false]) {
      const microseconds = await applyChanges[way]({ rows: 40, changes: 130, isRead })
      expect(microseconds).toBeGreaterThan(0)
    }
  })
})

describe('mounting a list', () => {
  it('shows a long list with as few elements as a short one', async () => {
    const short = await mountList.kit(40)
    const long = await mountList.kit(400)
    const peer = await mountList.peer(40)
    expect(long.elements).toBe(short.elements)
    expect(peer.elements).toBeGreaterThan(40)
    expect(document.body.childElementCount).toBe(0)
  })
})

describe('a stream of changes', () => {
  const deliver: Deliver = async (count, _ms, take) => {
    for (let index = 0; index < count; index += 1) take(index)
  }

  it('ends with every row right', async () => {
    const stream = await openStream({ rows: 40, changes: 100, ms: 0 }, deliver)
    expect(await stream.run()).toMatchObject({ wrong: 0 })
    stream.end()
  })

  it('is caught when the last changes are lost', async () => {
    const stream = await openStream({ rows: 40, changes: 100, ms: 0 }, async (count, _ms, take) => {
      for (let index = 0; index < count - 10; index += 1) take(index)
    })
    expect((await stream.run()).wrong).toBeGreaterThanOrEqual(10)
    stream.end()
  })
})

describe('countdowns', () => {
  it.each([
    ['ours', 1],
    ['floor', 1],
    ['peer', 5],
  ] as const)('have their timers: %s', async (way, expected) => {
    vi.useFakeTimers()
    const timers = countTimers()
    const end = await startCountdowns[way](5)
    await vi.advanceTimersByTimeAsync(2_000)
    const { running, wakeUps } = timers
    const shown = document.body.textContent
    await vi.advanceTimersByTimeAsync(1_000)
    expect(document.body.textContent).not.toBe(shown)
    end()
    expect({ running, left: timers.running }).toEqual({ running: expected, left: 0 })
    expect(wakeUps).toBeGreaterThanOrEqual(2 * expected)
    timers.restore()
  })
})

describe('a call', () => {
  it('is painted, and goes', async () => {
    const hub = createMemoryHub()
    const ann = await hub.connect({ userId: 'ann' })
    await enterRoom(ann)
    const caller = openDevice(ann)
    // nothing here can make a sound
    const ringtone = { muted: true }
    const called = openDevice(await hub.connect({ userId: 'ben' }), { ringtone })
    const painted = called.whenToast()
    const start = await caller.call('ben')
    expect(await painted).toBeGreaterThan(start)
    await caller.takeBack('ben')
    await called.whenNoToast()
    await called.end()
    await caller.end()
    await hub.close()
  })
})
