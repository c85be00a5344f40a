// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { utf8Length } from '../../manager/validate'
import { MAX_CALL_BYTES, MAX_FRAME_BYTES, type CallFrame, type PartFrame } from './wire'
import { writeCall } from './write-frame'

const invite = (extensionInfo: string, userIdList = ['ben']): CallFrame => ({
  t: 'call',
  id: `${'0'.repeat(32)}-1`,
  name: 'inviteUsers',
  input: { roomId: 'weekly', userIdList, timeout: 30, extensionInfo },
})

describe('writeCall', () => {
  it('writes a short call as one frame', () => {
    const call = invite('hello')
    expect(writeCall(call).map((text) => JSON.parse(text) as unknown)).toEqual([call])
  })

  it.each([
    ['people', '', Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(64, '"'))],
    ['letters of three bytes', '会'.repeat(9_000), ['ben']],
    ['pairs', '🙂'.repeat(9_001), ['ben']],
    ['pairs, cut in two', `x${'🙂'.repeat(9_001)}`, ['ben']],
    ['escapes', '\u0000\n"\\'.repeat(4_000), ['ben']],
    ['halves of pairs', '\ud83d'.repeat(9_000), ['ben']],
  ])('cuts a long call with many %s into parts that fit', (_what, extensionInfo, userIdList) => {
    const call = invite(extensionInfo, userIdList)
    const texts = writeCall(call)
    expect(texts.length).toBeGreaterThan(1)
    expect(Math.max(...texts.map(utf8Length))).toBeLessThanOrEqual(MAX_FRAME_BYTES)
    const parts = texts.map((text) => JSON.parse(text) as PartFrame)
    expect(parts.map(({ t, id, end }) => [t, id, end])).toEqual(
      parts.map((_, index) => ['part', call.id, index === parts.length - 1]),
    )
    expect(JSON.parse(parts.map(({ text }) => text).join(''))).toEqual(call)
  })

  it('has room for the largest call that the contract allows', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `${index}`.padEnd(64, '"'))
    const seen = Object.fromEntries(ids.map((id) => [id, 1_000_000]))
    const call: CallFrame = {
      t: 'call',
      id: '1',
      name: 'cancelInvitation',
      input: { roomId: 'x'.repeat(64), userIdList: ids, seen },
    }
    expect(writeCall(call).length).toBeGreaterThan(1)
  })

  it('refuses what is longer than the service takes, and what is no plain data', () => {
    const code = (frame: CallFrame) => {
      try {
        return writeCall(frame).length
      } catch (error) {
        return (error as { code: number }).code
      }
    }
    expect(code(invite('x'.repeat(MAX_CALL_BYTES)))).toBe(-1001)
    expect(code({ ...invite(''), input: { roomId: 7n } })).toBe(-1)
  })
})
