import {
  shallowReadonly,
  shallowRef,
  toRaw,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type {
  ConferenceInvitationManager,
  ConnectionStatus,
  RoomEngine,
  RoomInfo,
  UserInfo,
} from '../manager/types'

/** Return type of {@link useRoomEngine}: what `createConferenceInvitations` takes, and a little more. */
export interface UseRoomEngineReturn {
  manager: Readonly<ShallowRef<ConferenceInvitationManager | null>>
  currentUser: Readonly<ShallowRef<UserInfo | null>>
  currentRoom: Readonly<ShallowRef<RoomInfo | null>>
  /** Everybody in that room, oneself included; empty outside. */
  members: Readonly<ShallowRef<readonly UserInfo[]>>
  status: Readonly<ShallowRef<ConnectionStatus>>
  /** Where the state lies; `null` without an engine. */
  storage: Readonly<ShallowRef<RoomEngine['storage'] | null>>
}

/**
 * Follows a room engine, and another one when it changes.
 *
 * @param engine - the engine; `null` until there is one
 *
 * @example
 * ```ts
 * const engine = shallowRef<RoomEngine | null>(null)
 * app.use(createConferenceInvitations({ ...useRoomEngine(engine), onJoin }))
 * ```
 */
export function useRoomEngine(engine: MaybeRefOrGetter<RoomEngine | null>): UseRoomEngineReturn {
  const manager = shallowRef<ConferenceInvitationManager | null>(null)
  const currentUser = shallowRef<UserInfo | null>(null)
  const currentRoom = shallowRef<RoomInfo | null>(null)
  const members = shallowRef<readonly UserInfo[]>([])
  const status = shallowRef<ConnectionStatus>('closed')
  const storage = shallowRef<RoomEngine['storage'] | null>(null)

  function read(source: RoomEngine | null) {
    manager.value = source?.getConferenceInvitationManager() ?? null
    currentUser.value = source?.user ?? null
    currentRoom.value = source?.roomInfo ?? null
    members.value = source?.members ?? []
    status.value = source?.status ?? 'closed'
    storage.value = source?.storage ?? null
  }

  watch(
    () => toRaw(toValue(engine)),
    (source, _, onCleanup) => {
      read(source)
      if (!source) return
      const offs = [
        source.onRoomChange(() => read(source)),
        source.onStatusChange(() => read(source)),
      ]
      onCleanup(() => offs.forEach((off) => off()))
    },
    { immediate: true, flush: 'sync' },
  )

  return {
    manager: shallowReadonly(manager),
    currentUser: shallowReadonly(currentUser),
    currentRoom: shallowReadonly(currentRoom),
    members: shallowReadonly(members),
    status: shallowReadonly(status),
    storage: shallowReadonly(storage),
  }
}
