// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { openEnvelope, packEnvelope } from './envelope'

describe('the envelope in extensionInfo', () => {
  it.each(['', 'plain', '{"mine":1}', 'a "quote"\n and 会议 \ud83d\udcde', '\ud800'])(
    'brings the text %j back as it was',
    (text) => {
      const envelope = { timeout: 60, sentAt: 1_700_000_000_000, silent: false, text }
      expect(openEnvelope(packEnvelope(envelope))).toEqual(envelope)
    },
  )

  it('is JSON with a marker and a version', () => {
    const packed = packEnvelope({ timeout: 0, sentAt: 5, silent: true, text: 'x' })
    expect(JSON.parse(packed)).toEqual({
      conferenceInvitation: 1,
      timeout: 0,
      sentAt: 5,
      silent: true,
      text: 'x',
    })
  })

  it('may be put into another one: only the outer one is opened', () => {
    const inner = packEnvelope({ timeout: 5, sentAt: 1, silent: false, text: 'x' })
    const outer = packEnvelope({ timeout: 60, sentAt: 2, silent: false, text: inner })
    expect(openEnvelope(outer)).toMatchObject({ timeout: 60, text: inner })
  })

  it('of a later version is read as far as it is known', () => {
    const later = { conferenceInvitation: 2, timeout: 9, sentAt: 1, text: 'x', colour: 'red' }
    expect(openEnvelope(JSON.stringify(later))).toEqual({
      timeout: 9,
      sentAt: 1,
      silent: false,
      text: 'x',
    })
  })

  const good = { conferenceInvitation: 1, timeout: 9, sentAt: 1, text: 'x' }
  it.each([
    '',
    'hello',
    '{',
    '{"a":1}',
    '[]',
    '"text"',
    'null',
    JSON.stringify({ ...good, conferenceInvitation: '1' }),
    JSON.stringify({ ...good, conferenceInvitation: 0 }),
    JSON.stringify({ ...good, timeout: -1 }),
    JSON.stringify({ ...good, timeout: 1.5 }),
    JSON.stringify({ ...good, timeout: 86_401 }),
    JSON.stringify({ ...good, timeout: '9' }),
    JSON.stringify({ ...good, sentAt: null }),
    JSON.stringify({ ...good, text: { x: 1 } }),
  ])('is not %s', (extensionInfo) => {
    expect(openEnvelope(extensionInfo)).toBeNull()
  })
})
