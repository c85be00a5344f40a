// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { handleInvitationPushes, type InvitationPushOptions } from './service-worker'

interface Shown {
  title: string
  options: NotificationOptions
  close: () => void
}

let shown: Shown[]
let windows: Array<{ url: string; focus(): Promise<unknown> }>
const openWindow = vi.fn(async () => {})
const focus = vi.fn(async () => {})

function createWorker(options?: InvitationPushOptions) {
  const listeners = new Map<string, (event: never) => void>()
  const off = handleInvitationPushes(
    {
      registration: {
        scope: 'https://app.example/',
        async showNotification(title, given = {}) {
          const one: Shown = {
            title,
            options: given,
            close: () => shown.splice(shown.indexOf(one)),
          }
          shown = [...shown.filter((other) => other.options.tag !== given.tag), one]
        },
        getNotifications: async ({ tag } = {}) => shown.filter((one) => one.options.tag === tag),
      },
      clients: { matchAll: async () => windows, openWindow },
      addEventListener: (type, listener) => listeners.set(type, listener),
      removeEventListener: (type) => listeners.delete(type),
    },
    options,
  )

  async function dispatch(type: string, event: object) {
    const tasks: Array<Promise<unknown>> = []
    const waitUntil = (task: Promise<unknown>) => tasks.push(task)
    listeners.get(type)?.({ ...event, waitUntil } as never)
    await Promise.all(tasks)
    return tasks.length
  }

  return {
    off,
    push: (notice: unknown) => dispatch('push', { data: { json: () => notice } }),
    pushText: () => dispatch('push', { data: { json: () => JSON.parse('hello') as unknown } }),
    pushNothing: () => dispatch('push', { data: null }),
    click: ({ options: { tag = '', data } }: Shown, close = () => {}) =>
      dispatch('notificationclick', { notification: { tag, data: data as unknown, close } }),
  }
}

const call = (roomId = 'weekly', silent?: boolean) => ({
  v: 1,
  type: 'invitation',
  roomInfo: { roomId, roomName: 'Weekly' },
  invitation: { inviter: { userId: 'ann', userName: 'Ann' }, ...(silent && { silent }) },
  expiresAt: null,
})

beforeEach(() => {
  vi.clearAllMocks()
  shown = []
  windows = []
})

describe('handleInvitationPushes', () => {
  it('shows who calls, and where to, as long as it rings', async () => {
    const worker = createWorker()
    await worker.push(call())
    await worker.push(call())
    expect(shown).toMatchObject([
      { title: 'Ann', options: { body: 'Weekly', requireInteraction: true, silent: false } },
    ])
    await worker.push({ v: 1, type: 'ended', roomId: 'another' })
    expect(shown).toHaveLength(1)
    await worker.push({ v: 1, type: 'ended', roomId: 'weekly' })
    expect(shown).toEqual([])
  })

  it('shows a silent one without a sound', async () => {
    await createWorker().push(call('weekly', true))
    expect(shown).toMatchObject([{ options: { requireInteraction: false, silent: true } }])
  })

  it('shows it as the app wants', async () => {
    const worker = createWorker({
      present: ({ invitation }) => ({
        title: `${invitation.inviter.userName}!`,
        icon: '/icon.png',
      }),
    })
    await worker.push(call())
    expect(shown).toMatchObject([{ title: 'Ann!', options: { icon: '/icon.png' } }])
  })

  it('leads to the open app on a click', async () => {
    windows = [{ url: 'https://app.example/lobby', focus }]
    const worker = createWorker()
    await worker.push(call())
    const close = vi.fn()
    await worker.click(shown[0]!, close)
    expect(focus).toHaveBeenCalledTimes(1)
    expect(close).toHaveBeenCalledTimes(1)
    expect(openWindow).not.toHaveBeenCalled()
  })

  it.each([
    [undefined, 'https://app.example/'],
    [
      ({ roomInfo }: { roomInfo: { roomId: string } }) => `/meet/${roomInfo.roomId}`,
      '/meet/weekly',
    ],
  ])('opens the app on a click when it is closed', async (url, address) => {
    const worker = createWorker({ url })
    await worker.push(call())
    await worker.click(shown[0]!)
    expect(openWindow).toHaveBeenCalledWith(address)
  })

  it('leaves alone what is not of the service', async () => {
    const worker = createWorker()
    const tasks = [
      await worker.pushNothing(),
      await worker.pushText(),
      await worker.push(null),
      await worker.push({ ...call(), v: 2 }),
      await worker.push({ ...call(), roomInfo: null }),
      await worker.push({ v: 1, type: 'ended' }),
      await worker.click({ title: 'News', options: { tag: 'news' }, close: () => {} }),
    ]
    expect(tasks).toEqual(tasks.map(() => 0))
    expect(shown).toEqual([])
  })

  it('is taken off again', async () => {
    const worker = createWorker()
    worker.off()
    expect(await worker.push(call())).toBe(0)
  })
})
