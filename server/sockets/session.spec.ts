import { once } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { CloseCode, MAX_CALL_BYTES, MAX_FRAME_BYTES } from '../../src/engines/service/wire'
import { helloOf } from '../testing/test-client'
import { enterNewRoom, inviteInput, startTestGateway } from '../testing/test-gateway'

describe('hello', () => {
  it('is answered by a welcome with the names of the token', async () => {
    const gateway = await startTestGateway()
    const client = await gateway.open()
    client.send(
      helloOf(await gateway.tokenOf('ann', 'Ann of the token'), {
        profile: { userName: 'Ann of the client', nameCard: 'card', avatarUrl: '/ann.png' },
      }),
    )
    const welcome = await client.next('welcome')
    expect(welcome.user).toEqual({
      userId: 'ann',
      userName: 'Ann of the token',
      nameCard: 'card',
      avatarUrl: '/ann.png',
    })
    expect(welcome).toMatchObject({
      now: gateway.clock.now(),
      heartbeatMs: 20_000,
      logs: { 'user:ann': { state: 'live' } },
    })
    expect(Object.keys(welcome.logs)).toEqual(['user:ann'])
  })

  it('is waited for, but not for long', async () => {
    const gateway = await startTestGateway()
    const client = await gateway.open()
    await gateway.clock.advance(4_999)
    expect(client.socket.readyState).toBe(client.socket.OPEN)
    await gateway.clock.advance(1)
    expect((await client.closed).code).toBe(CloseCode.NO_HELLO)
  })

  it('comes first, and once', async () => {
    const gateway = await startTestGateway()
    const early = await gateway.open()
    early.send({ t: 'ping', n: 1 })
    expect((await early.closed).code).toBe(CloseCode.BAD_FRAME)
    const twice = await gateway.join('ann')
    twice.send(helloOf(await gateway.tokenOf('ben')))
    expect((await twice.closed).code).toBe(CloseCode.BAD_FRAME)
  })

  it('must be of this version', async () => {
    const gateway = await startTestGateway()
    const client = await gateway.open()
    client.send(helloOf(await gateway.tokenOf('ann'), { v: 2 }))
    expect((await client.closed).code).toBe(CloseCode.BAD_FRAME)
  })

  it('lets calls wait for the welcome, but not too many', async () => {
    const gateway = await startTestGateway()
    const client = await gateway.open()
    client.send(helloOf(await gateway.tokenOf('ann')))
    expect(await client.call('getPendingInvitations', {})).toMatchObject({ output: [] })

    // the second one's welcome never comes
    vi.spyOn(gateway.store, 'putProfile').mockReturnValueOnce(new Promise(() => {}))
    const flooding = await gateway.open()
    flooding.send(helloOf(await gateway.tokenOf('ben')))
    for (let n = 0; n < 100; n++) flooding.send({ t: 'ping', n })
    expect((await flooding.closed).code).toBe(CloseCode.TOO_MUCH)
  })

  it('of the same device ends the older socket', async () => {
    const gateway = await startTestGateway()
    const before = await gateway.join('ann')
    const other = await gateway.join('ann', { deviceId: 'another-device-of-ann' })
    const after = await gateway.join('ann')
    expect((await before.closed).code).toBe(CloseCode.REPLACED)
    await Promise.all([other.ping(), after.ping()])
  })

  it('of another person with the same device id does not', async () => {
    const gateway = await startTestGateway()
    const ann = await gateway.join('ann', { deviceId: 'the-very-same-device' })
    const ben = await gateway.join('ben', { deviceId: 'the-very-same-device' })
    await Promise.all([ann.ping(), ben.ping()])
  })
})

describe('tokens', () => {
  it('that prove nothing end the connection', async () => {
    const gateway = await startTestGateway()
    const expired = await gateway.tokenOf('ann')
    await gateway.clock.advance(610_000)
    for (const token of ['', 'nonsense', expired]) {
      const client = await gateway.open()
      client.send(helloOf(token))
      expect((await client.closed).code).toBe(CloseCode.BAD_TOKEN)
      expect(client.frames).toEqual([])
    }
  })

  it('end the connection when they end, unless a new one has come', async () => {
    const gateway = await startTestGateway({ limits: { heartbeatMs: 3_600_000 } })
    const ann = await gateway.join('ann')
    const ben = await gateway.join('ben')
    await gateway.clock.advance(500_000)
    ann.send({ t: 'token', token: await gateway.tokenOf('ann') })
    expect((await ann.next('renewed')).expiresAt).toBe(ann.welcome.expiresAt + 500_000)
    await gateway.clock.advance(100_000)
    expect((await ben.closed).code).toBe(CloseCode.BAD_TOKEN)
    await ann.ping()
    await gateway.clock.advance(500_000)
    expect((await ann.closed).code).toBe(CloseCode.BAD_TOKEN)
  })

  it('of somebody else do not renew', async () => {
    const gateway = await startTestGateway()
    const ann = await gateway.join('ann')
    ann.send({ t: 'token', token: await gateway.tokenOf('ben') })
    expect((await ann.closed).code).toBe(CloseCode.BAD_TOKEN)
  })
})

describe('frames', () => {
  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an unknown kind', '{"t":"admin"}'],
    ['a wrong type', '{"t":"ping","n":"1"}'],
    ['a call with a list for its input', '{"t":"call","id":"1","name":"accept","input":[]}'],
  ])('%s ends the connection', async (_, frame) => {
    const gateway = await startTestGateway()
    const client = await gateway.join('ann')
    client.send(frame)
    expect((await client.closed).code).toBe(CloseCode.BAD_FRAME)
  })

  it('may have fields that nobody knows yet', async () => {
    const gateway = await startTestGateway()
    const client = await gateway.join('ann')
    client.send('{"t":"ping","n":7,"later":true}')
    expect(await client.next('pong')).toEqual({ t: 'pong', n: 7, now: gateway.clock.now() })
  })

  it('are text of at most 16 KB', async () => {
    const gateway = await startTestGateway()
    const large = await gateway.join('ann')
    large.send(' '.repeat(MAX_FRAME_BYTES + 1))
    expect((await large.closed).code).toBe(CloseCode.TOO_LARGE)
    const binary = await gateway.join('ben')
    binary.socket.send(Buffer.from('{"t":"ping","n":1}'), { binary: true })
    expect((await binary.closed).code).toBe(CloseCode.BAD_FRAME)
    const huge = await gateway.join('cleo')
    huge.send(' '.repeat(MAX_FRAME_BYTES * 3))
    expect((await huge.closed).code).toBe(1009)
  })

  it('carry longer calls in parts', async () => {
    const gateway = await startTestGateway()
    const ann = await gateway.join('ann')
    await enterNewRoom(ann, 'room')
    const userIdList = Array.from({ length: 1_000 }, (_, index) =>
      `person-${index}`.padEnd(60, 'x'),
    )
    const input = inviteInput('room', userIdList)
    const text = JSON.stringify({ t: 'call', id: 'big', name: 'inviteUsers', input })
    for (let start = 0; start < text.length; start += 8_000) {
      const end = start + 8_000 >= text.length
      ann.send({ t: 'part', id: 'big', text: text.slice(start, start + 8_000), end })
    }
    const { output } = await ann
      .next('answer')
      .then(async (first) => (first.id === 'big' ? first : ann.next('answer')))
    expect(output).toHaveLength(1_000)
  })

  it('make no call longer than that, and none from parts that do not fit', async () => {
    const gateway = await startTestGateway()
    const ann = await gateway.join('ann')
    for (let sent = 0; sent <= MAX_CALL_BYTES; sent += 16_000) {
      ann.send({ t: 'part', id: 'big', text: 'x'.repeat(16_000), end: false })
    }
    expect((await ann.closed).code).toBe(CloseCode.TOO_LARGE)
    const ben = await gateway.join('ben')
    const text = JSON.stringify({ t: 'call', id: 'another', name: 'accept', input: {} })
    ben.send({ t: 'part', id: 'this', text, end: true })
    expect((await ben.closed).code).toBe(CloseCode.BAD_FRAME)
  })
})

describe('a client', () => {
  it('that is silent counts as gone', async () => {
    const gateway = await startTestGateway()
    const ann = await gateway.join('ann')
    const ben = await gateway.join('ben')
    await gateway.clock.advance(40_000)
    await ben.ping()
    await gateway.clock.advance(20_000)
    expect((await ann.closed).code).toBe(CloseCode.GOING_AWAY)
    await ben.ping()
  })

  it('that reads too slowly is hung up on, and what waits for it is bounded', async () => {
    const gateway = await startTestGateway({ limits: { bufferedBytes: 100_000 } })
    const ann = await gateway.join('ann')
    const ben = await gateway.join('ben')
    await enterNewRoom(ann, 'room')
    ben.socket.pause()
    const message = {
      to: { kind: 'user' as const, userId: 'ben' },
      name: 'onInvitationHandledByOtherDevice' as const,
      payload: { roomInfo: { roomName: 'x'.repeat(60_000) } as never, accepted: true },
    }
    const scope = { roomId: 'big', members: [], invitations: [], profiles: [], quota: null }
    // the system's own buffers take some megabytes before anything waits here
    const gone = () => gateway.log.some(({ fields }) => 'code' in fields && fields.code === 4430)
    for (let n = 0; n < 1_000 && !gone(); n++) {
      await gateway.store.transact(scope, () => ({ writes: [], messages: [message], result: null }))
      await ann.ping()
    }
    expect(gone()).toBe(true)
    await gateway.clock.advance(2_000)
    ben.socket.resume()
    await ben.closed
  })

  it('may come only from an origin that is allowed, with the protocol of the service', async () => {
    const gateway = await startTestGateway({ origins: ['https://app.example.com'] })
    await expect(gateway.open({ origin: 'https://evil.example.com' })).rejects.toThrow('403')
    await gateway.open({ origin: 'https://app.example.com' })
    await gateway.open()
    const other = new WebSocket(gateway.url, 'another-protocol')
    const [error] = (await once(other, 'error')) as [Error]
    expect(error.message).toContain('400')
  })

  it('is refused when there are too many, in all or of one address', async () => {
    const full = await startTestGateway({ limits: { connections: 1 } })
    await full.open()
    await expect(full.open()).rejects.toThrow('503')
    const gateway = await startTestGateway({
      limits: { connectionsOfAddress: { burst: 1, perSecond: 0.1 } },
    })
    await gateway.open()
    await expect(gateway.open()).rejects.toThrow('429')
    await gateway.clock.advance(10_000)
    await gateway.open()
  })
})
