// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expectError } from '../../../test/console'
import type { RoomEngine } from '../../manager/types'
import { answerPending, connectAnn, enterWeekly, ring, roomOf } from './testing/connect-ann'
import { createFakeService, type FakeService } from './testing/fake-service'
import { CloseCode, type HelloFrame, type WelcomeFrame } from './wire'

let service: FakeService
let ann: RoomEngine
let statuses: string[]
let rung: string[]

async function begin(options?: object, welcome?: Partial<WelcomeFrame>) {
  ann = await connectAnn(service, options, welcome)
  statuses = []
  rung = []
  ann.onStatusChange((status) => statuses.push(status))
  const manager = ann.getConferenceInvitationManager()
  manager.on('onReceiveInvitation', ({ roomInfo }) => rung.push(roomInfo.roomId))
}

/** The line goes down, and the next one opens; it is not welcomed yet. */
async function reconnect() {
  const before = service.line()
  before.hangUp(1006)
  await service.clock.advance(0)
  expect(service.line()).not.toBe(before)
}

const hello = () => service.line().sent[0] as HelloFrame

beforeEach(async () => {
  service = createFakeService()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  await begin()
})
afterEach(async () => {
  const closing = ann.close()
  // nobody answers that the room was left
  await service.clock.advance(10_000)
  await closing
  expect(service.clock.timerCount).toBe(0)
  vi.restoreAllMocks()
})

describe('a line that goes down', () => {
  it('is opened anew, and tells so', async () => {
    await reconnect()
    await service.line().welcome()
    expect(statuses).toEqual(['connecting', 'online'])
  })

  it('is offline while there is no other, and waits longer each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    service.line().hangUp(1006)
    for (const wait of [600, 1_200, 2_400, 4_800, 9_600, 19_200, 30_000, 30_000]) {
      await service.clock.advance(wait - 1)
      const before = service.lines.length
      await service.clock.advance(1)
      expect(service.lines).toHaveLength(before + 1)
      service.line().hangUp(1006)
    }
    expect(statuses).toEqual(['connecting', 'offline'])
    await expect(ann.createRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: -3000 })
    await service.clock.advance(30_000)
    await service.line().welcome()
    expect(statuses).toEqual(['connecting', 'offline', 'connecting', 'online'])
  })

  it('is back soon when it had been well for long, and late when the service had too much', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    await service.clock.advance(10_000)
    service.line().hangUp(1006)
    await service.clock.advance(300)
    expect(service.lines).toHaveLength(2)
    await service.line().welcome()
    service.line().hangUp(CloseCode.TOO_MUCH)
    await service.clock.advance(19_199)
    expect(service.lines).toHaveLength(2)
    await service.clock.advance(1)
    expect(service.lines).toHaveLength(3)
  })

  it('is given up when no pong comes in time', async () => {
    await service.clock.advance(15_000)
    expect(service.line().sent.at(-1)).toEqual({ t: 'ping', n: 1 })
    service.line().say({ t: 'pong', n: 1, now: service.clock.now() })
    await service.clock.advance(15_000)
    service.line().say({ t: 'pong', n: 1, now: service.clock.now() })
    await service.clock.advance(9_999)
    expect(statuses).toEqual([])
    await service.clock.advance(1)
    expect(statuses).toEqual(['connecting'])
    expect(service.lines.map(({ isEnded }) => isEnded)).toEqual([true, false])
  })

  it('is doubted sooner when the ping itself came late: the device was asleep', async () => {
    service.clock.set(service.clock.now() + 3_600_000)
    await service.clock.advance(15_000)
    expect(service.line().sent.at(-1)).toEqual({ t: 'ping', n: 1 })
    await service.clock.advance(3_000)
    expect(statuses).toEqual(['connecting'])
  })

  it('changes over to another gateway when this one asks for it', async () => {
    service.line().say({ t: 'moving', afterMs: 2_000 })
    await service.clock.advance(1_999)
    expect(service.lines).toHaveLength(1)
    await service.clock.advance(1)
    expect(service.lines.map(({ isEnded }) => isEnded)).toEqual([true, false])
    await service.line().welcome()
    expect(statuses).toEqual(['connecting', 'online'])
  })

  it('is given up for a frame that is none, with a report', async () => {
    expectError('the service sent what is no frame')
    service.line().sayText('{')
    expect(service.line().isEnded).toBe(true)
    expect(statuses).toEqual(['connecting'])
  })

  it('closes the engine when the token is no longer good and there is no other', async () => {
    const open = ann.createRoom({ roomId: 'weekly' })
    service.line().hangUp(CloseCode.BAD_TOKEN)
    await expect(open).rejects.toMatchObject({ code: -1002 })
    expect(statuses).toEqual(['closed'])
    await expect(ann.createRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: -1002 })
  })
})

describe('tokens', () => {
  const renewals = () => service.line().sent.filter(({ t }) => t === 'token')

  /** Begins with a token that lasts 50 seconds, on a line that is not pinged meanwhile. */
  async function beginWith(token: () => Promise<string>) {
    await ann.close()
    await begin({ token }, { expiresAt: service.clock.now() + 50_000, heartbeatMs: 1_000_000 })
  }

  it('are renewed on the line before they end', async () => {
    let given = 0
    await beginWith(async () => `secret ${++given}`)
    await service.clock.advance(39_999)
    expect(renewals()).toEqual([])
    await service.clock.advance(1)
    expect(renewals()).toEqual([{ t: 'token', token: 'secret 2' }])
    service.line().say({ t: 'renewed', expiresAt: service.clock.now() + 600_000 })
    await service.clock.advance(539_999)
    expect(renewals()).toHaveLength(1)
    await service.clock.advance(1)
    expect(renewals()).toHaveLength(2)
  })

  it('are asked for again when renewing fails', async () => {
    const token = vi.fn(async () => 'secret')
    await beginWith(token)
    token.mockRejectedValueOnce(new Error('no network'))
    await service.clock.advance(40_000)
    expect([token.mock.calls.length, renewals().length]).toEqual([2, 0])
    await service.clock.advance(5_000)
    expect([token.mock.calls.length, renewals().length]).toEqual([3, 1])
  })

  it('that come when the line is down are for the next one', async () => {
    let give = (_token: string) => {}
    const token = vi.fn(async () => 'secret')
    await beginWith(token)
    token.mockImplementation(() => new Promise((resolve) => (give = resolve)))
    await service.clock.advance(40_000)
    service.line().hangUp(1006)
    give('secret')
    await service.settle()
    expect(service.lines.flatMap(({ sent }) => sent).filter(({ t }) => t === 'token')).toEqual([])
    expect(service.line().isEnded).toBe(true)
  })
})

describe('events', () => {
  it('come once and in order, and are resumed behind the last', async () => {
    service.line().say(ring(service, 11))
    service.line().say(ring(service, 11))
    service.line().say(ring(service, 12))
    service.line().say({ ...ring(service, 1), log: 'user:ben' })
    await reconnect()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 12 })
    // what was missed is told after the welcome, which names the newest
    await service.line().welcome({ logs: { 'user:ann': { state: 'live', seq: 14 } } })
    for (const seq of [13, 14, 15]) service.line().say(ring(service, seq))
    expect(rung).toEqual([11, 12, 13, 14, 15].map((seq) => `room ${seq}`))
  })

  it('that are missing in between are asked for again', async () => {
    service.line().say(ring(service, 12))
    expect(rung).toEqual([])
    expect(statuses).toEqual(['connecting'])
    await service.settle()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 10 })
  })

  it('that are missing for good make the engine look anew', async () => {
    service.line().say({ t: 'log', log: 'user:ann', state: 'reset', seq: 900 })
    expect(statuses).toEqual(['connecting', 'online'])
    expect(service.line().calls('getPendingInvitations')).toHaveLength(2)
    service.line().say(ring(service, 901))
    expect(rung).toEqual(['room 901'])
  })

  it('of a kind that this version does not know are passed over', async () => {
    const event = ring(service, 11)
    service.line().say({ ...event, message: { ...event.message, name: 'onSomethingNew' } })
    service.line().say(ring(service, 12))
    expect(rung).toEqual(['room 12'])
  })

  it('have times of the local clock', async () => {
    await reconnect()
    const ahead = service.clock.now() - 5_000
    await service.line().welcome({ now: ahead })
    const received = vi.fn()
    ann.getConferenceInvitationManager().on('onReceiveInvitation', received)
    service.line().say(ring(service, 11))
    expect(received).toHaveBeenCalledWith(
      expect.objectContaining({
        invitation: expect.objectContaining({
          createdAt: service.clock.now() + 5_000,
          expiresAt: service.clock.now() + 35_000,
        }) as object,
      }),
    )
    const list = ann.getConferenceInvitationManager().getInvitationList({ roomId: 'weekly' })
    await service.settle()
    const rows = [{ invitee: { userId: 'cat' }, expiresAt: 10_000 }]
    const call = service.line().calls('getInvitationList')[0]
    await service.line().answer(call, { invitationList: rows, cursor: '' })
    expect((await list).invitationList[0]!.expiresAt).toBe(15_000)
  })
})

describe('calls', () => {
  const invite = () =>
    ann.getConferenceInvitationManager().inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })

  it('that were under way are sent again, with the same id', async () => {
    const inviting = invite()
    await service.settle()
    const [first] = service.line().calls('inviteUsers')
    await reconnect()
    await service.line().welcome()
    const again = service.line().calls('inviteUsers')
    expect(again).toEqual([first])
    await service.line().answer(again[0], [['ben', 0]])
    expect(await inviting).toEqual(new Map([['ben', 0]]))
    await reconnect()
    await service.line().welcome()
    expect(service.line().calls('inviteUsers')).toEqual([])
  })

  it('that are made while it connects wait for the welcome', async () => {
    await reconnect()
    const inviting = invite()
    service.line().open()
    await service.settle()
    expect(service.line().calls('inviteUsers')).toEqual([])
    await service.line().welcome()
    await service.line().answer(service.line().calls('inviteUsers')[0], [['ben', 1]])
    expect(await inviting).toEqual(new Map([['ben', 1]]))
  })

  it('end with -3000 when no answer came in time, and a late answer is nothing', async () => {
    const inviting = invite()
    await service.settle()
    const [call] = service.line().calls('inviteUsers')
    const outcome = expect(inviting).rejects.toMatchObject({ code: -3000 })
    await service.clock.advance(10_000)
    await outcome
    await service.line().answer(call, [['ben', 0]])
    await reconnect()
    await service.line().welcome()
    expect(service.line().calls('inviteUsers')).toEqual([])
  })

  it('fail as the service says', async () => {
    const inviting = invite()
    await service.settle()
    const { id } = service.line().calls('inviteUsers')[0]!
    service.line().say({ t: 'error', id, code: -2, message: 'too many calls' })
    await expect(inviting).rejects.toMatchObject({
      code: -2,
      message: '[conference-invitations] too many calls (-2)',
    })
  })

  it('go again when the service had too much to do', async () => {
    const inviting = invite()
    await service.settle()
    const line = service.line()
    const [call] = line.calls('inviteUsers')
    const tooMuch = { t: 'error' as const, id: call!.id, code: -2, message: 'too many calls' }
    line.say({ ...tooMuch, retryAfterMs: 700 })
    await service.clock.advance(699)
    expect(line.calls('inviteUsers')).toEqual([call])
    await service.clock.advance(1)
    expect(line.calls('inviteUsers')).toEqual([call, call])
    await line.answer(call, [['ben', 0]])
    expect(await inviting).toEqual(new Map([['ben', 0]]))
  })

  it('fail at once, and tell after how long, when the service has too much to do for longer', async () => {
    const inviting = invite()
    await service.settle()
    const { id } = service.line().calls('inviteUsers')[0]!
    const retryAfterMs = 10_000
    service.line().say({ t: 'error', id, code: -2, message: 'too many calls', retryAfterMs })
    await expect(inviting).rejects.toMatchObject({ code: -2, retryAfterMs })
  })

  it('fail with -1 when the service refuses the frame, so that it is not sent for ever', async () => {
    const inviting = invite()
    await service.settle()
    service.line().hangUp(CloseCode.BAD_FRAME)
    await expect(inviting).rejects.toMatchObject({ code: -1 })
    await service.clock.advance(0)
    await service.line().welcome()
    expect(service.line().calls('inviteUsers')).toEqual([])
  })
})

describe('the room that one is in', () => {
  beforeEach(() => enterWeekly(service, ann))

  const inside = (state: string) => ({
    'user:ann': { state: 'live' as const, seq: 10 },
    'room:weekly': { state: state as 'live', seq: 30 },
  })

  it('goes on where the service still has this device inside', async () => {
    await reconnect()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 10, 'room:weekly': 20 })
    await service.line().welcome({ logs: inside('live') })
    expect(service.line().calls('enterRoom')).toEqual([])
    expect(statuses).toEqual(['connecting', 'online'])
  })

  it('is entered again where the service put this device out, before anything else', async () => {
    await reconnect()
    const inviting = ann.getConferenceInvitationManager().inviteUsers({
      ...{ roomId: 'weekly', userIdList: ['ben'] },
    })
    await service.line().welcome({ logs: inside('lapsed') })
    const line = service.line()
    expect(line.sent.map((frame) => (frame.t === 'call' ? frame.name : frame.t))).toEqual([
      'hello',
      'enterRoom',
    ])
    await line.answer(line.calls('enterRoom')[0])
    expect(statuses).toEqual(['connecting', 'online'])
    await line.answer(line.calls('inviteUsers')[0], [['ben', 0]])
    expect(await inviting).toEqual(new Map([['ben', 0]]))
    await line.answer(line.calls('getRoom')[0], roomOf(service, 4))
    expect(ann.roomInfo?.roomId).toBe('weekly')
  })

  it('is asked after even when the line went down before its log began', async () => {
    service.line().say({ t: 'log', log: 'room:weekly', state: 'closed', seq: 20 })
    const entering = ann.enterRoom({ roomId: 'weekly' })
    await service.settle()
    await service.line().answer(service.line().calls('enterRoom').at(-1))
    await service.line().answer(service.line().calls('getRoom').at(-1), roomOf(service))
    await entering
    await reconnect()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 10, 'room:weekly': 0 })
  })

  it('is left when it cannot be entered again', async () => {
    await reconnect()
    await service.line().welcome({ logs: inside('lapsed') })
    const { id } = service.line().calls('enterRoom')[0]!
    service.line().say({ t: 'error', id, code: 100004, message: 'there is no such room' })
    await service.settle()
    expect(ann.roomInfo).toBe(null)
    expect(statuses).toEqual(['connecting', 'online'])
    await reconnect()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 10 })
  })

  it('is entered on another line when no answer comes on this one', async () => {
    await reconnect()
    await service.line().welcome({ logs: inside('lapsed') })
    const silent = service.line()
    await service.clock.advance(10_000)
    expect(silent.isEnded).toBe(true)
    expect(service.line()).not.toBe(silent)
    expect(ann.roomInfo?.roomId).toBe('weekly')
    expect(ann.status).toBe('connecting')
  })

  it('is left at once while there is no line, and the service is told later', async () => {
    service.line().hangUp(1006)
    await ann.exitRoom()
    expect(ann.roomInfo).toBe(null)
    await service.clock.advance(0)
    await service.line().welcome({ logs: inside('live') })
    const line = service.line()
    expect(line.calls('exitRoom').map(({ input }) => input)).toEqual([{ roomId: 'weekly' }])
    line.say({ t: 'log', log: 'room:weekly', state: 'closed', seq: 30 })
    await line.answer(line.calls('exitRoom')[0])
    await reconnect()
    service.line().open()
    expect(hello().resume).toEqual({ 'user:ann': 10 })
  })

  it('is simply entered when it was left while there was no line and is entered again', async () => {
    service.line().hangUp(1006)
    await ann.exitRoom()
    const entering = ann.enterRoom({ roomId: 'weekly' })
    await service.clock.advance(0)
    await service.line().welcome({ logs: inside('live') })
    expect(service.line().calls('exitRoom')).toEqual([])
    await service.line().answer(service.line().calls('enterRoom')[0])
    await service.line().answer(service.line().calls('getRoom').at(-1), roomOf(service, 5))
    await entering
    expect(ann.roomInfo?.roomId).toBe('weekly')
  })

  it('is left again when that was asked for while it was entered again', async () => {
    await reconnect()
    await service.line().welcome({ logs: inside('lapsed') })
    await ann.exitRoom()
    await service.line().answer(service.line().calls('enterRoom')[0])
    expect(service.line().calls('exitRoom')).toHaveLength(1)
    expect([ann.status, ann.roomInfo]).toEqual(['online', null])
  })

  it('is not left when it was just being entered as the line went down', async () => {
    const entering = ann.enterRoom({ roomId: 'weekly' })
    await reconnect()
    await service.line().welcome({ logs: inside('live') })
    expect(service.line().calls('exitRoom')).toEqual([])
    await service.line().answer(service.line().calls('enterRoom')[0])
    await service.line().answer(service.line().calls('getRoom').at(-1), roomOf(service, 4))
    await entering
  })

  it('is entered again by itself where the service took this device for gone', async () => {
    service.line().say({ t: 'log', log: 'room:weekly', state: 'lapsed', seq: 20 })
    await service.settle()
    expect(service.line().calls('enterRoom')).toHaveLength(2)
    await service.line().answer(service.line().calls('enterRoom').at(-1))
    expect([ann.roomInfo?.roomId, ann.status]).toEqual(['weekly', 'online'])
    // what happened meanwhile is looked up
    expect(statuses).toEqual(['connecting', 'online'])
    await service.line().answer(service.line().calls('getRoom').at(-1), roomOf(service, 4))
    await answerPending(service)
  })

  it('is left where this device was put out while it was away', async () => {
    await reconnect()
    await service.line().welcome({ logs: inside('closed') })
    expect(ann.roomInfo).toBe(null)
    expect(service.line().calls('enterRoom')).toEqual([])
    expect(statuses).toEqual(['connecting', 'online'])
    await answerPending(service)
  })

  it('is left when somebody puts this device out', async () => {
    const rooms = vi.fn()
    ann.onRoomChange(rooms)
    service.line().say({ t: 'log', log: 'room:weekly', state: 'closed', seq: 20 })
    expect(rooms.mock.calls).toEqual([[null]])
    expect(service.line().calls('enterRoom')).toHaveLength(1)
    await enterWeekly(service, ann)
    expect(ann.roomInfo?.roomId).toBe('weekly')
  })

  it('is not entered again once it was left or has ended', async () => {
    const leaving = ann.exitRoom()
    await service.settle()
    await service.line().answer(service.line().calls('exitRoom')[0])
    await leaving
    await enterWeekly(service, ann)
    const payload = { roomId: 'weekly', revision: 3, roomInfo: null, entered: [], left: ['ann'] }
    const message = { to: { kind: 'room', roomId: 'weekly' }, name: 'roomChanged', payload }
    service.line().say({ t: 'event', log: 'room:weekly', seq: 21, message })
    expect(ann.roomInfo).toBe(null)
    await reconnect()
    await service.line().welcome({ logs: inside('lapsed') })
    expect(service.line().calls('enterRoom')).toEqual([])
    await answerPending(service)
  })
})
