// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Invitation } from '../../manager/types'
import { START } from '../../testing/manual-clock'
import { foreignInvitation, invitation, room } from '../../stores/testing/samples'
import type { MissedInvitation } from '../../stores/types'
import {
  addMissed,
  dismissMissed,
  emptyBook,
  keyOf,
  prune,
  readBook,
  writeBook,
  type MissedBook,
} from './missed-book'

const DAY_MS = 24 * 60 * 60 * 1_000

function missed(roomId = 'weekly', more: Partial<Invitation> = {}, missedAt = START + 60_000) {
  return { roomId, roomInfo: room(roomId), invitation: invitation('ben', more), missedAt }
}

function bookOf(...calls: MissedInvitation[]): MissedBook {
  return calls.reduce(addMissed, emptyBook)
}

const rooms = (book: MissedBook) => book.missed.map(({ roomId }) => roomId)

describe('adding', () => {
  it('keeps the newest first, one for each room', () => {
    const later = { createdAt: START + 300_000, revision: 5 }
    const book = bookOf(
      missed('one'),
      missed('two', {}, START + 90_000),
      missed('one', later, START + 360_000),
    )
    expect(rooms(book)).toEqual(['one', 'two'])
    expect(book.missed[0]?.missedAt).toBe(START + 360_000)
  })

  it.each<[string, MissedInvitation]>([
    ['the same ring', missed()],
    ['the same ring, noticed later', missed('weekly', {}, START + 61_000)],
    ['the same ring by its time-out', missed('weekly', { revision: 2 })],
    ['the same ring by another estimate of the time', missed('weekly', { createdAt: START + 400 })],
    ['an older ring', missed('weekly', { createdAt: START - 90_000, revision: 0 })],
  ])('leaves all as it is for %s', (_, again) => {
    const book = bookOf(missed())
    expect(addMissed(book, again)).toBe(book)
    const dismissed = dismissMissed(book, 'weekly', START + 70_000)
    expect(addMissed(dismissed, again)).toBe(dismissed)
  })

  it('takes another ring of a room whose call was dismissed', () => {
    const book = dismissMissed(bookOf(missed()), 'weekly', START + 70_000)
    expect(rooms(addMissed(book, missed('weekly', { createdAt: START + 80_000 })))).toEqual([
      'weekly',
    ])
  })

  it('tells rings of backends without times apart by their ends', () => {
    const foreign = (missedAt: number) => ({
      ...missed('weekly', {}, missedAt),
      invitation: foreignInvitation('ben'),
    })
    const book = bookOf(foreign(START))
    expect(addMissed(book, foreign(START + 300))).toBe(book)
    const dismissed = dismissMissed(book, 'weekly', START + 5_000)
    expect(addMissed(dismissed, foreign(START + 5_500))).toBe(dismissed)
    expect(rooms(addMissed(dismissed, foreign(START + 60_000)))).toEqual(['weekly'])
    expect(keyOf(foreign(START))).not.toBe(keyOf(foreign(START + 60_000)))
  })

  it('keeps no password', () => {
    const roomInfo = room('weekly', { password: 'secret' })
    expect(writeBook(bookOf({ ...missed(), roomInfo }))).not.toContain('secret')
  })
})

describe('dismissing', () => {
  it('takes one out, or all', () => {
    const book = bookOf(missed('one'), missed('two', {}, START + 90_000))
    expect(rooms(dismissMissed(book, 'two', START))).toEqual(['one'])
    expect(rooms(dismissMissed(book, 'all', START))).toEqual([])
    expect(dismissMissed(book, 'nowhere', START)).toBe(book)
  })
})

describe('pruning', () => {
  it('keeps the newest 50 of the last 7 days', () => {
    const calls = Array.from({ length: 60 }, (_, index) =>
      missed(`room-${index}`, {}, START + index * 1_000),
    )
    const now = START + 60_000
    expect(prune(bookOf(...calls), now).missed).toHaveLength(50)
    expect(rooms(prune(bookOf(...calls), now))[0]).toBe('room-59')
    const old = bookOf(missed('old', {}, START), missed('new', {}, START + 1))
    expect(rooms(prune(old, START + 7 * DAY_MS))).toEqual(['new'])
  })

  it('forgets what was dismissed long ago', () => {
    const book = dismissMissed(bookOf(missed()), 'all', START)
    expect(prune(book, START + 60_000).dismissed).toEqual({ weekly: START })
    expect(prune(book, START + 7 * DAY_MS).dismissed).toEqual({})
  })
})

describe('texts', () => {
  it('are read as they were written', () => {
    const book = dismissMissed(bookOf(missed('one'), missed('two')), 'one', START)
    expect(readBook(writeBook(book))).toEqual(book)
  })

  it.each([
    null,
    '',
    '{',
    '[]',
    'null',
    '7',
    '{"version":1}',
    '{"version":1,"missed":{}}',
    writeBook(bookOf(missed())).replace('"version":1', '"version":2'),
  ])('that are no book are an empty one: %s', (text) => {
    expect(readBook(text)).toEqual(emptyBook)
  })

  it('lose only the entries that make no sense', () => {
    const nonsense = [
      null,
      'weekly',
      {},
      { ...missed(), roomInfo: null },
      { ...missed(), roomInfo: room('other') },
      { ...missed(), invitation: {} },
      { ...missed(), missedAt: 'yesterday' },
    ]
    const text = JSON.stringify({
      version: 1,
      missed: [...nonsense, missed()],
      dismissed: { one: 'x', two: 2 },
    })
    expect(readBook(text)).toEqual({ missed: [missed()], dismissed: { two: 2 } })
  })
})
