// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RoomEngine } from '../../manager/types'
import { connectInvitationService, type InvitationServiceOptions } from '.'
import { createFakeService, type FakeService } from './testing/fake-service'
import { CloseCode } from './wire'

let service: FakeService

/** Begins to connect Ann. */
function connect(options: Partial<InvitationServiceOptions> = {}) {
  const { WebSocket, clock } = service
  const connecting = connectInvitationService({
    ...{ url: 'ws://localhost:1', token: 'secret', WebSocket, clock },
    ...options,
  })
  // every test looks at it later
  connecting.catch(() => {})
  return connecting
}

const codeOf = (connecting: Promise<RoomEngine>) =>
  connecting.then(
    () => 'connected',
    (error: { code: number }) => error.code,
  )

beforeEach(() => {
  service = createFakeService()
  vi.spyOn(Math, 'random').mockReturnValue(1)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('connectInvitationService', () => {
  it('says who it is in the first frame, and nowhere else', async () => {
    const connecting = connect({ user: { userId: 'ann', userName: 'Ann' } })
    await service.settle()
    service.line().open()
    expect(service.line().sent).toEqual([
      {
        t: 'hello',
        v: 1,
        token: 'secret',
        deviceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        profile: { userName: 'Ann', nameCard: '', avatarUrl: '' },
        resume: {},
      },
    ])
    await service.line().welcome()
    const ann = await connecting
    expect([ann.status, ann.storage, ann.user.userId]).toEqual(['online', 'shared', 'ann'])
    await ann.close()
  })

  it.each([undefined, null, 'ws://localhost'])('refuses %o as options: -1', async (options) => {
    await expect(connectInvitationService(options as never)).rejects.toMatchObject({ code: -1 })
  })

  it.each([
    { url: undefined },
    { url: 'localhost' },
    { url: 'https://localhost' },
    { url: 'ws://' },
    { token: '' },
    { token: 7 as never },
    { user: { userId: '' } },
    { user: {} as never },
    { user: null as never },
    { user: { userId: 'a\n' } },
  ])('refuses %o: -1001', async (options) => {
    expect(await codeOf(connect(options))).toBe(-1001)
  })

  it('refuses to begin where there is no WebSocket, and says what to give', async () => {
    vi.stubGlobal('WebSocket', undefined)
    const connecting = connect({ WebSocket: undefined })
    await expect(connecting).rejects.toThrow(/option WebSocket/)
    vi.unstubAllGlobals()
  })

  it('rejects with -1002 for a bad token', async () => {
    const connecting = connect()
    await service.settle()
    service.line().open()
    service.line().hangUp(CloseCode.BAD_TOKEN)
    expect(await codeOf(connecting)).toBe(-1002)
    await service.clock.advance(60_000)
    expect(service.lines).toHaveLength(1)
  })

  it('gets one more token when the first is refused', async () => {
    const token = vi.fn(async () => 'secret')
    const connecting = connect({ token })
    await service.settle()
    service.line().hangUp(CloseCode.BAD_TOKEN)
    await service.clock.advance(600)
    service.line().hangUp(CloseCode.BAD_TOKEN)
    expect(await codeOf(connecting)).toBe(-1002)
    expect(token).toHaveBeenCalledTimes(2)
  })

  it('rejects with -1002 for a token of somebody else', async () => {
    const connecting = connect({ user: { userId: 'ben' } })
    await service.settle()
    await service.line().welcome()
    expect(await codeOf(connecting)).toBe(-1002)
    expect([service.line().isEnded, service.clock.timerCount]).toEqual([true, 0])
  })

  it('rejects with -3000 after three tries', async () => {
    const connecting = connect()
    await service.settle()
    for (const wait of [600, 1_200]) {
      service.line().hangUp(1006)
      await service.clock.advance(wait - 1)
      const before = service.lines.length
      await service.clock.advance(1)
      expect(service.lines).toHaveLength(before + 1)
    }
    service.line().hangUp(1006)
    expect(await codeOf(connecting)).toBe(-3000)
    await service.clock.advance(60_000)
    expect(service.lines).toHaveLength(3)
  })

  it('tries three times, with longer waits, when the service has too much to do', async () => {
    const connecting = connect()
    await service.settle()
    service.line().hangUp(CloseCode.TOO_MUCH)
    await service.clock.advance(19_199)
    expect(service.lines).toHaveLength(1)
    await service.clock.advance(1)
    expect(service.lines).toHaveLength(2)
    await service.line().welcome()
    expect(await codeOf(connecting)).toBe('connected')
  })

  it('rejects with -3000 when nobody says welcome, when no socket opens, and when no token comes', async () => {
    const silent = connect()
    await service.clock.advance(40_000)
    expect(await codeOf(silent)).toBe(-3000)
    expect(service.lines.every(({ isEnded }) => isEnded)).toBe(true)

    class Forbidden {
      constructor() {
        throw new Error('not on this page')
      }
    }
    const forbidden = connect({ WebSocket: Forbidden as never })
    await service.clock.advance(40_000)
    await expect(forbidden).rejects.toMatchObject({ code: -3000, cause: Error('not on this page') })

    const tokenless = connect({ token: () => Promise.reject(new Error('signed out')) })
    await service.clock.advance(40_000)
    await expect(tokenless).rejects.toMatchObject({ code: -3000, cause: Error('signed out') })
  })

  it('rejects with -1 when the service does not understand this version', async () => {
    const connecting = connect()
    await service.settle()
    service.line().hangUp(CloseCode.BAD_FRAME)
    expect(await codeOf(connecting)).toBe(-1)
  })

  it('gives up when told to, before and while it connects', async () => {
    expect(await codeOf(connect({ signal: AbortSignal.abort() }))).toBe(-3000)
    const controller = new AbortController()
    const connecting = connect({ signal: controller.signal })
    await service.settle()
    controller.abort(new Error('too slow'))
    await expect(connecting).rejects.toMatchObject({ code: -3000, cause: Error('too slow') })
    expect(service.lines.map(({ isEnded }) => isEnded)).toEqual([true])
  })

  it('takes no notice of the signal once it is connected', async () => {
    const controller = new AbortController()
    const connecting = connect({ signal: controller.signal })
    await service.settle()
    await service.line().welcome()
    const ann = await connecting
    controller.abort()
    expect(ann.status).toBe('online')
    await ann.close()
  })

  it('leaves nothing behind after close', async () => {
    const { clock } = service
    const connecting = connect({ token: async () => 'secret' })
    await service.settle()
    await service.line().welcome()
    const ann = await connecting
    expect(clock.timerCount).toBeGreaterThan(0)
    const open = ann.createRoom({ roomId: 'weekly' })
    await ann.close()
    await expect(open).rejects.toMatchObject({ code: -1002 })
    await expect(ann.createRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: -1002 })
    expect([clock.timerCount, ann.status]).toEqual([0, 'closed'])
    expect(service.line().sent.at(-1)).toEqual({ t: 'bye' })
    expect(service.line().isEnded).toBe(true)
    await service.clock.advance(600_000)
    expect(service.lines).toHaveLength(1)
  })
})
