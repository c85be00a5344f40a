import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/manual-clock'
import { createFakePage } from './testing/fake-page'
import { createTitleFlasher } from './title-flasher'

const NOTICE = { count: 1, text: 'Ann is calling' }

function setUp() {
  const page = createFakePage()
  const clock = createManualClock()
  return { page, clock, title: createTitleFlasher({ browser: page.browser, clock }) }
}

describe('createTitleFlasher', () => {
  it('tells of the call and shows the own title in turns, one change a second', async () => {
    const { page, clock, title } = setUp()
    title.show(NOTICE)
    const seen = [page.document.title]
    for (let second = 0; second < 3; second += 1) {
      await clock.advance(999)
      expect(page.document.title).toBe(seen.at(-1))
      await clock.advance(1)
      seen.push(page.document.title)
    }
    expect(seen).toEqual([
      '(1) Ann is calling – My app',
      'My app',
      '(1) Ann is calling – My app',
      'My app',
    ])
  })

  it('gives the title back at once', async () => {
    const { page, clock, title } = setUp()
    title.show(NOTICE)
    title.show(null)
    expect(page.document.title).toBe('My app')
    await clock.advance(5_000)
    expect(page.document.title).toBe('My app')
    expect(clock.timerCount).toBe(0)
  })

  it('keeps what the app writes meanwhile', async () => {
    const { page, clock, title } = setUp()
    title.show(NOTICE)
    page.document.title = 'Inbox'
    await clock.advance(2_000)
    expect(page.document.title).toBe('(1) Ann is calling – Inbox')
    page.document.title = 'Settings'
    title.dispose()
    expect(page.document.title).toBe('Settings')
  })

  it('says what is new with the next change', async () => {
    const { page, clock, title } = setUp()
    title.show(NOTICE)
    title.show({ count: 2, text: 'Cat is calling' })
    expect(page.document.title).toBe('(1) Ann is calling – My app')
    await clock.advance(2_000)
    expect(page.document.title).toBe('(2) Cat is calling – My app')
  })

  it('stands still for people who want less motion', async () => {
    const { page, clock, title } = setUp()
    page.window.prefersStillness = true
    title.show(NOTICE)
    for (let second = 0; second < 3; second += 1) {
      expect(page.document.title).toBe('(1) Ann is calling – My app')
      await clock.advance(1_000)
    }
  })

  it('needs no title of the app, and no page', () => {
    const { page, clock, title } = setUp()
    page.document.title = ''
    title.show(NOTICE)
    expect(page.document.title).toBe('(1) Ann is calling')
    title.show(null)
    expect(page.document.title).toBe('')

    const nowhere = createTitleFlasher({ browser: () => ({}), clock })
    nowhere.show(NOTICE)
    nowhere.dispose()
    expect(clock.timerCount).toBe(0)
  })
})
