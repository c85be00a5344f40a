import {
  InvitationEvent,
  type ConferenceInvitationManager,
  type RoomEngine,
} from 'vue-conference-invitations/manager'
import { connectInvitationService } from 'vue-conference-invitations/service'
import { WebSocket } from 'ws'
import type { ServerFrame } from '../../src/engines/service/wire'
import type { RecordedDevice } from './recording'
import { tokenOf } from './service'

/** A device with the least that an app has to do. */
export interface App {
  engine: RoomEngine
  manager: ConferenceInvitationManager
  record: RecordedDevice
  /** Every frame that the service has sent to it. */
  frames: ServerFrame[]
  /** Whether it shows that somebody calls to a room. */
  isRinging(roomId: string): boolean
  /** Asks the service what still rings. */
  lookAnew(): Promise<void>
  /** Notes that this device has answered the call to a room itself. */
  noteAnswered(roomId: string): void
  close(): Promise<void>
}

interface Ring {
  callId: string
  revision: number
}

export interface AppOptions {
  name: string
  userId: string
  url: string
  /** The room that it is going to be in. */
  roomId?: string
}

/** Connects a device and records what comes to it; newer revisions win, and after a reconnect it looks anew. */
export async function openApp({ name, userId, url, roomId }: AppOptions): Promise<App> {
  const record: RecordedDevice = { name, userId, roomId: roomId ?? null, notes: [], ringing: [] }
  const frames: ServerFrame[] = []
  const rings = new Map<string, Ring>()
  /** The call that rang last for each room, and up to which revision it is over. */
  const latest = new Map<string, Ring>()
  const over = new Map<string, number>()

  const engine = await connectInvitationService({
    url,
    token: () => tokenOf(userId),
    WebSocket: watchFrames((frame) => {
      frames.push(frame)
      for (const log of resetsOf(frame)) {
        const kind = log.startsWith('room:') ? 'room' : 'user'
        record.notes.push({ kind: 'reset', at: performance.now(), log: kind })
      }
    }),
  })
  const manager = engine.getConferenceInvitationManager()

  function show() {
    record.ringing = [...rings.values()].map(({ callId }) => callId)
  }

  function ring(room: string, one: Ring) {
    latest.set(room, one)
    if (one.revision > (over.get(room) ?? 0)) rings.set(room, one)
  }

  function stopRinging(room: string, revision: number) {
    over.set(room, Math.max(revision, over.get(room) ?? 0))
    if ((rings.get(room)?.revision ?? 0) <= revision) rings.delete(room)
    show()
  }

  function noteAnswered(room: string) {
    stopRinging(room, latest.get(room)?.revision ?? 0)
  }

  for (const event of Object.values(InvitationEvent)) {
    manager.on(event, (payload) => {
      const room = payload.roomInfo.roomId
      const invitation = 'invitation' in payload ? payload.invitation : null
      const callId = invitation?.extensionInfo ?? latest.get(room)?.callId ?? ''
      const revision = invitation?.revision ?? null
      record.notes.push({ kind: 'event', at: performance.now(), name: event, callId, revision })
      if (event === 'onReceiveInvitation') ring(room, { callId, revision: revision ?? 0 })
      else if (event === 'onInvitationHandledByOtherDevice') noteAnswered(room)
      else if (invitation?.invitee.userId === userId) stopRinging(room, revision ?? 0)
      show()
    })
  }
  engine.onStatusChange((status) => {
    if (status !== 'online') return
    record.notes.push({ kind: 'online', at: performance.now() })
    void lookAnew()
  })

  async function lookAnew() {
    const before = [...rings]
    try {
      const pending = (await manager.getPendingInvitations?.()) ?? []
      const still = new Set(pending.map(({ roomInfo }) => roomInfo.roomId))
      for (const [room, { revision }] of before) if (!still.has(room)) stopRinging(room, revision)
    } catch {
      // the line is down again: the next one looks
    }
  }

  return {
    ...{ engine, manager, record, frames, lookAnew, noteAnswered },
    isRinging: (room) => rings.has(room),
    close: () => engine.close(),
  }
}

/** The logs of which a frame says that entries are gone for good. */
function resetsOf(frame: ServerFrame): string[] {
  if (frame.t === 'log') return frame.state === 'reset' ? [frame.log] : []
  if (frame.t !== 'welcome') return []
  return Object.entries(frame.logs).flatMap(([log, { state }]) => (state === 'reset' ? [log] : []))
}

/** A `WebSocket` that shows what comes in. */
function watchFrames(onFrame: (frame: ServerFrame) => void): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      this.on('message', (data: Buffer) => onFrame(JSON.parse(data.toString()) as ServerFrame))
    }
  } as typeof WebSocket
}
