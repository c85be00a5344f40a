import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { createTabElection } from './tab-election'
import { createFakePage } from './testing/fake-page'
import { createFakeTabs } from './testing/fake-tabs'

function setUp() {
  const tabs = createFakeTabs()
  const clock = createManualClock()
  function open(delay = 0, name = 'ben', hasLocks = true) {
    const page = createFakePage(hasLocks ? tabs : undefined)
    let changes = 0
    const election = createTabElection({
      name,
      clock,
      browser: page.browser,
      delay: () => delay,
      onChange: () => (changes += 1),
    })
    return {
      election,
      page,
      get changes() {
        return changes
      },
    }
  }
  return { tabs, clock, open }
}

describe('with Web Locks', () => {
  it('elects one of several tabs', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(1_000)
    expect(one.election.isElected).toBe(true)
    expect(other.election.isElected).toBe(false)
    expect(one.election.isExclusive).toBe(true)
  })

  it('lets better tabs go first', async () => {
    const { clock, open } = setUp()
    const [silent, better] = [open(300), open(0)]
    silent.election.enter()
    better.election.enter()
    await clock.advance(1_000)
    expect(silent.election.isElected).toBe(false)
    expect(better.election.isElected).toBe(true)
  })

  it('elects one tab for each person', async () => {
    const { clock, open } = setUp()
    const [ben, cat] = [open(0, 'ben'), open(0, 'cat')]
    ben.election.enter()
    cat.election.enter()
    await clock.advance(0)
    expect([ben, cat].map(({ election }) => election.isElected)).toEqual([true, true])
  })

  it('hands over when the elected tab closes', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(0)
    one.page.closeTab()
    await settle()
    expect(other.election.isElected).toBe(true)
  })

  it('hands over when the elected tab stays silent', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(0)
    one.election.giveUp()
    await settle()
    expect(one.election).toMatchObject({ isElected: false, hasGivenUp: true })
    expect(other.election.isElected).toBe(true)
  })

  it('leaves the last of several silent tabs elected', async () => {
    const { clock, open } = setUp()
    const all = [open(), open(), open()]
    for (const { election } of all) election.enter()
    for (let turn = 0; turn < 5; turn += 1) {
      await clock.advance(0)
      all.find(({ election }) => election.isElected)?.election.giveUp()
    }
    expect(all.map(({ election }) => election.isElected)).toEqual([false, false, true])
    expect(all.map(({ changes }) => changes).every((changes) => changes < 5)).toBe(true)
  })

  it('elects a silent tab again that can be heard now, until another one closes', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(0)
    one.election.giveUp()
    await settle()
    other.election.giveUp()
    await settle()
    one.election.retry()
    await settle()
    expect([one, other].map(({ election }) => election.isElected)).toEqual([true, false])
    other.election.retry()
    await settle()
    expect([one, other].map(({ election }) => election.isElected)).toEqual([true, false])
    one.page.closeTab()
    await settle()
    expect(other.election.isElected).toBe(true)
  })

  it('elects a tab that has given up when nobody else is left', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(0)
    one.election.giveUp()
    await settle()
    other.page.closeTab()
    await settle()
    expect(one.election.isElected).toBe(true)
  })

  it('keeps the next tab from ringing until that one has heard of the end too', async () => {
    const { clock, open } = setUp()
    const [one, other] = [open(), open()]
    one.election.enter()
    other.election.enter()
    await clock.advance(0)
    one.election.leave()
    expect(one.election.isElected).toBe(false)
    await clock.advance(900)
    expect(other.election.isElected).toBe(false)
    other.election.leave()
    await clock.advance(1_000)
    expect(other.changes).toBe(0)
  })

  it('goes on in a ring that begins just after another', async () => {
    const { tabs, clock, open } = setUp()
    const one = open()
    one.election.enter()
    await clock.advance(0)
    one.election.leave()
    await clock.advance(500)
    one.election.enter()
    expect(one.election.isElected).toBe(true)
    await clock.advance(5_000)
    expect(one.election.isElected).toBe(true)
    expect(tabs.lockNames).toHaveLength(2)
  })

  it('takes part no longer when it left before its turn', async () => {
    const { tabs, clock, open } = setUp()
    const one = open(300)
    one.election.enter()
    one.election.leave()
    await clock.advance(1_000)
    expect(one.changes).toBe(0)
    expect(tabs.lockNames).toEqual([])
    expect(clock.timerCount).toBe(0)
  })

  it('leaves nothing behind after dispose, whatever it was doing', async () => {
    const { tabs, clock, open } = setUp()
    const all = [open(), open(), open(300)]
    for (const { election } of all) election.enter()
    await clock.advance(0)
    all[0]!.election.giveUp()
    await settle()
    all[1]!.election.leave()
    for (const { election } of all) election.dispose()
    await settle()
    expect(tabs.lockNames).toEqual([])
    expect(clock.timerCount).toBe(0)
    expect(all.some(({ election }) => election.isElected)).toBe(false)
  })
})

describe('without Web Locks', () => {
  it('elects each visible tab', () => {
    const { open } = setUp()
    const { election, page } = open(0, 'ben', false)
    election.enter()
    expect(election).toMatchObject({ isElected: true, isExclusive: false })
    page.show('hidden')
    expect(election.isElected).toBe(false)
    page.show('visible')
    expect(election.isElected).toBe(true)
    election.leave()
    expect(election.isElected).toBe(false)
    expect(page.listenerCount).toBe(0)
  })

  it('does the same where the page may not use them', async () => {
    const { clock, open } = setUp()
    const { election, page } = open()
    page.navigator.locks!.request = () =>
      Promise.reject(new DOMException('Sandboxed.', 'SecurityError'))
    election.enter()
    await clock.advance(0)
    expect(election).toMatchObject({ isElected: true, isExclusive: false })
    election.dispose()
    expect(page.listenerCount).toBe(0)
  })
})
