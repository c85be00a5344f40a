import { onScopeDispose, shallowRef, watch } from 'vue'
import type { InvitationContext } from '../context'
import { warn } from '../diagnostics'
import { InvitationEvent } from '../manager/enums'
import type {
  ConferenceInvitationManager,
  ConnectionStatus,
  InvitationEventPayloads,
  Off,
} from '../manager/types'
import type { ListSource } from './list-loader'

/** What a session tells. */
export interface SessionHandlers {
  /** By event name; what one throws is reported and reaches nobody else. */
  events: { [Name in InvitationEvent]: (payload: InvitationEventPayloads[Name]) => void }
  /** Another backend or another person; everything known is void. */
  onUserChange: (manager: ConferenceInvitationManager | null) => void
  /** Another room, after {@link onUserChange} where both change. */
  onRoomChange: (source: ListSource | null) => void
  /** Everything known may be out of date: at the beginning, and after each interruption. */
  onOnline: () => void
  /** Only the room changed. */
  onOnlineInOtherRoom: () => void
  /** On a server, where nothing is asked for: what a connected browser would ask for at once. */
  onServer: (source: ListSource | null) => void
}

/**
 * Follows who talks to which backend from which room: listens first and takes snapshots then, and
 * leaves no listener behind when any of the three changes or the scope ends.
 */
export function createSession(context: InvitationContext, handlers: SessionHandlers) {
  const connection = shallowRef<ConnectionStatus>(statusOf(null))
  let manager: ConferenceInvitationManager | null = null
  let userId: string | null = null
  let roomId: string | null = null
  let offs: Off[] = []
  let isOver = false

  /** Takes notice of what the context says now; harmless when nothing changed. */
  function follow() {
    if (isOver) return
    if (context.isServer()) {
      // the page looks the same when the browser takes over
      const next = context.manager.value
      const room = context.currentRoom.value?.roomId
      connection.value = statusOf(next)
      const isConnected = next && connection.value === 'online'
      handlers.onServer(isConnected && room !== undefined ? { manager: next, roomId: room } : null)
      return
    }
    change({
      manager: context.manager.value,
      userId: context.currentUser.value?.userId ?? null,
      roomId: context.currentRoom.value?.roomId ?? null,
    })
  }

  function change(next: {
    manager: ConferenceInvitationManager | null
    userId: string | null
    roomId: string | null
  }) {
    const isOther = next.manager !== manager || next.userId !== userId
    const isOtherRoom = isOther || next.roomId !== roomId
    if (!isOtherRoom) return
    ;({ userId, roomId } = next)
    if (isOther) {
      leave()
      manager = next.manager
      handlers.onUserChange(manager)
      if (manager) listen(manager)
    }
    handlers.onRoomChange(manager && roomId !== null ? { manager, roomId } : null)
    if (connection.value !== 'online') return
    if (isOther) handlers.onOnline()
    else handlers.onOnlineInOtherRoom()
  }

  function listen(to: ConferenceInvitationManager) {
    for (const name of Object.values(InvitationEvent)) offs.push(listenTo(to, name))
    connection.value = statusOf(to)
    const off = to.onStatusChange?.((status) => {
      if (to !== manager) return
      const wasOnline = connection.value === 'online'
      connection.value = status
      if (status === 'online' && !wasOnline) handlers.onOnline()
    })
    if (off) offs.push(off)
  }

  function listenTo<Name extends InvitationEvent>(
    to: ConferenceInvitationManager,
    name: Name,
  ): Off {
    const handler = handlers.events[name] as (payload: InvitationEventPayloads[Name]) => void
    const listener = (payload: InvitationEventPayloads[Name]) => {
      // a backend that was replaced may still speak
      if (to !== manager) return
      try {
        if (roomIdOf(payload) === undefined) warn('CI_R003', name)
        else handler(payload)
      } catch (error) {
        // in foreign managers a listener that throws stops the others
        context.reportError(error, name)
      }
    }
    to.on(name, listener)
    return () => to.off(name, listener)
  }

  function leave() {
    manager = null
    for (const off of offs) off()
    offs = []
    connection.value = statusOf(null)
  }

  watch([context.manager, context.currentUser, context.currentRoom], follow, { immediate: true })
  onScopeDispose(() => {
    isOver = true
    change({ manager: null, userId: null, roomId: null })
  })

  return { connection, follow }
}

/** Backends that say nothing of their connection count as connected. */
function statusOf(manager: ConferenceInvitationManager | null): ConnectionStatus {
  return manager ? (manager.status ?? 'online') : 'closed'
}

/** The room of an event; list events name it twice, the others only inside `roomInfo`. */
export function roomIdOf(payload?: { roomId?: string; roomInfo?: { roomId: string } } | null) {
  return payload?.roomId ?? payload?.roomInfo?.roomId
}
