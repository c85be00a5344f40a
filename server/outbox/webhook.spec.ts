import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { nextTask } from '../../src/testing/next-task'
import { startTestGateway } from '../testing/test-gateway'
import { webhookKey } from './webhook'

const key = Buffer.alloc(32, 7)
const secret = `whsec_${key.toString('base64')}`

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A backend of an app that takes webhooks, with the statuses that it answers, one after another. */
async function startReceiver(...statuses: number[]) {
  const received: Received[] = []
  let notify = () => {}
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.statusCode = statuses.shift() ?? 204
      response.end()
      notify()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  async function waitFor(count: number) {
    while (received.length < count) await new Promise<void>((resolve) => (notify = resolve))
    return received
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { url, received, waitFor }
}

async function setUp(statuses: number[] = [], events?: ['onReceiveInvitation']) {
  const receiver = await startReceiver(...statuses)
  const gateway = await startTestGateway({
    store: { outbox: true },
    webhook: { url: receiver.url, secret, ...(events && { events }) },
  })
  const { api, log } = gateway
  async function invite() {
    await api('PUT', '/v1/rooms/room', { owner: { userId: 'ann' } })
    await api('PUT', '/v1/rooms/room/members/ann', {})
    await api('POST', '/v1/rooms/room/invitations', { inviterId: 'ann', userIdList: ['ben'] })
  }
  /** Waits until the service has noted what came of a request. */
  async function untilLogged(message: string, count = 1) {
    while (log.filter((line) => line.message === message).length < count) await nextTask()
  }
  return { ...gateway, receiver, invite, untilLogged }
}

describe('the webhook', () => {
  it('is told of each change, signed as Standard Webhooks has it', async () => {
    const { receiver, invite, clock } = await setUp()
    await invite()
    const received = await receiver.waitFor(4)
    const types = received.map(({ body }) => (JSON.parse(body) as { type: string }).type).sort()
    expect(types).toEqual([
      'onInvitationAdded',
      'onReceiveInvitation',
      'roomChanged',
      'roomChanged',
    ])
    for (const { headers, body } of received) {
      const id = String(headers['webhook-id'])
      const timestamp = String(headers['webhook-timestamp'])
      expect(Number(timestamp)).toBe(Math.floor(clock.now() / 1_000))
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`)
      expect(headers['webhook-signature']).toBe(`v1,${signature.digest('base64')}`)
      expect(headers['content-type']).toBe('application/json')
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
    const ring = received.find(({ body }) => body.includes('onReceiveInvitation'))
    expect(JSON.parse(ring!.body)).toMatchObject({
      timestamp: new Date(clock.now()).toISOString(),
      data: { roomInfo: { roomId: 'room' }, invitation: { invitee: { userId: 'ben' } } },
    })
  })

  it('is told again, with the same id, until it has taken it', async () => {
    const { receiver, invite, clock, untilLogged } = await setUp(
      [500, 302],
      ['onReceiveInvitation'],
    )
    await invite()
    await receiver.waitFor(1)
    await untilLogged('a webhook was not taken')
    await clock.advance(4_000)
    expect(receiver.received).toHaveLength(1)
    await clock.advance(1_100)
    await receiver.waitFor(2)
    await untilLogged('a webhook was not taken', 2)
    await clock.advance(28_000)
    expect(receiver.received).toHaveLength(2)
    await clock.advance(2_100)
    const received = await receiver.waitFor(3)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
  })

  it('is given up when the receiver is gone, or after a day', async () => {
    const { receiver, invite, untilLogged } = await setUp([410], ['onReceiveInvitation'])
    await invite()
    await receiver.waitFor(1)
    await untilLogged('a webhook was dropped: nobody took it')

    const late = await setUp(Array<number>(30).fill(500), ['onReceiveInvitation'])
    await late.invite()
    const waits = [5, 30, 120, 600, 1_800, 3_600, 7_200, ...Array<number>(5).fill(14_400)]
    for (const [index, seconds] of waits.entries()) {
      await late.receiver.waitFor(index + 1)
      await late.untilLogged('a webhook was not taken', index + 1)
      // not step by step: a day has many seconds
      late.clock.set(late.clock.now() + seconds * 1_000)
      await late.clock.advance(1_100)
    }
    await late.untilLogged('a webhook was dropped: nobody took it')
    expect(late.receiver.received).toHaveLength(waits.length + 1)
    await late.clock.advance(60_000)
    expect(late.receiver.received).toHaveLength(waits.length + 1)
  })

  it('needs a secret that is one', () => {
    expect(webhookKey(secret)).toEqual(key)
    for (const bad of ['', 'whsec_', `whsec_${Buffer.alloc(23).toString('base64')}`, 'whsec_??']) {
      expect(() => webhookKey(bad)).toThrow(/whsec_/)
    }
  })

  it('shows how much is still to be told, and for how long', async () => {
    const { api, invite, untilLogged, clock } = await setUp([500])
    await invite()
    await untilLogged('a webhook was not taken')
    await clock.advance(3_000)
    const { text } = await api('GET', '/metrics')
    expect(text).toMatch(/outbox_entries [1-9]/)
    expect(text).toMatch(/outbox_oldest_seconds 3/)
  })
})
