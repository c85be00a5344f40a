import {
  inject,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { ConferenceInvitationsLocale } from 'vue-conference-invitations'
import {
  validateRoomId,
  type RoomEngine,
  type RoomSnapshot,
  type UserRole,
} from 'vue-conference-invitations/manager'
import type { AddressState } from './address'
import { backends } from './backends'
import { enterOrCreate } from './enter-or-create'
import { personOf } from './people/people'

/** Where this device is. */
export type Place =
  | { name: 'start' }
  | { name: 'connecting' }
  | { name: 'lobby' }
  | { name: 'entering'; roomId: string }
  | { name: 'room' }
  | { name: 'badRoomId'; roomId: string }
  | { name: 'roomFailed'; roomId: string; error: unknown }
  | { name: 'connectFailed'; error: unknown }

/** Something to be told above the page. */
export type Notice = { kind: 'roomEnded'; roomName: string } | { kind: 'refused'; error: unknown }

/** Who one is, and the room that one is in. */
export interface Session {
  readonly engine: Readonly<ShallowRef<RoomEngine | null>>
  readonly place: Readonly<ShallowRef<Place>>
  /** Follows the engine; `null` outside. */
  readonly room: Readonly<ShallowRef<RoomSnapshot | null>>
  readonly notice: Ref<Notice | null>
  /** Goes where the address says. */
  start(): Promise<void>
  become(userId: string, room: { id: string | null; name?: string | null }): Promise<void>
  /** Enters a room, or creates it; a failure is a place of its own. */
  enter(roomId: string, roomName?: string | null): Promise<void>
  /** Enters the room of an accepted call; rejects when that does not work. */
  join(roomId: string): Promise<void>
  leave(): Promise<void>
  endForEverybody(): Promise<void>
  changeRole(userId: string, userRole: UserRole): Promise<void>
  startOver(): Promise<void>
}

/** Connects whoever the address names, and keeps the address in step. */
export function createSession(address: AddressState): Session {
  const engine = shallowRef<RoomEngine | null>(null)
  const place = shallowRef<Place>({ name: 'start' })
  const room = shallowRef<RoomSnapshot | null>(null)
  const notice = shallowRef<Notice | null>(null)
  // Grows with every step: whatever an older one still waits for no longer counts.
  let step = 0
  // While one moves oneself, being outside does not mean that the room has ended.
  let ownMoves = 0

  function follow(connected: RoomEngine) {
    connected.onRoomChange((snapshot) => {
      if (engine.value !== connected) return
      const before = room.value
      room.value = snapshot
      if (snapshot || !before || ownMoves > 0) return
      notice.value = { kind: 'roomEnded', roomName: before.roomInfo.roomName }
      goToLobby()
    })
  }

  function goToLobby() {
    step += 1
    place.value = { name: 'lobby' }
    address.change({ room: null, roomName: null })
  }

  async function disconnect() {
    const previous = engine.value
    engine.value = null
    room.value = null
    await previous?.close()
  }

  async function become(
    userId: string,
    { id, name = null }: { id: string | null; name?: string | null },
  ) {
    const mine = ++step
    notice.value = null
    address.change({ user: userId, room: id, roomName: name })
    place.value = { name: 'connecting' }
    await disconnect()
    if (mine !== step) return
    try {
      const { userName, avatarUrl } = personOf(userId)
      const { backend } = address.current.value
      const person = { userId, userName, avatarUrl }
      const connected = await backends[backend](person, address.current.value)
      if (mine !== step) return void connected.close()
      engine.value = connected
      follow(connected)
    } catch (error) {
      if (mine === step) place.value = { name: 'connectFailed', error }
      return
    }
    if (id === null) goToLobby()
    else await enter(id, name)
  }

  async function enter(roomId: string, roomName: string | null = null) {
    const mine = ++step
    notice.value = null
    address.change({ room: roomId, roomName })
    const { user } = address.current.value
    if (!engine.value)
      return user === null ? undefined : become(user, { id: roomId, name: roomName })
    if (!validateRoomId(roomId)) {
      place.value = { name: 'badRoomId', roomId }
      return
    }
    // Somebody who changes rooms stays where they are until the new one is there.
    if (!room.value) place.value = { name: 'entering', roomId }
    try {
      await move((current) => enterOrCreate(current, roomId, roomName))
      if (mine === step) place.value = { name: 'room' }
    } catch (error) {
      if (mine === step) place.value = { name: 'roomFailed', roomId, error }
    }
  }

  async function join(roomId: string) {
    const mine = ++step
    notice.value = null
    try {
      await move((current) => current.enterRoom({ roomId }))
    } catch (error) {
      if (mine === step && !room.value) goToLobby()
      throw error
    }
    if (mine !== step) return
    address.change({ room: roomId, roomName: null })
    place.value = { name: 'room' }
  }

  async function move(way: (current: RoomEngine) => Promise<unknown>) {
    ownMoves += 1
    try {
      if (engine.value) await way(engine.value)
    } finally {
      ownMoves -= 1
    }
  }

  async function leaveBy(way: (engine: RoomEngine) => Promise<void>) {
    try {
      await move(way)
      goToLobby()
    } catch (error) {
      notice.value = { kind: 'refused', error }
    }
  }

  async function changeRole(userId: string, userRole: UserRole) {
    try {
      await engine.value?.changeUserRole({ userId, userRole })
    } catch (error) {
      notice.value = { kind: 'refused', error }
    }
  }

  return {
    engine,
    place,
    room,
    notice,
    async start() {
      const { user, room: id, roomName } = address.current.value
      if (user !== null) await become(user, { id, name: roomName })
    },
    become,
    enter,
    join,
    leave: () => leaveBy((current) => current.exitRoom()),
    endForEverybody: () => leaveBy((current) => current.destroyRoom()),
    changeRole,
    async startOver() {
      step += 1
      place.value = { name: 'start' }
      address.change({ user: null, room: null, roomName: null })
      await disconnect()
    },
  }
}

/** What the pages need, in one injection. */
export interface Playground {
  address: AddressState
  session: Session
  /** The kit's language, and the direction of the page. */
  locale: ComputedRef<ConferenceInvitationsLocale>
}

export const playgroundKey: InjectionKey<Playground> = Symbol('playground')

export function usePlayground(): Playground {
  const playground = inject(playgroundKey)
  if (!playground) throw new Error('The pages need the playground of main.ts.')
  return playground
}
