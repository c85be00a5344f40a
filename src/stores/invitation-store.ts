import { defineStore, skipHydrate, type Pinia } from 'pinia'
import { onScopeDispose } from 'vue'
import { useInvitationContext, type InvitationContext } from '../context'
import { diagnosticError } from '../diagnostics'
import { InvitationStatus } from '../manager/enums'
import type { Invitation, InvitationNotice } from '../manager/types'
import { followForAnalytics } from './analytics'
import { createIncoming } from './incoming'
import { createRevokedCalls } from './revoked-calls'
import { shareRoomList } from './room-list'
import { createSession, roomIdOf } from './session'
import type { InviteOptions, RejectOptions } from './types'

/** Id of the store; another context on the same Pinia gets `conference-invitations-2`, and so on. */
export const INVITATION_STORE_ID = 'conference-invitations'

const STORE = Symbol('invitation store')

/**
 * The store of the nearest context: a mirror of the backend, written by its events and by nothing
 * else. To change something, call an action and wait for the event.
 *
 * @example
 * ```ts
 * const store = useInvitationStore()
 * await store.invite({ userIdList: ['ben'], timeout: 60 })
 * ```
 */
export function useInvitationStore(): InvitationStore {
  const context = useInvitationContext()
  return context.share(STORE, () => createInvitationStore(context))
}

function createInvitationStore(context: InvitationContext) {
  const pinia = context.app.config.globalProperties.$pinia as Pinia | undefined
  if (!pinia) throw diagnosticError('CI_C002')

  const store = defineStore(freeId(pinia), () => setUp(context))(pinia)
  followForAnalytics(context, store)
  onScopeDispose(() => {
    store.$dispose()
    delete pinia.state.value[store.$id]
  })
  return store
}

function freeId(pinia: Pinia): string {
  let id = INVITATION_STORE_ID
  for (let count = 2; pinia._s.has(id); count += 1) id = `${INVITATION_STORE_ID}-${count}`
  return id
}

function setUp(context: InvitationContext) {
  const roomList = shareRoomList(context)
  const revokedCalls = createRevokedCalls()
  const calls = createIncoming(context)
  const { loader } = roomList
  let roomId: string | null = null

  /** Hands over a row when it belongs to the current room. */
  function inRoom(take: (invitation: Invitation) => void) {
    return (notice: InvitationNotice) => {
      if (roomIdOf(notice) === roomId) take(notice.invitation)
    }
  }

  const amendInRoom = inRoom(roomList.amend)

  const { connection, follow } = createSession(context, {
    events: {
      onInvitationAdded: inRoom((invitation) => {
        roomList.put(invitation)
        revokedCalls.forget(invitation)
      }),
      onInvitationStatusChanged: inRoom(roomList.put),
      onInvitationRemoved: inRoom(roomList.remove),
      onInvitationAccepted: ({ roomInfo, invitation }) => {
        const status = InvitationStatus.ACCEPTED
        amendInRoom({ roomInfo, invitation: { ...invitation, status } })
      },
      onInvitationRejected: ({ roomInfo, invitation, reason }) => {
        const status = InvitationStatus.REJECTED
        amendInRoom({ roomInfo, invitation: { ...invitation, status, reason } })
      },
      onInvitationTimeout: ({ roomInfo, invitation }) => {
        const status = InvitationStatus.TIMEOUT
        amendInRoom({ roomInfo, invitation: { ...invitation, status } })
        if (isForMe(invitation)) calls.end(roomInfo, invitation, { cause: 'missed' })
      },
      onReceiveInvitation: calls.ring,
      onInvitationHandledByOtherDevice: ({ roomInfo, accepted }) =>
        calls.handledElsewhere(roomInfo, accepted),
      onInvitationCancelled: ({ roomInfo, invitation }) =>
        calls.end(roomInfo, invitation, { cause: 'cancelled', by: invitation.inviter }),
      onInvitationRevokedByAdmin: ({ roomInfo, invitation, operateUser }) => {
        if (isForMe(invitation)) {
          calls.end(roomInfo, invitation, { cause: 'revoked', by: operateUser })
        } else if (roomInfo.roomId === roomId) revokedCalls.add(invitation, operateUser)
      },
    },
    onUserChange: calls.open,
    onRoomChange(source) {
      roomId = source?.roomId ?? null
      roomList.open(source)
      revokedCalls.clear()
      if (roomId !== null) calls.enter(roomId)
    },
    onOnline() {
      void calls.takeSurvey()
      loader.refresh({ restart: true }).catch(isShown)
    },
    onServer: loader.expectLoad,
    onOnlineInOtherRoom: () => void loader.refresh().catch(isShown),
  })

  /** The inviter's devices hear of time-outs and revocations too. */
  function isForMe({ invitee }: Invitation) {
    const me = context.currentUser.value?.userId
    return me === undefined || me === invitee.userId
  }

  onScopeDispose(roomList.dispose)

  const { list } = roomList
  const { hasMore, isLoading, error, refreshedAt } = loader
  const { incoming, ended, missed } = calls
  const { revoked } = revokedCalls

  return {
    /** Everybody invited to the current room, in the backend's order. */
    list,
    /** Whether the backend has more rows. */
    hasMore: skipHydrate(hasMore),
    isLoading: skipHydrate(isLoading),
    /** Why loading the list failed last; `null` when it did not. */
    error: skipHydrate(error),
    /** When the list was last taken: milliseconds; `null` before. */
    refreshedAt: skipHydrate(refreshedAt),
    /** What rings now, newest first. */
    incoming: skipHydrate(incoming),
    /** The last 20 calls that have ended, newest first. */
    ended: skipHydrate(ended),
    /** Calls that nobody answered, newest first. */
    missed: skipHydrate(missed),
    /** Calls of this person into the current room that others took back, newest first. */
    revoked: skipHydrate(revoked),
    connection: skipHydrate(connection),

    /** Rings people; resolves to one code each, rejects as `inviteUsers`. Their rows show at once. */
    async invite(options: InviteOptions) {
      follow()
      return roomList.invite(options)
    },
    /** Takes calls back; rejects as `cancelInvitation`, and the rows come back with the error. */
    async cancel(userIdList: readonly string[]) {
      follow()
      return roomList.cancel(userIdList)
    },
    /** Accepts, then enters the room through `onJoin`; rejects with what failed, which the call keeps. */
    async accept(forRoomId: string) {
      follow()
      return calls.accept(forRoomId)
    },
    /** Declines; rejects as `reject` of the backend, and the call keeps the error. */
    async reject(forRoomId: string, options?: RejectOptions) {
      follow()
      return calls.reject(forRoomId, options)
    },
    /** Enters the room again after `onJoin` failed. */
    async retryJoin(forRoomId: string) {
      follow()
      return calls.retryJoin(forRoomId)
    },
    /** Takes the list afresh, as far as it was loaded; rejects with what `error` then says. */
    async refresh() {
      follow()
      return loader.refresh()
    },
    /** Takes the next page, unless the list is complete; rejects with what `error` then says. */
    async loadMore() {
      follow()
      return loader.loadMore()
    },
    /** Takes an ended call, or one whose joining failed, out. */
    dismissEnded: calls.dismissEnded,
    /** Takes the missed call of a room out, or `all`. */
    dismissMissed: calls.dismissMissed,
    /** Takes what was revoked out. */
    dismissRevoked: revokedCalls.clear,
  }
}

/** Nobody awaited it, but everybody can see it: the store's `error` says what failed. */
function isShown() {}

/** The store that {@link useInvitationStore} gives. */
export type InvitationStore = ReturnType<typeof createInvitationStore>
