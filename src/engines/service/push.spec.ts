// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { subscribeToPushes, unsubscribeFromPushes } from './push'

interface Asked {
  method: string
  address: string
  headers: Record<string, string>
  body: unknown
}

let asked: Asked[]
let answers: Record<string, { status: number; body?: unknown }>

const target = { endpoint: 'https://push.example/1', keys: { p256dh: 'key', auth: 'auth' } }
const subscription = {
  endpoint: target.endpoint,
  toJSON: () => ({ ...target, expirationTime: null }),
  unsubscribe: vi.fn(async () => true),
}
const pushManager = {
  subscribe: vi.fn(async () => subscription),
  getSubscription: vi.fn(async (): Promise<typeof subscription | null> => subscription),
}
const options = {
  url: 'wss://invitations.example/below',
  token: async () => 'secret',
  registration: { pushManager } as never,
}

beforeEach(() => {
  vi.clearAllMocks()
  asked = []
  answers = {
    'GET /below/v1/push-key': { status: 200, body: { publicKey: 'public' } },
    'PUT /below/v1/push-subscription': { status: 204 },
    'DELETE /below/v1/push-subscription': { status: 204 },
  }
  vi.stubGlobal('fetch', async (address: URL, init: Omit<Asked, 'address'> & { body?: string }) => {
    const { method, headers, body } = init
    asked.push({ method, headers, address: address.href, body: body && JSON.parse(body) })
    const { status, body: answer } = answers[`${method} ${address.pathname}`]!
    return new Response(answer ? JSON.stringify(answer) : null, { status })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('subscribeToPushes', () => {
  it('subscribes the browser with the key of the service, and tells the service where', async () => {
    await subscribeToPushes(options)
    expect(pushManager.subscribe).toHaveBeenCalledWith({
      userVisibleOnly: true,
      applicationServerKey: 'public',
    })
    expect(asked).toMatchObject([
      { method: 'GET', address: 'https://invitations.example/below/v1/push-key', headers: {} },
      {
        method: 'PUT',
        address: 'https://invitations.example/below/v1/push-subscription',
        headers: { Authorization: 'Bearer secret' },
        body: target,
      },
    ])
    expect(asked[0]!.headers).not.toHaveProperty('Authorization')
  })

  it('subscribes anew when the service has a new key', async () => {
    pushManager.subscribe.mockRejectedValueOnce(new DOMException('another', 'InvalidStateError'))
    await subscribeToPushes(options)
    expect(subscription.unsubscribe).toHaveBeenCalledTimes(1)
    expect(pushManager.subscribe).toHaveBeenCalledTimes(2)
    expect(asked.at(-1)!.method).toBe('PUT')
  })

  it('rejects with -1 when the person refuses, and leaves an old subscription alone', async () => {
    const refusal = new DOMException('no', 'NotAllowedError')
    pushManager.subscribe.mockRejectedValueOnce(refusal)
    await expect(subscribeToPushes(options)).rejects.toMatchObject({ code: -1, cause: refusal })
    expect(subscription.unsubscribe).not.toHaveBeenCalled()
    expect(asked.map(({ method }) => method)).toEqual(['GET'])
  })

  it('rejects with -1 when the service sends no pushes, -1002 for a bad token', async () => {
    answers['PUT /below/v1/push-subscription'] = { status: 401 }
    await expect(subscribeToPushes(options)).rejects.toMatchObject({ code: -1002 })
    answers['GET /below/v1/push-key'] = { status: 404 }
    await expect(subscribeToPushes(options)).rejects.toMatchObject({ code: -1 })
  })

  it('rejects with -3000 without a connection, -1001 for a bad address', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    await expect(subscribeToPushes(options)).rejects.toMatchObject({ code: -3000 })
    await expect(subscribeToPushes({ ...options, url: 'https://' })).rejects.toMatchObject({
      code: -1001,
    })
  })
})

describe('unsubscribeFromPushes', () => {
  it('ends the subscription and tells the service', async () => {
    await unsubscribeFromPushes({ ...options, token: 'text' })
    expect(subscription.unsubscribe).toHaveBeenCalledTimes(1)
    expect(asked).toMatchObject([
      {
        method: 'DELETE',
        headers: { Authorization: 'Bearer text' },
        body: { endpoint: target.endpoint },
      },
    ])
  })

  it('does nothing where there is none', async () => {
    pushManager.getSubscription.mockResolvedValueOnce(null)
    await unsubscribeFromPushes(options)
    expect(asked).toEqual([])
  })
})
