import { request } from 'node:http'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { API_KEY, enterNewRoom, inviteInput, startTestGateway } from '../testing/test-gateway'
import {
  errorAnswer,
  inviteAnswer,
  pageAnswer,
  presenceAnswer,
  roomAnswer,
  statusAnswer,
} from './schemas'

/** The body of an answer, which must be as the description says. */
function read<Shape extends v.GenericSchema>(schema: Shape, { json }: { json: unknown }) {
  return v.parse(schema, json)
}

async function setUp(options: Parameters<typeof startTestGateway>[0] = {}) {
  const gateway = await startTestGateway(options)
  const { api } = gateway
  async function createRoom(...members: string[]) {
    await api('PUT', '/v1/rooms/room', { owner: { userId: 'ann', userName: 'Ann' } })
    for (const userId of members) await api('PUT', `/v1/rooms/room/members/${userId}`, {})
  }
  return { ...gateway, createRoom }
}

const invitations = '/v1/rooms/room/invitations'

describe('rooms', () => {
  it('are created, looked at and ended', async () => {
    const { api } = await setUp()
    const owner = { userId: 'ann', userName: 'Ann' }
    const created = await api('PUT', '/v1/rooms/r%23%3F1', { owner, roomName: 'Weekly' })
    expect(created.status).toBe(200)
    expect(read(roomAnswer, created)).toMatchObject({
      roomInfo: { roomId: 'r#?1', roomName: 'Weekly', ownerName: 'Ann', inviterRole: 2 },
      members: [],
    })
    expect((await api('PUT', '/v1/rooms/r%23%3F1', { owner })).json).toEqual(created.json)
    expect((await api('GET', '/v1/rooms/r%23%3F1')).json).toEqual(created.json)
    expect((await api('DELETE', '/v1/rooms/r%23%3F1')).status).toBe(204)
    expect((await api('GET', '/v1/rooms/r%23%3F1')).status).toBe(404)
  })

  it('of somebody else are not taken over', async () => {
    const { api, createRoom } = await setUp()
    await createRoom()
    const answer = await api('PUT', '/v1/rooms/room', { owner: { userId: 'ben' } })
    expect(answer.status).toBe(409)
    expect(read(errorAnswer, answer).error.code).toBe(-2106)
  })

  it('have members that the backend puts in and takes out', async () => {
    const { api, createRoom } = await setUp()
    await createRoom('ann')
    await api('PUT', '/v1/rooms/room/members/a%2Fb', { userName: 'With a slash' })
    const { members } = read(roomAnswer, await api('GET', '/v1/rooms/room'))
    expect(members).toMatchObject([
      { userId: 'a/b', userName: 'With a slash' },
      { userId: 'ann', userName: 'Ann', userRole: 0 },
    ])
    expect((await api('DELETE', '/v1/rooms/room/members/a%2Fb')).status).toBe(204)
    expect((await api('DELETE', '/v1/rooms/room/members/a%2Fb')).status).toBe(204)
    expect(read(roomAnswer, await api('GET', '/v1/rooms/room')).members).toHaveLength(1)
    expect((await api('PUT', '/v1/rooms/none/members/ann', {})).status).toBe(404)
    expect((await api('DELETE', '/v1/rooms/none/members/ann')).status).toBe(404)
  })

  it('have roles that the backend gives', async () => {
    const { api, createRoom } = await setUp()
    await createRoom('ann', 'ben')
    const role = (userId: string, userRole: unknown) =>
      api('PUT', `/v1/rooms/room/members/${userId}/role`, { userRole })
    expect((await role('ben', 1)).status).toBe(204)
    expect((await role('cleo', 1)).status).toBe(404)
    expect((await role('ben', 7)).status).toBe(400)
    const { members } = read(roomAnswer, await api('GET', '/v1/rooms/room'))
    expect(members.map(({ userRole }) => userRole)).toEqual([0, 1])
  })
})

describe('invitations', () => {
  it('are sent in the name of somebody, and ring', async () => {
    const { api, createRoom, join } = await setUp()
    await createRoom('ann')
    const ben = await join('ben')
    const body = { inviterId: 'ann', userIdList: ['ben', 'ann'], timeout: 30, extensionInfo: 'x' }
    const answer = await api('POST', invitations, body)
    expect(read(inviteAnswer, answer).results).toEqual([
      { userId: 'ben', code: 0 },
      { userId: 'ann', code: 2 },
    ])
    expect((await ben.next('event')).message).toMatchObject({
      name: 'onReceiveInvitation',
      payload: { extensionInfo: 'x', invitation: { inviter: { userName: 'Ann' } } },
    })
  })

  it('that are sent twice with the same key ring once', async () => {
    const { api, createRoom } = await setUp()
    await createRoom('ann')
    const body = { inviterId: 'ann', userIdList: ['ben'] }
    const send = (key: string) => api('POST', invitations, body, { 'idempotency-key': key })
    const first = await send('one')
    expect(await send('one').then(({ json }) => json)).toEqual(first.json)
    expect(read(inviteAnswer, await send('two')).results[0]?.code).toBe(1)
    expect((await send('x'.repeat(256))).status).toBe(400)
  })

  it('are listed in pages', async () => {
    const { api, createRoom } = await setUp()
    await createRoom('ann')
    const userIdList = Array.from({ length: 25 }, (_, index) => `p${index}`)
    await api('POST', invitations, { inviterId: 'ann', userIdList })
    const first = read(pageAnswer, await api('GET', invitations))
    expect(first.invitationList).toHaveLength(20)
    const cursor = encodeURIComponent(first.cursor)
    const second = read(pageAnswer, await api('GET', `${invitations}?cursor=${cursor}&count=100`))
    expect(second).toMatchObject({ cursor: '' })
    const listed = [...first.invitationList, ...second.invitationList]
    expect(listed.map(({ invitee }) => invitee.userId)).toEqual(userIdList)
    for (const query of ['count=0', 'count=101', 'count=x', 'cursor=x']) {
      expect((await api('GET', `${invitations}?${query}`)).status).toBe(400)
    }
    expect((await api('GET', '/v1/rooms/none/invitations')).status).toBe(404)
  })

  it('are cancelled by the owner or by who is named', async () => {
    const { api, createRoom } = await setUp()
    await createRoom('ann', 'ben')
    await api('POST', invitations, { inviterId: 'ann', userIdList: ['cleo', 'dan'] })
    expect((await api('DELETE', `${invitations}/cleo?operatorId=ben`)).status).toBe(403)
    expect((await api('DELETE', `${invitations}/cleo`)).status).toBe(204)
    expect((await api('DELETE', `${invitations}/dan?operatorId=ann`)).status).toBe(204)
    expect((await api('DELETE', `${invitations}/dan`)).status).toBe(409)
    expect(read(pageAnswer, await api('GET', invitations)).invitationList).toEqual([])
  })

  it('are subject to the same rules as those of clients', async () => {
    const { api, createRoom } = await setUp()
    await createRoom()
    const outside = await api('POST', invitations, { inviterId: 'eve', userIdList: ['ben'] })
    expect([outside.status, read(errorAnswer, outside).error.code]).toEqual([403, -2101])
    for (const body of [
      { inviterId: 'ann' },
      { inviterId: 'ann', userIdList: 'ben' },
      { inviterId: 'ann', userIdList: [] },
      { inviterId: '', userIdList: ['ben'] },
      { inviterId: 'ann', userIdList: ['ben'], timeout: 1.5 },
      undefined,
    ]) {
      const answer = await api('POST', invitations, body)
      expect([answer.status, read(errorAnswer, answer).error.code]).toEqual([400, -1001])
    }
  })
})

describe('presence', () => {
  it('tells whether somebody is connected, and where they are', async () => {
    const { api, join, clock } = await setUp()
    const presence = async () => read(presenceAnswer, await api('GET', '/v1/users/ann/presence'))
    expect(await presence()).toEqual({ userId: 'ann', online: false, rooms: [] })
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    expect(await presence()).toEqual({ userId: 'ann', online: true, rooms: ['room'] })
    ann.send({ t: 'bye' })
    await ann.closed
    await clock.advance(1)
    expect(await presence()).toEqual({ userId: 'ann', online: false, rooms: [] })
  })
})

describe('the API', () => {
  it('is for the backend alone', async () => {
    const { api, tokenOf } = await setUp()
    for (const authorization of ['', 'Bearer x', `Basic ${API_KEY}`, `Bearer ${API_KEY}x`]) {
      const answer = await api('GET', '/v1/rooms/room', undefined, { authorization })
      expect(answer.status).toBe(401)
      expect(read(errorAnswer, answer).error.code).toBe(-1002)
    }
    const authorization = `Bearer ${await tokenOf('ann')}`
    expect((await api('GET', '/metrics', undefined, { authorization })).status).toBe(401)
  })

  it('is off without a key', async () => {
    const { api } = await setUp({ apiKey: undefined })
    expect((await api('GET', '/v1/rooms/room')).status).toBe(404)
    expect((await api('GET', '/metrics')).status).toBe(404)
    expect((await api('GET', '/healthz')).status).toBe(200)
  })

  it('knows its paths and methods', async () => {
    const { api, url } = await setUp()
    expect((await api('GET', '/v2/rooms')).status).toBe(404)
    expect((await api('PATCH', '/v1/rooms/room')).status).toBe(405)
    expect((await api('GET', '/v1/rooms/%zz')).status).toBe(404)
    expect((await api('POST', '/dev/token', { userId: 'ann' })).status).toBe(404)
    const status = await new Promise((resolve) => {
      request(url.replace('ws:', 'http:'), { path: '//' }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(404)
  })

  it('takes bodies up to a size, of JSON', async () => {
    const { api, url } = await setUp({ limits: { bodyBytes: 1_000 } })
    const large = await api('PUT', '/v1/rooms/room', { owner: { userId: 'x'.repeat(1_000) } })
    expect(large.status).toBe(413)
    const broken = await fetch(`${url.replace('ws:', 'http:')}/v1/rooms/room`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${API_KEY}` },
      body: '{',
    })
    expect(broken.status).toBe(400)
  })

  it('tells of a failure inside only where to look for it', async () => {
    const { api, store, log } = await setUp()
    store.listRoomsOf = () => Promise.reject(new Error('disk /dev/secret is full'))
    const answer = await api('GET', '/v1/users/ann/presence')
    const requestId = answer.headers.get('x-request-id')
    expect(answer.status).toBe(500)
    expect(answer.json).toEqual({
      error: { code: -1, message: `the service failed, request ${requestId}` },
    })
    expect(log.find(({ message }) => message === 'request failed')?.fields).toMatchObject({
      requestId,
    })
  })

  it('refuses users who ask too much', async () => {
    const { api, tokenOf } = await setUp({
      limits: { callsOfUser: { burst: 1, perSecond: 1 } },
    })
    const authorization = `Bearer ${await tokenOf('ann')}`
    const ask = () => api('DELETE', '/v1/push-subscription', { endpoint: 'x' }, { authorization })
    expect((await ask()).status).toBe(404)
    expect((await ask()).status).toBe(429)
  })

  it('is for no page, except what pages need', async () => {
    const { api } = await setUp({ origins: ['https://app.example.com'] })
    const origin = 'https://app.example.com'
    const ask = (path: string, from: string) =>
      api('OPTIONS', path, undefined, { origin: from, 'access-control-request-method': 'PUT' })
    const allowed = (answer: { headers: Headers }) =>
      answer.headers.get('access-control-allow-origin')
    expect(allowed(await ask('/v1/push-subscription', origin))).toBe(origin)
    expect(allowed(await ask('/v1/push-subscription', 'https://evil.example.com'))).toBeNull()
    expect(allowed(await ask('/v1/rooms/room', origin))).toBeNull()
  })
})

describe('operators', () => {
  it('see whether the gateway is well', async () => {
    const { api, store } = await setUp()
    expect(read(statusAnswer, await api('GET', '/healthz'))).toEqual({ status: 'ok' })
    expect(read(statusAnswer, await api('GET', '/readyz'))).toEqual({ status: 'ok' })
    store.ping = () => Promise.reject(new Error('away'))
    const answer = await api('GET', '/readyz')
    expect([answer.status, read(statusAnswer, answer).status]).toEqual([503, 'unavailable'])
    expect((await api('GET', '/healthz')).status).toBe(200)
  })

  it('see figures', async () => {
    const { api, join } = await setUp()
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    await ann.call('inviteUsers', inviteInput('none', ['ben']))
    const { text, headers } = await api('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    expect(text).toContain('conference_invitations_sockets 1')
    expect(text).toContain('conference_invitations_followed_logs 2')
    expect(text).toContain('conference_invitations_store_reachable 1')
    expect(text).toMatch(/call_seconds_count\{name="enterRoom",code="0"\} 1/)
    expect(text).toMatch(/call_seconds_count\{name="inviteUsers",code="100004"\} 1/)
  })

  it('see what was asked of the API, by a few names', async () => {
    const { api } = await setUp()
    await api('GET', '/v1/rooms/one')
    await api('GET', '/v1/rooms/two')
    await api('GET', '/v1/whatever/somebody/thinks/of')
    const { text } = await api('GET', '/metrics')
    const count = (labels: string) => `http_request_seconds_count{${labels}}`
    expect(text).toContain(count('method="GET",path="/v1/rooms/{roomId}",status="404"') + ' 2')
    expect(text).toContain(count('method="GET",path="other",status="404"') + ' 1')
    expect(text).not.toContain('whatever')
  })
})
