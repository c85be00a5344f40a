// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { readFrame } from './read-frame'

const user = { userId: 'ben' }
const invitation = { invitee: user, inviter: { userId: 'ann' }, status: 1 }
const received = { roomInfo: { roomId: 'weekly' }, invitation, extensionInfo: '' }
const to = { kind: 'user', userId: 'ben' }
const event = (message: unknown) => ({ t: 'event', log: 'user:ben', seq: 4, message })
const welcome = { t: 'welcome', user, now: 1, expiresAt: 2, heartbeatMs: 3, logs: {} }
const read = (frame: unknown) => readFrame(JSON.stringify(frame))

describe('readFrame', () => {
  it.each([
    welcome,
    { ...welcome, logs: { 'user:ben': { state: 'live', seq: 3 } } },
    { t: 'renewed', expiresAt: 5 },
    { t: 'answer', id: '1', output: null },
    { t: 'answer', id: '1' },
    { t: 'error', id: '1', code: -2, message: 'slowly', retryAfterMs: 5 },
    event({ to, name: 'onReceiveInvitation', payload: received }),
    event({ to, name: 'somethingNew', payload: 7 }),
    { t: 'log', log: 'room:weekly', state: 'closed', seq: 0 },
    { t: 'pong', n: 1, now: 5 },
    { t: 'moving', afterMs: 5 },
  ])('takes %j', (frame) => {
    expect(read(frame)).toEqual(frame)
  })

  it.each([{ t: 'news', of: 'the day' }, { t: 'constructor' }, { t: '__proto__' }])(
    'passes over %j',
    (frame) => {
      expect(read(frame)).toBe(null)
    },
  )

  it.each([
    null,
    7,
    [],
    {},
    { t: 7 },
    { ...welcome, user: {} },
    { ...welcome, now: '1' },
    { ...welcome, heartbeatMs: 0 },
    { ...welcome, logs: null },
    { ...welcome, logs: { 'user:ben': { state: 'gone', seq: 1 } } },
    { ...welcome, logs: { 'user:ben': { state: 'live', seq: 1.5 } } },
    { t: 'renewed' },
    { t: 'answer' },
    { t: 'error', id: '1', code: '-2', message: '' },
    event(null),
    event({ name: 'onReceiveInvitation', payload: received }),
    event({ to: { kind: 'all' }, name: 'onReceiveInvitation', payload: received }),
    event({ to, name: 'onReceiveInvitation', payload: null }),
    event({ to, name: 'onReceiveInvitation', payload: { ...received, roomInfo: {} } }),
    event({ to, name: 'onInvitationAdded', payload: received }),
    event({ to, name: 'roomChanged', payload: { roomId: 'weekly', revision: 1 } }),
    { t: 'log', log: 'room:weekly', state: 'open', seq: 0 },
    { t: 'log', state: 'live', seq: 0 },
    { t: 'pong', n: 1 },
    { t: 'moving', afterMs: null },
  ])('refuses %j', (frame) => {
    expect(() => read(frame)).toThrow()
  })

  it('refuses what is no JSON', () => {
    expect(() => readFrame('{"t":')).toThrow()
    expect(() => readFrame(new ArrayBuffer(4))).toThrow()
  })

  it('leaves no prototype in what apps may copy', () => {
    const text = JSON.stringify(event({ to, name: 'onReceiveInvitation', payload: received }))
    const frame = readFrame(
      text.replace('"extensionInfo"', '"__proto__":{"isEvil":true},"extensionInfo"'),
    )
    const payload = (frame as unknown as { message: { payload: object } }).message.payload
    expect(Object.hasOwn(payload, '__proto__')).toBe(false)
    expect(Object.assign({}, payload)).not.toHaveProperty('isEvil')
  })
})
