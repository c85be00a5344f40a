import { describe, expect, it } from 'vitest'
import { CloseCode, type EventFrame, type ServerFrame } from '../../src/engines/service/wire'
import { InvitationErrorCode } from '../../src/manager/errors'
import { enterNewRoom, inviteInput, startTestGateway } from '../testing/test-gateway'

function eventsOf(frames: readonly ServerFrame[], log?: string) {
  return frames
    .filter((frame): frame is EventFrame => frame.t === 'event')
    .filter((frame) => log === undefined || frame.log === log)
}

const namesOf = (events: readonly EventFrame[]) => events.map(({ message }) => message.name)

describe('a socket', () => {
  it('follows its user, and the room while its device is inside', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    expect(await ann.next('log')).toMatchObject({ log: 'room:room', state: 'live' })
    await ann.call('inviteUsers', inviteInput('room', ['ben']))
    await ben.ping()
    expect(namesOf(eventsOf(ben.frames))).toEqual(['onReceiveInvitation'])
    expect(namesOf(eventsOf(ann.frames))).toEqual(['roomChanged', 'onInvitationAdded'])

    await ben.call('enterRoom', { roomId: 'room' })
    await ben.call('exitRoom', { roomId: 'room' })
    await ann.call('cancelInvitation', { roomId: 'room', userIdList: ['ben'], seen: {} })
    await ann.call('inviteUsers', inviteInput('room', ['cleo']))
    await ben.ping()
    expect(namesOf(eventsOf(ben.frames, 'room:room'))).not.toContain('onInvitationAdded')
    expect(ben.frames.filter(({ t }) => t === 'log')).toMatchObject([
      { log: 'room:room', state: 'live' },
      { log: 'room:room', state: 'closed' },
    ])
  })

  it('numbers the events of each log without a gap, from where the log began', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    for (const userId of ['ben', 'cleo', 'dan']) {
      await ann.call('inviteUsers', inviteInput('room', [userId]))
    }
    const { seq } = await ann.next('log')
    const events = eventsOf(ann.frames, 'room:room')
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => seq + 1 + index))
    expect(events).toHaveLength(4)
  })

  it('never follows the log of somebody else, nor a room it is not in', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    const resume = { 'user:ann': 0, 'room:room': 0, 'room:': 0, 'secret:ann': 0 }
    const eve = await join('eve', { resume })
    expect(eve.welcome.logs).toMatchObject({
      'user:eve': { state: 'live' },
      'user:ann': { state: 'closed' },
      'room:room': { state: 'lapsed' },
      'room:': { state: 'closed' },
      'secret:ann': { state: 'closed' },
    })
    await ann.call('inviteUsers', inviteInput('room', ['ann', 'ben']))
    await eve.ping()
    expect(eventsOf(eve.frames)).toEqual([])
  })

  it('stops following a room when the backend takes its user out', async () => {
    const { join, api } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ben.call('enterRoom', { roomId: 'room' })
    expect((await ben.next('log')).state).toBe('live')
    expect((await api('DELETE', '/v1/rooms/room/members/ben')).status).toBe(204)
    expect(await ben.next('log')).toMatchObject({ log: 'room:room', state: 'closed' })
    await ann.call('inviteUsers', inviteInput('room', ['cleo']))
    await ben.ping()
    expect(namesOf(eventsOf(ben.frames, 'room:room'))).toEqual(['roomChanged', 'roomChanged'])

    const again = await join('ben', { resume: { 'room:room': 0 } })
    expect(again.welcome.logs['room:room']?.state).toBe('closed')
  })

  it('stops following a room that ends', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    await ann.next('log')
    await ann.call('destroyRoom', { roomId: 'room' })
    expect(await ann.next('log')).toMatchObject({ state: 'closed' })
    const [last] = eventsOf(ann.frames, 'room:room').slice(-1)
    expect(last?.message).toMatchObject({ name: 'roomChanged', payload: { roomInfo: null } })
  })

  it('goes on where it was after a reconnect', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ben.call('enterRoom', { roomId: 'room' })
    await ben.ping()
    const seq = eventsOf(ben.frames, 'room:room').at(-1)!.seq
    await ben.close()
    await ann.call('inviteUsers', inviteInput('room', ['cleo', 'ben']))
    await ann.call('inviteUsers', inviteInput('room', ['dan']))
    const own = ben.welcome.logs['user:ben']!.seq
    const again = await join('ben', { resume: { 'user:ben': own, 'room:room': seq } })
    expect(again.welcome.logs).toEqual({
      'user:ben': { state: 'live', seq: own },
      'room:room': { state: 'live', seq },
    })
    await again.ping()
    const events = eventsOf(again.frames, 'room:room')
    expect(events.map((event) => event.seq)).toEqual([seq + 1, seq + 2])
    await ann.call('inviteUsers', inviteInput('room', ['eve']))
    await again.ping()
    expect(eventsOf(again.frames, 'room:room')).toHaveLength(3)
  })

  it('is told where what it missed is no longer kept', async () => {
    const { join } = await startTestGateway({ store: { logLength: 2 } })
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    const { seq } = await ann.next('log')
    await ann.close()
    const ben = await join('ben')
    await ben.call('enterRoom', { roomId: 'room' })
    for (const userId of ['x', 'y', 'z']) {
      await ben.call('inviteUsers', inviteInput('room', [userId]))
    }
    const again = await join('ann', { resume: { 'room:room': seq } })
    expect(again.welcome.logs['room:room']).toMatchObject({ state: 'reset' })
    expect(again.welcome.logs['room:room']!.seq).toBeGreaterThan(seq)
  })
})

describe('a call', () => {
  it('may not do what its user may not', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ann.call('inviteUsers', inviteInput('room', ['cleo']))
    const cancel = { roomId: 'room', userIdList: ['cleo'], seen: {} }
    expect(await ben.call('cancelInvitation', cancel)).toMatchObject({
      t: 'error',
      code: InvitationErrorCode.NOT_IN_ROOM,
      message: 'enter the room first',
    })
    await ben.call('enterRoom', { roomId: 'room' })
    expect(await ben.call('cancelInvitation', cancel)).toMatchObject({
      code: InvitationErrorCode.NEED_OWNER_OR_ADMIN,
    })
  })

  it('is of the user of the token, whatever it says itself', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    await ben.call('enterRoom', { roomId: 'room' })
    const forged = { user: { userId: 'ann' }, actor: 'ann', deviceId: 'x', name: 'destroyRoom' }
    const input = { ...inviteInput('room', ['cleo']), ...forged }
    expect(await ben.call('inviteUsers', input)).toMatchObject({ output: [['cleo', 0]] })
    const added = eventsOf(ann.frames, 'room:room').at(-1)!.message
    expect(added.payload).toMatchObject({ invitation: { inviter: { userId: 'ben' } } })
  })

  it('cannot become another command by a field of its input', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    // checked as a command that needs only a room id, it must not run as one that rings
    const hidden = { ...inviteInput('room', ['ben'], 0.5), name: 'inviteUsers' }
    await ann.call('accept', hidden)
    await ann.call('exitRoom', hidden)
    expect(namesOf(eventsOf(ann.frames, 'room:room'))).not.toContain('onInvitationAdded')
  })

  it('that is repeated is the same call again', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    const ben = await join('ben')
    await enterNewRoom(ann, 'room')
    const first = await ann.call('inviteUsers', inviteInput('room', ['ben']), 'once')
    await ann.close()
    const again = await join('ann')
    expect(await again.call('inviteUsers', inviteInput('room', ['ben']), 'once')).toEqual(first)
    // another device's call of the same id is another call
    const other = await join('ann', { deviceId: 'another-device-of-ann' })
    expect(await other.call('inviteUsers', inviteInput('room', ['ben']), 'once')).toMatchObject({
      output: [['ben', 1]],
    })
    await ben.ping()
    expect(eventsOf(ben.frames)).toHaveLength(1)
  })

  it('that enters a room, repeated on a new socket, follows it there', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    await ann.call('createRoom', { roomId: 'room', roomName: '', inviterRole: 2 })
    await ann.call('enterRoom', { roomId: 'room' }, 'enter')
    await ann.close()
    const again = await join('ann')
    await again.call('enterRoom', { roomId: 'room' }, 'enter')
    await again.call('inviteUsers', inviteInput('room', ['ben']))
    expect(namesOf(eventsOf(again.frames, 'room:room'))).toEqual(['onInvitationAdded'])
  })

  it('that nobody knows fails by itself', async () => {
    const { join } = await startTestGateway()
    const ann = await join('ann')
    for (const name of ['sweep', 'constructor', '__proto__']) {
      expect(await ann.call(name as never, {})).toMatchObject({ t: 'error', code: -1 })
    }
  })

  it('that fails inside tells only where to look', async () => {
    const { join, store, log } = await startTestGateway()
    const ann = await join('ann')
    store.getRoom = () => Promise.reject(new Error('disk /dev/secret is full'))
    const answer = await ann.call('getRoom', { roomId: 'room' }, 'broken')
    const requestId = 'device-of-ann000.broken'
    expect(answer).toMatchObject({ code: -1, message: `the service failed, request ${requestId}` })
    const line = log.find(({ message }) => message === 'call failed')
    expect(line?.fields).toMatchObject({ requestId, error: { message: /disk/ } })
  })
})

describe('limits', () => {
  it('refuse calls that are too many, and say when to come again', async () => {
    const { join, clock } = await startTestGateway({
      limits: { callsOfUser: { burst: 2, perSecond: 2 } },
    })
    const ann = await join('ann')
    const read = () => ann.call('getPendingInvitations', {})
    await read()
    await read()
    expect(await read()).toMatchObject({
      t: 'error',
      code: InvitationErrorCode.FREQUENCY_LIMIT,
      retryAfterMs: 500,
    })
    const other = await join('ann', { deviceId: 'another-device-of-ann' })
    expect(await other.call('getPendingInvitations', {})).toMatchObject({ t: 'error' })
    await clock.advance(500)
    expect(await read()).toMatchObject({ t: 'answer' })
  })

  it('keep one person from ringing another again and again', async () => {
    const { join } = await startTestGateway({
      limits: { invitesOfPair: { burst: 2, perSecond: 0.1 } },
    })
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    const cancel = { roomId: 'room', userIdList: ['ben'], seen: {} }
    for (let n = 0; n < 2; n++) {
      await ann.call('inviteUsers', inviteInput('room', ['ben']))
      await ann.call('cancelInvitation', cancel)
    }
    expect(await ann.call('inviteUsers', inviteInput('room', ['cleo', 'ben']))).toMatchObject({
      code: InvitationErrorCode.FREQUENCY_LIMIT,
      retryAfterMs: 10_000,
    })
    expect(await ann.call('inviteUsers', inviteInput('room', ['cleo']))).toMatchObject({
      output: [['cleo', 0]],
    })
  })

  it('bound the calls that are under way', async () => {
    const { join, store } = await startTestGateway({ limits: { callsUnderWay: 2 } })
    const ann = await join('ann')
    let release = () => {}
    const blocked = new Promise<never[]>((resolve) => (release = () => resolve([])))
    store.listPending = () => blocked
    const calls = [1, 2, 3].map(() => ann.call('getPendingInvitations', {}))
    expect(await calls[2]).toMatchObject({ code: InvitationErrorCode.FREQUENCY_LIMIT })
    release()
    expect(await Promise.all(calls.slice(0, 2))).toMatchObject([{ t: 'answer' }, { t: 'answer' }])
  })

  it('end the connection of who goes on flooding, and of nobody else', async () => {
    const { join } = await startTestGateway({
      limits: { framesOfSocket: { burst: 10, perSecond: 1 } },
    })
    const ann = await join('ann')
    const ben = await join('ben')
    for (let n = 0; n < 100; n++) ann.send({ t: 'ping', n })
    expect((await ann.closed).code).toBe(CloseCode.TOO_MUCH)
    expect(ann.frames.filter(({ t }) => t === 'pong')).toHaveLength(10)
    await ben.ping()
  })
})

describe('managed rooms', () => {
  it('are entered only by whom the backend has put inside', async () => {
    const { join, api } = await startTestGateway({ rooms: 'managed' })
    const ann = await join('ann')
    const forbidden = { t: 'error', code: InvitationErrorCode.NO_PERMISSION }
    const created = await ann.call('createRoom', { roomId: 'r', roomName: '', inviterRole: 2 })
    expect(created).toMatchObject(forbidden)
    await api('PUT', '/v1/rooms/r', { owner: { userId: 'ann' } })
    expect(await ann.call('enterRoom', { roomId: 'r' })).toMatchObject(forbidden)
    await api('PUT', '/v1/rooms/r/members/ann', {})
    expect(await ann.call('enterRoom', { roomId: 'r' })).toMatchObject({ t: 'answer' })
    expect(await ann.call('destroyRoom', { roomId: 'r' })).toMatchObject(forbidden)
    await api('DELETE', '/v1/rooms/r/members/ann')
    expect(await ann.next('log')).toMatchObject({ state: 'live' })
    expect(await ann.next('log')).toMatchObject({ state: 'closed' })
    expect(await ann.call('enterRoom', { roomId: 'r' })).toMatchObject(forbidden)
  })
})
