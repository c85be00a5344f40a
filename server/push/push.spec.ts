import { createECDH, randomBytes } from 'node:crypto'
import { jwtVerify } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import webPush from 'web-push'
import { nextTask } from '../../src/testing/next-task'
import { createBrowserKeys, startPushService, toVerifyKey } from '../testing/push-service'
import { enterNewRoom, inviteInput, startTestGateway } from '../testing/test-gateway'
import { createPushSubscriptions } from './subscriptions'
import { createMemoryServiceStore } from '../stores'

const vapid = webPush.generateVAPIDKeys()
const endpoint = 'https://fcm.googleapis.com/fcm/send/one'

function targetOf(address: string) {
  const keys = createECDH('prime256v1')
  return {
    endpoint: address,
    keys: {
      p256dh: keys.generateKeys('base64url', 'uncompressed'),
      auth: randomBytes(16).toString('base64url'),
    },
  }
}

async function setUp(status = 201) {
  // a spy on what is encrypted: the wire carries what only a browser can read
  const generate = vi.spyOn(webPush, 'generateRequestDetails')
  generate.mockClear()
  const send = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status }))
  const gateway = await startTestGateway({
    store: { outbox: true },
    push: { ...vapid, subject: 'mailto:ops@example.com', fetch: send as unknown as typeof fetch },
  })
  const { api, tokenOf, join, clock } = gateway
  async function asUser(method: string, userId: string, body: unknown) {
    const authorization = `Bearer ${await tokenOf(userId)}`
    return api(method, '/v1/push-subscription', body, { authorization })
  }
  async function untilSent(count: number) {
    while (send.mock.calls.length < count) await nextTask()
  }
  /** Lets everything be told that is in the outbox. */
  async function settle() {
    await clock.advance(1_100)
    for (let n = 0; n < 50; n++) await nextTask()
  }
  const ann = await join('ann')
  await enterNewRoom(ann, 'room')
  const invite = (timeout: number) =>
    ann.call('inviteUsers', {
      ...{ roomId: 'room', userIdList: ['ben'], timeout },
      extensionInfo: 'for the app only',
    })
  const notices = () =>
    generate.mock.calls.map(([, payload]) => JSON.parse(String(payload)) as { type: string })
  return { ...gateway, ann, asUser, send, generate, untilSent, settle, invite, notices }
}

describe('pushes', () => {
  it('ring for who has no device connected, for as long as it rings', async () => {
    const { asUser, invite, untilSent, send, generate } = await setUp()
    expect((await asUser('PUT', 'ben', targetOf(endpoint))).status).toBe(204)
    await invite(30)
    await untilSent(1)
    const [url, init] = send.mock.calls[0]!
    expect(url).toBe(endpoint)
    expect(init.headers).toMatchObject({
      TTL: 30,
      Urgency: 'high',
      Authorization: expect.stringMatching(/^vapid t=/),
    })
    const [, payload] = generate.mock.calls[0]!
    expect(JSON.parse(String(payload))).toMatchObject({
      v: 1,
      type: 'invitation',
      roomInfo: { roomId: 'room' },
      invitation: { inviter: { userId: 'ann' }, status: 1 },
    })
    expect(String(payload)).not.toContain('for the app only')
    expect(Buffer.from(init.body as Uint8Array).toString()).not.toContain('invitation')
  })

  it('are not sent to who is connected', async () => {
    const { asUser, invite, join, settle, send } = await setUp()
    await asUser('PUT', 'ben', targetOf(endpoint))
    await join('ben')
    await invite(30)
    await settle()
    expect(send).not.toHaveBeenCalled()
  })

  it('are closed when the call ends, however it does', async () => {
    const { asUser, invite, ann, untilSent, notices, settle, send, clock } = await setUp()
    await asUser('PUT', 'ben', targetOf(endpoint))
    await invite(30)
    await untilSent(1)
    await settle()
    await ann.call('cancelInvitation', { roomId: 'room', userIdList: ['ben'], seen: {} })
    await untilSent(2)
    expect(notices()[1]).toEqual({ v: 1, type: 'ended', roomId: 'room' })
    await settle()
    await invite(5)
    await untilSent(3)
    await clock.advance(5_000)
    await untilSent(4)
    await settle()
    expect(notices().map(({ type }) => type)).toEqual([
      'invitation',
      'ended',
      'invitation',
      'ended',
    ])
    expect(send).toHaveBeenCalledTimes(4)
  })

  it('ring once, however often the same news comes', async () => {
    const { asUser, invite, untilSent, settle, send, store } = await setUp()
    await asUser('PUT', 'ben', targetOf(endpoint))
    const { finishOutbox } = store
    // whoever told of it died before it could say so
    store.finishOutbox = () => Promise.reject(new Error('the engine is away'))
    await invite(300)
    await untilSent(1)
    await settle()
    store.finishOutbox = finishOutbox
    for (let n = 0; n < 61; n++) await settle()
    expect(await store.takeOutbox(10, 1_000)).toEqual([])
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('do not ring for a call that is over by then', async () => {
    const { asUser, invite, ann, settle, send, store } = await setUp()
    await asUser('PUT', 'ben', targetOf(endpoint))
    const { takeOutbox } = store
    store.takeOutbox = async () => []
    await invite(300)
    await ann.call('cancelInvitation', { roomId: 'room', userIdList: ['ben'], seen: {} })
    store.takeOutbox = takeOutbox
    await settle()
    expect(await store.takeOutbox(10, 1_000)).toEqual([])
    expect(send).not.toHaveBeenCalled()
  })

  it('end no call that was never pushed', async () => {
    const { asUser, invite, ann, join, settle, send } = await setUp()
    await asUser('PUT', 'ben', targetOf(endpoint))
    await join('ben')
    await invite(30)
    await ann.call('cancelInvitation', { roomId: 'room', userIdList: ['ben'], seen: {} })
    await settle()
    expect(send).not.toHaveBeenCalled()
  })

  it('forget browsers that have unsubscribed', async () => {
    const { asUser, invite, untilSent, settle, store } = await setUp(410)
    await asUser('PUT', 'ben', targetOf(endpoint))
    await invite(30)
    await untilSent(1)
    await settle()
    expect(await createPushSubscriptions(store).list('ben')).toEqual([])
  })

  it('go nowhere but to push services, for the user of the token', async () => {
    const { asUser, api, store } = await setUp()
    for (const address of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://localhost/x',
      'https://10.0.0.1/x',
      'https://evil.example.com/fcm.googleapis.com',
      'https://fcm.googleapis.com.evil.example.com/x',
      'https://a@fcm.googleapis.com/x',
      'nonsense',
    ]) {
      expect((await asUser('PUT', 'ben', targetOf(address))).status).toBe(400)
    }
    const withKey = await api('PUT', '/v1/push-subscription', targetOf(endpoint))
    expect(withKey.status).toBe(401)
    await asUser('PUT', 'ben', targetOf('https://web.push.apple.com/x'))
    await asUser('DELETE', 'ann', { endpoint: 'https://web.push.apple.com/x' })
    expect(await createPushSubscriptions(store).list('ben')).toHaveLength(1)
    await asUser('DELETE', 'ben', { endpoint: 'https://web.push.apple.com/x' })
    expect(await createPushSubscriptions(store).list('ben')).toEqual([])
  })

  it('are off without keys', async () => {
    const { api } = await startTestGateway()
    expect((await api('GET', '/v1/push-key')).status).toBe(404)
    const { api: withPush } = await setUp()
    expect((await withPush('GET', '/v1/push-key')).json).toEqual({ publicKey: vapid.publicKey })
  })
})

describe('createPushSubscriptions', () => {
  it('keeps the newest ten of a person, each once', async () => {
    const store = createMemoryServiceStore()
    const subscriptions = createPushSubscriptions(store)
    for (let n = 0; n < 12; n++) {
      await subscriptions.add('ben', targetOf(`https://fcm.googleapis.com/${n % 11}`))
    }
    const endpoints = (await subscriptions.list('ben')).map((target) => target.endpoint)
    expect(endpoints).toHaveLength(10)
    expect(endpoints[0]).toBe('https://fcm.googleapis.com/0')
    expect(new Set(endpoints).size).toBe(10)
    await store.close()
  })

  it('can be read by the browser, and checked by its push service', async () => {
    const service = await startPushService()
    const browser = createBrowserKeys()
    const { api, tokenOf, join, clock } = await startTestGateway({
      store: { outbox: true },
      push: {
        ...vapid,
        subject: 'mailto:ops@example.com',
        // push services are asked over TLS; here the last step is without
        fetch: (address, init) =>
          fetch(
            (address as string).replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${service.port}`),
            init,
          ),
      },
    })
    const authorization = `Bearer ${await tokenOf('ben')}`
    const subscription = { endpoint, keys: browser.keys }
    await api('PUT', '/v1/push-subscription', subscription, { authorization })
    const ann = await join('ann')
    await enterNewRoom(ann, 'room')
    await ann.call('inviteUsers', inviteInput('room', ['ben'], 30))

    const { path, headers, body } = await service.next()
    expect([path, headers['content-encoding'], headers.ttl]).toEqual([
      '/fcm/send/one',
      'aes128gcm',
      '30',
    ])
    const [, token = '', key = ''] = /^vapid t=(.+), k=(.+)$/.exec(headers.authorization ?? '')!
    expect(key).toBe(vapid.publicKey)
    const { payload } = await jwtVerify(token, toVerifyKey(key), {
      audience: 'https://fcm.googleapis.com',
      algorithms: ['ES256'],
    })
    expect(payload.sub).toBe('mailto:ops@example.com')
    expect(body.toString()).not.toContain('invitation')
    expect(JSON.parse(browser.decrypt(body))).toMatchObject({
      v: 1,
      type: 'invitation',
      roomInfo: { roomId: 'room' },
      invitation: { inviter: { userId: 'ann' } },
      expiresAt: clock.now() + 30_000,
    })
    expect(() => createBrowserKeys().decrypt(body)).toThrow()
  })
})
