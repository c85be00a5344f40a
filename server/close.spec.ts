import { describe, expect, it } from 'vitest'
import { CloseCode } from '../src/engines/service/wire'
import { nextTask } from '../src/testing/next-task'
import { createInvitationServer } from './create-server'
import { SECRET, startTestGateway } from './testing/test-gateway'

describe('closing', () => {
  it('sends clients to another gateway, answers what is under way, then hangs up', async () => {
    const { join, open, server, clock, store } = await startTestGateway({
      limits: { drainMs: 5_000 },
    })
    const ann = await join('ann')
    const ben = await join('ben')
    let release = () => {}
    const blocked = new Promise<never[]>((resolve) => (release = () => resolve([])))
    store.listPending = () => blocked
    const answer = ann.call('getPendingInvitations', {})
    await ann.ping()
    const closed = server.close()
    const { afterMs } = await ann.next('moving')
    expect(afterMs).toBeGreaterThanOrEqual(0)
    expect(afterMs).toBeLessThanOrEqual(2_500)
    await expect(open()).rejects.toThrow()

    await ben.next('moving')
    await ben.close()
    await clock.advance(3_000)
    await ann.ping()
    release()
    expect(await answer).toMatchObject({ t: 'answer', output: [] })
    await clock.advance(2_000)
    expect((await ann.closed).code).toBe(CloseCode.GOING_AWAY)
    await closed
    expect(server.url).toBeNull()
  })

  it('does not wait when everybody has gone', async () => {
    const { join, server, clock } = await startTestGateway({ limits: { drainMs: 60_000 } })
    const ann = await join('ann')
    const closed = server.close()
    await ann.next('moving')
    await ann.close()
    for (let n = 0; n < 20; n++) await nextTask()
    await clock.advance(50)
    await closed
  })

  it('waits for no call for ever', async () => {
    const { join, server, clock, store } = await startTestGateway({ limits: { drainMs: 1_000 } })
    const ann = await join('ann')
    store.listPending = () => new Promise(() => {})
    const answer = ann.call('getPendingInvitations', {}).catch(() => 'never')
    await ann.ping()
    const closed = server.close()
    await ann.next('moving')
    await clock.advance(1_100)
    await clock.advance(1_100)
    expect((await ann.closed).code).toBe(CloseCode.GOING_AWAY)
    await closed
    expect(await answer).toBe('never')
  })

  it('is harmless to repeat, and before listening', async () => {
    const { server } = await startTestGateway()
    await Promise.all([server.close(), server.close()])
    await expect(server.listen({ port: 0 })).rejects.toThrow('already')
  })

  it('leaves a server that could not listen free to try again', async () => {
    const { url, store } = await startTestGateway()
    const port = Number(new URL(url).port)
    const options = { store, auth: { secret: SECRET }, origins: '*' } as const
    const second = createInvitationServer(options)
    await expect(second.listen({ port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
    expect(await second.listen({ port: 0, host: '127.0.0.1' })).toBe(second.url)
    await second.close()
  })

  it('leaves no timer behind', async () => {
    const { server, clock, join } = await startTestGateway()
    const ann = await join('ann')
    await server.close()
    await ann.closed
    const timers: unknown[] = []
    const { setTimer } = clock
    clock.setTimer = (callback, delayMs) => {
      timers.push(delayMs)
      return setTimer(callback, delayMs)
    }
    await clock.advance(3_600_000)
    expect(timers).toEqual([])
  })
})
