// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { expectError } from '../../../test/console'
import { FakeSdkManager, sdkNotice, sdkRow } from '../../../test/tui/fake-sdk'
import { createDevice, createScene } from '../../../test/tui/scene'
import { ConferenceInvitationError } from '../../manager/errors'
import { createManualClock } from '../../testing/manual-clock'
import { fromTUIRoomEngine } from '.'

const call = { roomId: 'weekly', userIdList: ['ben'], timeout: 60 }

describe('6. the one emitter of the process', () => {
  it('is listened to once for each event, and only while somebody listens here', () => {
    const sdk = new FakeSdkManager(createManualClock())
    const manager = fromTUIRoomEngine(sdk)
    const [first, second] = [vi.fn(), vi.fn()]
    expect(sdk.listenerCount).toBe(0)
    manager.on('onInvitationAdded', first)
    manager.on('onInvitationAdded', first)
    manager.on('onInvitationRemoved', second)
    expect(sdk.listenerCount).toBe(10)
    manager.off('onInvitationAdded', first)
    manager.off('onInvitationAdded', first)
    expect(sdk.listenerCount).toBe(10)
    manager.off('onInvitationRemoved', second)
    expect(sdk.listenerCount).toBe(0)
    sdk.emit('onInvitationAdded', sdkRow())
    expect(first).not.toHaveBeenCalled()
  })

  it("keeps others' listeners", () => {
    const { ann } = createScene()
    const other = vi.fn()
    ann.sdk.on('onInvitationAdded', other)
    ann.manager.close()
    expect(ann.sdk.listenerCount).toBe(1)
    ann.sdk.emit('onInvitationAdded', sdkRow())
    expect(other).toHaveBeenCalledTimes(1)
  })

  it('gets nothing of what listeners throw, and nobody else is stopped', () => {
    const { ann } = createScene()
    const [after, other] = [vi.fn(), vi.fn()]
    const error = new Error('of the app')
    ann.manager.on('onInvitationAdded', () => {
      throw error
    })
    ann.manager.on('onInvitationAdded', after)
    ann.sdk.on('onInvitationAdded', other)
    ann.sdk.emit('onInvitationAdded', sdkRow())
    expect(after).toHaveBeenCalledTimes(1)
    expect(other).toHaveBeenCalledTimes(1)
    expect(ann.onError).toHaveBeenCalledExactlyOnceWith(error, 'onInvitationAdded')
  })

  it('gets nothing of what onError throws', () => {
    const sdk = new FakeSdkManager(createManualClock())
    const onError = () => {
      throw new Error('of the handler')
    }
    const manager = fromTUIRoomEngine(sdk, { onError })
    manager.on('onInvitationAdded', () => {
      throw new Error('of the app')
    })
    expectError('a listener of onError threw')
    sdk.emit('onInvitationAdded', sdkRow())
  })

  it('has methods that need their object; those here do not', async () => {
    const { ann } = createScene()
    const copy = { ...ann.manager }
    await copy.inviteUsers(call)
    await copy.cancelInvitation(call)
    await copy.accept({ roomId: 'weekly' })
    await copy.reject({ roomId: 'weekly' })
    await copy.getInvitationList({ roomId: 'weekly' })
    expect(Object.values(ann.sdk.calls).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1])
  })
})

describe('10. before the SDK is ready', () => {
  it.each([null, undefined, {}, { getConferenceInvitationManager() {} }])(
    'there is no manager to adapt: %o',
    (manager) => {
      expect(() => fromTUIRoomEngine(manager as never)).toThrow(ConferenceInvitationError)
      expect(() => fromTUIRoomEngine(manager as never)).toThrow(/once\('ready'\)/)
    },
  )

  it('and afterwards nobody can be asked what rings', () => {
    const { ann } = createScene()
    expect('getPendingInvitations' in ann.manager).toBe(false)
  })
})

describe('11. what the SDK never clears', () => {
  it('is forgotten when nobody listens any more, as after logging out', async () => {
    const clock = createManualClock()
    const { sdk, manager, heard } = createDevice(clock)
    const listener = vi.fn()
    await manager.inviteUsers({ ...call, timeout: 5 })
    sdk.emit('onInvitationAdded', sdkRow())
    sdk.emit('onReceiveInvitation', {
      ...sdkNotice(),
      extensionInfo: sdk.calls.inviteUsers[0]!.extensionInfo,
    })
    const before = heard.length
    manager.close()
    await clock.advance(60_000)
    sdk.emit('onInvitationTimeout', sdkNotice())
    expect(heard).toHaveLength(before)

    const next = fromTUIRoomEngine(sdk, { clock })
    next.on('onInvitationTimeout', listener)
    await clock.advance(60_000)
    expect(listener).not.toHaveBeenCalled()
  })

  it('is cleared when the invitee is seen to have entered', async () => {
    const { ann, ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    for (const { sdk } of [ann, ben]) sdk.emit('onInvitationRemoved', sdkRow())
    await clock.advance(10_000)
    for (const { sdk } of [ann, ben]) sdk.emit('onInvitationTimeout', sdkNotice())
    expect([...ann.heardOf('onInvitationTimeout'), ...ben.heardOf('onInvitationTimeout')]).toEqual(
      [],
    )
  })

  it('leaves no timer behind, and calls afterwards fail with -1002', async () => {
    const { ann, ben, clock, ring } = createScene()
    const timers = new Set<symbol>()
    vi.spyOn(clock, 'setTimer').mockImplementation(() => {
      const timer = Symbol('timer')
      timers.add(timer)
      return () => timers.delete(timer)
    })
    await ring()
    const waiting = Array.from({ length: 11 }, () =>
      ann.manager.getInvitationList({ roomId: 'weekly' }),
    )
    const refused = expect(waiting[10]).rejects.toMatchObject({ code: -1002 })
    await Promise.all(waiting.slice(0, 10))
    expect(timers.size).toBeGreaterThan(0)
    for (const { manager } of [ann, ben]) {
      manager.close()
      manager.close()
    }
    await refused
    expect(timers.size).toBe(0)
    expect([ann.sdk.listenerCount, ben.sdk.listenerCount]).toEqual([0, 0])
    await expect(ann.manager.inviteUsers(call)).rejects.toMatchObject({ code: -1002 })
    ann.manager.on('onInvitationAdded', vi.fn())
    expect(ann.sdk.listenerCount).toBe(0)
  })
})
