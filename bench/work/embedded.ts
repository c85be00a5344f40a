import { createPinia } from 'pinia'
import {
  createConferenceInvitations,
  IncomingInvitationToast,
  useRoomEngine,
  type ConferenceInvitationsOptions,
  type RoomEngine,
} from 'vue-conference-invitations'
import { createApp, h } from 'vue'
import { room } from './samples'
import { now, whenPainted } from './times'

/** One tab of somebody who calls or is called; all times are milliseconds since the epoch. */
export interface Device {
  /** Calls somebody; resolves to when it began. */
  call(userId: string): Promise<number>
  takeBack(userId: string): Promise<void>
  /** Resolves to when the next card is painted, at once when one is there. */
  whenToast(): Promise<number>
  /** Resolves when no card is there. */
  whenNoToast(): Promise<void>
  end(): Promise<void>
}

/** Opens a tab that shows calls and rings, on an engine that is connected. */
export function openDevice(
  engine: RoomEngine,
  options: Pick<ConferenceInvitationsOptions, 'ringtone'> = {},
): Device {
  const { roomId } = room
  const manager = engine.getConferenceInvitationManager()
  const app = createApp({ render: () => h(IncomingInvitationToast, { endedForMs: 0 }) })
  app.use(createPinia())
  app.use(
    createConferenceInvitations({ ...useRoomEngine(engine), missedStorage: null, ...options }),
  )
  app.mount(document.createElement('div'))

  return {
    async call(userId) {
      const start = now()
      await manager.inviteUsers({ roomId, userIdList: [userId] })
      return start
    },
    takeBack: (userId) => manager.cancelInvitation({ roomId, userIdList: [userId] }),
    async whenToast() {
      await whenDocument(() => hasToast())
      return whenPainted()
    },
    whenNoToast: () => whenDocument(() => !hasToast()),
    async end() {
      app.unmount()
      await engine.close()
    },
  }
}

/** Makes the room that {@link openDevice} calls into, and enters it. */
export async function enterRoom(engine: RoomEngine): Promise<void> {
  await engine.createRoom(room)
  await engine.enterRoom(room)
}

function hasToast() {
  return document.querySelector('.ci-call') !== null
}

function whenDocument(holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!holds()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}
