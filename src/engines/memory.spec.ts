// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../testing/manual-clock'
import { createMemoryHub } from './memory'

describe('createMemoryHub', () => {
  it('lets two hubs share nothing', async () => {
    const [first, second] = [createMemoryHub(), createMemoryHub()]
    const ann = await first.connect({ userId: 'ann' })
    const ben = await second.connect({ userId: 'ben' })
    await ann.createRoom({ roomId: 'weekly' })
    await expect(ben.enterRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: 100_004 })
    await first.close()
    await second.close()
  })

  it('closes its engines, and connects nobody afterwards: -1002', async () => {
    const hub = createMemoryHub()
    const ann = await hub.connect({ userId: 'ann' })
    const statuses: string[] = []
    ann.onStatusChange((status) => statuses.push(status))
    await hub.close()
    expect([ann.status, ...statuses]).toEqual(['closed', 'closed'])
    await expect(hub.connect({ userId: 'ben' })).rejects.toMatchObject({ code: -1002 })
    await expect(ann.createRoom({ roomId: 'weekly' })).rejects.toMatchObject({ code: -1002 })
  })

  it('runs on the clock it is given, with one timer and none after closing', async () => {
    const clock = createManualClock()
    const setTimer = vi.spyOn(clock, 'setTimer')
    const hub = createMemoryHub({ clock })
    const ann = await hub.connect({ userId: 'ann' })
    await ann.createRoom({ roomId: 'weekly' })
    await ann.enterRoom({ roomId: 'weekly' })
    const manager = ann.getConferenceInvitationManager()
    const timeout = vi.fn()
    manager.on('onInvitationTimeout', timeout)
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 5 })
    await clock.advance(5_000)
    expect(timeout).toHaveBeenCalledTimes(1)
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 5 })
    await hub.close()
    setTimer.mockClear()
    await clock.advance(60_000)
    expect(timeout).toHaveBeenCalledTimes(1)
    expect(setTimer).not.toHaveBeenCalled()
  })
})
