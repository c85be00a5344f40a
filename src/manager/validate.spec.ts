// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  assertOptions,
  assertRoomId,
  assertText,
  assertUserIdList,
  assertWhole,
  isUserId,
  utf8Length,
  validateRoomId,
} from './validate'

const ALLOWED = 'abcXYZ019 !#$%&()+-:;<=.>?@[]^_{}|~,'

function codeOf(check: () => void): number | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as { code: number }).code
  }
}

describe('validateRoomId', () => {
  it.each([...ALLOWED])('takes %j', (character) => {
    expect(validateRoomId(character)).toBe(true)
  })

  it('takes no other character of the first 256, and none beyond', () => {
    const letters = /[a-zA-Z0-9]/
    for (let code = 0; code < 256; code++) {
      const character = String.fromCharCode(code)
      const isAllowed = letters.test(character) || ALLOWED.includes(character)
      expect(validateRoomId(character), `code ${code}`).toBe(isAllowed)
      expect(validateRoomId(`a${character}a`), `code ${code} inside`).toBe(isAllowed)
    }
    for (const character of ['ā', '会', '🙂', '\u2028', '\ud800']) {
      expect(validateRoomId(character)).toBe(false)
    }
  })

  it('takes 1 to 64 bytes', () => {
    expect(validateRoomId('')).toBe(false)
    expect(validateRoomId('x'.repeat(64))).toBe(true)
    expect(validateRoomId('x'.repeat(65))).toBe(false)
  })

  it.each([undefined, null, 7, {}, ['a'], Symbol('a')])('takes text only, not %s', (value) => {
    expect(validateRoomId(value)).toBe(false)
    expect(codeOf(() => assertRoomId(value))).toBe(-1)
  })

  it('tells a text that breaks the rule from what is no text', () => {
    expect(codeOf(() => assertRoomId('a/b'))).toBe(-2105)
    expect(codeOf(() => assertRoomId('weekly'))).toBe(undefined)
  })
})

describe('isUserId', () => {
  it.each(['a', 'x'.repeat(64), 'ä'.repeat(32), '🙂'.repeat(16), 'a b', '会'])('takes %j', (id) => {
    expect(isUserId(id)).toBe(true)
  })

  it.each([
    '',
    'x'.repeat(65),
    'ä'.repeat(33),
    '🙂'.repeat(17),
    'a\n',
    '\u0000',
    '\u007f',
    '\u009f',
    7,
    null,
    undefined,
  ])('refuses %j', (id) => {
    expect(isUserId(id)).toBe(false)
  })
})

describe('checks of ranges', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`)

  it('userIdList: 1 to 1,000 distinct ids', () => {
    expect(codeOf(() => assertUserIdList(ids(1)))).toBe(undefined)
    expect(codeOf(() => assertUserIdList(ids(1_000)))).toBe(undefined)
    expect(codeOf(() => assertUserIdList([...ids(1_000), ...ids(1_000)]))).toBe(undefined)
    expect(codeOf(() => assertUserIdList(ids(1_001)))).toBe(-1001)
    expect(codeOf(() => assertUserIdList([]))).toBe(-1001)
    expect(codeOf(() => assertUserIdList('ben'))).toBe(-1001)
    // oxlint-disable-next-line no-sparse-arrays -- a hole is one of the things that may come
    expect(codeOf(() => assertUserIdList(['a', , 'b']))).toBe(-1001)
  })

  it.each([
    [0, undefined],
    [5, undefined],
    [-1, -1001],
    [6, -1001],
    [0.5, -1001],
    [NaN, -1001],
    [Infinity, -1001],
    ['1', -1001],
    [null, -1001],
    [undefined, -1001],
    [1n, -1001],
  ])('a whole number from 0 to 5: %s', (value, code) => {
    expect(codeOf(() => assertWhole('value', value, 0, 5))).toBe(code)
  })

  it('a text of at most so many bytes', () => {
    expect(codeOf(() => assertText('text', '', 4))).toBe(undefined)
    expect(codeOf(() => assertText('text', 'abcd', 4))).toBe(undefined)
    expect(codeOf(() => assertText('text', '🙂', 4))).toBe(undefined)
    expect(codeOf(() => assertText('text', 'abcde', 4))).toBe(-1001)
    expect(codeOf(() => assertText('text', 'äää', 4))).toBe(-1001)
    expect(codeOf(() => assertText('text', 7, 4))).toBe(-1001)
  })

  it('options: an object', () => {
    expect(codeOf(() => assertOptions({}))).toBe(undefined)
    for (const value of [undefined, null, 'x', 7]) {
      expect(codeOf(() => assertOptions(value))).toBe(-1)
    }
  })
})

describe('utf8Length', () => {
  it.each(['', 'a', 'ä', '会', '🙂', 'aä会🙂', '\ud800', '\udc00a', 'e\u0301'])('of %j', (text) => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
  })
})
