import { vi } from 'vitest'
import { fromTUIRoomEngine, type TUIInvitationManager } from '../../src/engines/tui'
import { InvitationEvent } from '../../src/manager/enums'
import type { InvitationEventPayloads } from '../../src/manager/types'
import { createManualClock, type ManualClock } from '../../src/testing/manual-clock'
import { FakeSdkManager, sdkNotice, sdkRow } from './fake-sdk'

type Heard = {
  [Name in InvitationEvent]: { name: Name; payload: InvitationEventPayloads[Name] }
}[InvitationEvent]

/** One process: an SDK, an adapter, and everything that an app hears. */
export interface Device {
  sdk: FakeSdkManager
  manager: TUIInvitationManager
  heard: Heard[]
  /** The payloads of one event, oldest first. */
  heardOf<Name extends InvitationEvent>(name: Name): InvitationEventPayloads[Name][]
  names(): InvitationEvent[]
  onError: ReturnType<typeof vi.fn<(error: unknown, eventName: string) => void>>
}

/** Creates a {@link Device} whose app listens to everything. */
export function createDevice(clock: ManualClock): Device {
  const sdk = new FakeSdkManager(clock)
  const onError = vi.fn<(error: unknown, eventName: string) => void>()
  const manager = fromTUIRoomEngine(sdk, { clock, onError })
  const heard: Heard[] = []
  for (const name of Object.values(InvitationEvent)) {
    manager.on(name, (payload) => heard.push({ name, payload } as Heard))
  }
  return {
    sdk,
    manager,
    heard,
    heardOf: (name) =>
      heard.filter((one) => one.name === name).map(({ payload }) => payload as never),
    names: () => heard.map(({ name }) => name),
    onError,
  }
}

/** Ann, who invites, and Ben, who is invited, each in a process of their own. */
export function createScene() {
  const clock = createManualClock()
  const ann = createDevice(clock)
  const ben = createDevice(clock)

  /** Hands Ann's last call over to Ben and to the room's list, as the SDK's server does. */
  function deliver() {
    const { extensionInfo } = ann.sdk.calls.inviteUsers.at(-1)!
    ann.sdk.emit('onInvitationAdded', sdkRow())
    ben.sdk.emit('onReceiveInvitation', { ...sdkNotice(), extensionInfo })
  }

  /** Ann calls Ben. */
  async function ring({ timeout = 60, extensionInfo = '' } = {}) {
    await ann.manager.inviteUsers({
      roomId: 'weekly',
      userIdList: ['ben'],
      timeout,
      extensionInfo,
    })
    deliver()
  }

  return { clock, ann, ben, ring, deliver }
}

/** A promise that the test settles. */
export function deferred() {
  let resolve!: () => void
  let reject!: (error: Error) => void
  const promise = new Promise<void>((...ways) => ([resolve, reject] = ways))
  return { promise, resolve, reject }
}
