import { computed, getCurrentInstance, onMounted, type ComputedRef } from 'vue'
import { useInvitationContext } from '../context'
import type { Invitation, RoomInfo, UserInfo } from '../manager/types'
import { useInvitationStore } from '../stores/invitation-store'
import type { MissedInvitation } from '../stores/types'
import { keyOf } from './missed/missed-book'
import { createMissedJoining } from './missed/missed-joining'
import { createMissedLog } from './missed/missed-log'

const MISSED_LOG = Symbol('missed log')
const MISSED_JOINING = Symbol('missed joining')

/** A call that nobody answered, on this page or an earlier one; one for each room. */
export interface MissedEntry {
  /** The same for one ring, also after a reload. */
  key: string
  roomId: string
  roomInfo: RoomInfo
  invitation: Invitation
  /** Who called. */
  inviter: UserInfo
  /** Their words, `''` when there are none. */
  message: string
  /** Milliseconds. */
  missedAt: number
  state: 'missed' | 'joining' | 'joinFailed'
  /** Why joining failed last; `null` when it did not. */
  error: unknown
}

/** Return type of {@link useMissedInvitations}. */
export interface UseMissedInvitationsReturn {
  /** Newest first; the last 50 of the last 7 days. Empty before the component is mounted. */
  missed: ComputedRef<readonly MissedEntry[]>
  /** How many there are, for a badge. */
  count: ComputedRef<number>
  /** Whether the room can still be joined, by `canJoin`; `null` while the app is asked. Reactive. */
  isJoinable(entry: Pick<MissedEntry, 'key' | 'roomId' | 'roomInfo'>): boolean | null
  /** Asks `canJoin` anew about every room. */
  recheck(): void
  /**
   * Enters the room through `onJoin`; the entry goes when that succeeds. Never rejects: resolves to
   * whether it went well, else see the entry.
   */
  join(roomId: string): Promise<boolean>
  /** Takes the call of a room out, in all tabs. */
  dismiss(roomId: string): void
  /** Takes everything out, in all tabs. */
  dismissAll(): void
}

/** What rang while nobody answered; kept over reloads for each person, and the same in all tabs. */
export function useMissedInvitations(): UseMissedInvitationsReturn {
  const context = useInvitationContext()
  const store = useInvitationStore()
  const log = useMissedLog()
  const joining = context.share(MISSED_JOINING, () => createMissedJoining(context, store, log))

  const missed = computed(() => log.missed.value.map(toEntry))

  function toEntry(one: MissedInvitation): MissedEntry {
    const { roomId, roomInfo, invitation, missedAt } = one
    const key = keyOf(one)
    const attempt = joining.attempts.value.get(key)
    return {
      key,
      roomId,
      roomInfo,
      invitation,
      inviter: invitation.inviter,
      message: invitation.extensionInfo ?? '',
      missedAt,
      state: attempt?.state ?? 'missed',
      error: attempt?.error ?? null,
    }
  }

  return {
    missed,
    count: computed(() => log.missed.value.length),
    isJoinable: joining.isJoinable,
    recheck: joining.recheck,
    join: joining.join,
    dismiss: log.dismiss,
    dismissAll: () => log.dismiss('all'),
  }
}

/** The missed calls of the context, which are kept from the first use on. */
export function useMissedLog() {
  const context = useInvitationContext()
  const store = useInvitationStore()
  const log = context.share(MISSED_LOG, () => createMissedLog(context, store))
  // not before: the first rendering is the same as the server's
  if (getCurrentInstance()) onMounted(log.start)
  else log.start()
  return log
}
