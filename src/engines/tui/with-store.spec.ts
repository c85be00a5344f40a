import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { FakeSdkManager, sdkNotice, sdkRow } from '../../../test/tui/fake-sdk'
import { createManualClock } from '../../testing/manual-clock'
import type { ConferenceInvitationsOptions } from '../../context'
import { mountContext } from '../../stores/testing/mount-context'
import { createRoomReader } from './normalise'
import { fromTUIRoomEngine } from '.'

const roomInfo = (roomId: string) => createRoomReader().roomOf({ roomId })

async function mountAdapter(options: ConferenceInvitationsOptions = {}) {
  const clock = createManualClock()
  const sdk = new FakeSdkManager(clock)
  const manager = fromTUIRoomEngine(sdk, { clock })
  const mounted = await mountContext({ manager, clock, ...options }, () => {})
  return { clock, sdk, store: mounted.store, unmount: () => mounted.unmount() }
}

const inRoom = { currentUser: { userId: 'ann' }, currentRoom: roomInfo('weekly') }
const outside = { currentUser: { userId: 'ben' }, currentRoom: null }

describe('the store, with the adapter', () => {
  it('shows people as sent until the list confirms them, never as invited', async () => {
    const { clock, sdk, store, unmount } = await mountAdapter(inRoom)
    await store.invite({ userIdList: ['ben'], timeout: 60 })
    await clock.advance(0)
    expect(store.list).toMatchObject([{ userId: 'ben', sync: 'sent' }])
    sdk.emit('onInvitationAdded', sdkRow())
    await clock.advance(0)
    expect(store.list).toMatchObject([{ userId: 'ben', sync: 'synced', status: 1 }])
    expect(store.list[0]!.expiresAt).toBe(clock.now() + 60_000)
    unmount()
  })

  it('shows the row as timed out at the deadline', async () => {
    const { clock, sdk, store, unmount } = await mountAdapter(inRoom)
    await store.invite({ userIdList: ['ben'], timeout: 2 })
    sdk.emit('onInvitationAdded', sdkRow())
    await clock.advance(2_100)
    expect(store.list).toMatchObject([{ userId: 'ben', status: 2 }])
    unmount()
  })

  it('has one call for each room, with everybody who called', async () => {
    const { sdk, store, unmount } = await mountAdapter(outside)
    sdk.emit('onReceiveInvitation', sdkNotice())
    sdk.emit('onReceiveInvitation', sdkNotice())
    sdk.emit('onReceiveInvitation', sdkNotice({ inviter: 'cleo' }))
    expect(store.incoming).toHaveLength(1)
    expect(store.incoming[0]!.inviters.map(({ userId }) => userId)).toEqual(['ann', 'cleo'])
    unmount()
  })

  it('rejects in the name of the policy, which the SDK does not have', async () => {
    const { clock, sdk, store, unmount } = await mountAdapter({
      ...outside,
      currentRoom: roomInfo('another'),
      policy: { whenBusy: 'reject' },
    })
    sdk.emit('onReceiveInvitation', sdkNotice())
    await clock.advance(0)
    expect(store.incoming).toEqual([])
    expect(sdk.calls.reject).toEqual([{ roomId: 'weekly', reason: 1 }])
    unmount()
  })

  it('clears what the SDK does not, when somebody else logs in or the app ends', async () => {
    const currentUser = shallowRef<{ userId: string } | null>({ userId: 'ben' })
    const { clock, sdk, store, unmount } = await mountAdapter({ currentUser, currentRoom: null })
    expect(sdk.listenerCount).toBe(10)
    sdk.emit('onReceiveInvitation', sdkNotice())
    expect(store.incoming).toHaveLength(1)
    currentUser.value = { userId: 'dan' }
    await clock.advance(0)
    expect(store.incoming).toEqual([])
    sdk.emit('onInvitationTimeout', sdkNotice({ status: 2 }))
    expect(store.missed).toEqual([])
    expect(sdk.listenerCount).toBe(10)
    unmount()
    expect(sdk.listenerCount).toBe(0)
  })
})
