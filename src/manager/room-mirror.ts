import type { RoomState } from './commands'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  isConferenceInvitationError,
} from './errors'
import type { RoomChangeMessage } from './ports'
import type { RoomInfo, RoomSnapshot } from './types'

/** A device's picture of the room that it is in. */
export interface RoomMirror {
  /** The room whose messages count, also while it is being entered. */
  readonly roomId: string | null
  readonly snapshot: RoomSnapshot | null
  /** Turns to a room; its snapshot comes with {@link RoomMirror.refresh}. */
  open(roomId: string): void
  /** Applies one change; a gap before it makes the mirror read the room anew. */
  apply(change: RoomChangeMessage['payload']): void
  /** Reads the room anew. Rejects with what the reading rejects with. */
  refresh(): Promise<RoomInfo>
  /** Turns away from the room. */
  close(): void
}

/** Creates a {@link RoomMirror}; `onChange` hears each new snapshot, `null` for outside. */
export function createRoomMirror(
  readRoom: (roomId: string) => Promise<RoomState>,
  onChange: (snapshot: RoomSnapshot | null) => void,
): RoomMirror {
  let roomId: string | null = null
  let state: RoomState | null = null
  /** Newest revision heard of, also before there is a snapshot. */
  let heard = 0

  function show(next: RoomState | null) {
    state = next
    onChange(next && { roomInfo: next.roomInfo, members: next.members })
  }

  function open(nextRoomId: string) {
    if (roomId === nextRoomId) return
    close()
    roomId = nextRoomId
  }

  function close() {
    const wasInside = state !== null
    roomId = null
    heard = 0
    state = null
    if (wasInside) onChange(null)
  }

  function apply(change: RoomChangeMessage['payload']) {
    // a room that ended may come back with smaller numbers
    heard = change.roomInfo ? Math.max(heard, change.revision) : 0
    if (!state || change.revision <= state.revision) return
    if (change.roomInfo === null) {
      close()
      return
    }
    if (change.revision > state.revision + 1) {
      refresh().catch(() => {})
      return
    }
    const moved = new Set([...change.left, ...change.entered.map(({ userId }) => userId)])
    const byId = new Map(change.entered.map((user) => [user.userId, user]))
    const known = state.members.map((member) => byId.get(member.userId) ?? member)
    const knownIds = new Set(known.map(({ userId }) => userId))
    const members = [
      ...known.filter(({ userId }) => byId.has(userId) || !moved.has(userId)),
      ...change.entered.filter(({ userId }) => !knownIds.has(userId)),
    ]
    show({ roomInfo: change.roomInfo, members, revision: change.revision })
  }

  async function refresh(): Promise<RoomInfo> {
    const asked = roomId
    if (asked === null) {
      throw new ConferenceInvitationError(
        InvitationErrorCode.NOT_IN_ROOM,
        'the room was left again',
      )
    }
    for (;;) {
      const next = await readRoom(asked).catch((error: unknown) => {
        const isGone = isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)
        if (isGone && roomId === asked) close()
        throw error
      })
      if (roomId !== asked) return next.roomInfo
      // a change that overtook the answer asks for one more look
      if (next.revision < heard) continue
      if (next.revision >= (state?.revision ?? 0)) show(next)
      return next.roomInfo
    }
  }

  return {
    get roomId() {
      return roomId
    },
    get snapshot() {
      return state
    },
    open,
    apply,
    refresh,
    close,
  }
}
