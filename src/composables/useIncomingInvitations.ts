import {
  computed,
  getCurrentInstance,
  onMounted,
  shallowRef,
  toValue,
  watch,
  type ComputedRef,
} from 'vue'
import { useInvitationContext } from '../context'
import type { Invitation, RoomInfo, UserInfo } from '../manager/types'
import { useInvitationStore } from '../stores/invitation-store'
import type {
  EndedCause,
  EndedInvitation,
  IncomingInvitation,
  IncomingPhase,
  RejectOptions,
} from '../stores/types'
import { createIgnoredCalls } from './ignored-calls'
import { createReminders } from './reminders'
import { useMissedLog } from './useMissedInvitations'

const SILENCED = Symbol('silenced calls')
const REMINDERS = Symbol('reminders')
const IGNORED = Symbol('ignored calls')
const REMIND_AFTER_MS = 60_000
const DEFAULT_MAX_TOASTS = 3

/** One call as a card shows it: what rings, and what has just ended. */
export interface IncomingCard {
  /** The same for one ring from its beginning to its end. */
  key: string
  roomId: string
  roomInfo: RoomInfo
  invitation: Invitation
  /** Everybody who called into this room while it rang, first one first. */
  inviters: readonly UserInfo[]
  /** The inviter's words, `''` when there are none. */
  message: string
  state: IncomingPhase | 'ended'
  /** Why it ended; `null` while it has not. */
  cause: EndedCause | null
  /** Who ended it, where somebody did. */
  by: UserInfo | null
  /** Why the last answer or the joining failed; `null` when nothing did. */
  error: unknown
  /** Whether it shows without a sound, for whatever cause. */
  isSilenced: boolean
  /** Whether the inviter only wanted to tell, without a ring. */
  isSilent: boolean
  /** When it began to ring here: milliseconds. */
  receivedAt: number
  /** When it ended here: milliseconds; `null` while it has not. */
  endedAt: number | null
}

export interface UseIncomingInvitationsOptions {
  /** How long an ended call stays among the cards, in milliseconds. Defaults to 4,000. */
  endedForMs?: number
}

/** Return type of {@link useIncomingInvitations}. */
export interface UseIncomingInvitationsReturn {
  /** What rings and what has just ended, newest first. */
  cards: ComputedRef<readonly IncomingCard[]>
  /** What rings, newest first. */
  ringing: ComputedRef<readonly IncomingInvitation[]>
  /** Accepts, then enters the room. Never rejects: resolves to whether it went well, else see the card. */
  accept(roomId: string): Promise<boolean>
  /** Declines. Never rejects: resolves to whether it went well, else see the card. */
  decline(roomId: string, options?: RejectOptions): Promise<boolean>
  /** Lets the call go on without a sound on this device. */
  silence(roomId: string): void
  /** Rooms whose calls make no sound. */
  silenced: ComputedRef<ReadonlySet<string>>
  /**
   * Takes a call off the cards of this device, and brings it back ringing after `ms` (a minute unless
   * given) or 15 s before its end, whichever is sooner. Ends meanwhile show as ever. Tells whether it
   * did: not for a call that is being answered, nor with less than 30 s left.
   */
  remindLater(roomId: string, ms?: number): boolean
  /** Whether `remindLater` would do anything for a card; follows the clock. */
  canRemindLater(card: Pick<IncomingCard, 'state' | 'invitation'>): boolean
  /** When each room that was put off is back: milliseconds. */
  putOff: ComputedRef<ReadonlyMap<string, number>>
  /**
   * Takes a call off all tabs of this browser, with its ring and its end, and tells nobody: to the
   * inviter it goes on calling. One that nobody answers elsewhere is missed. Tells whether it did: not
   * for a call that is being answered.
   */
  ignore(roomId: string): boolean
  /** Takes an ended call, or one whose joining failed, off the cards. */
  dismiss(roomId: string): void
  /** Enters the room again after joining failed. Never rejects, as {@link accept}. */
  retryJoin(roomId: string): Promise<boolean>
  /** How many calls were missed, earlier pages included; see `useMissedInvitations`. */
  missedCount: ComputedRef<number>
  /** How many cards the policy lets show at once. */
  maxToasts: ComputedRef<number>
}

/** Everything that calls this person, and how to answer. */
export function useIncomingInvitations({
  endedForMs = 4_000,
}: UseIncomingInvitationsOptions = {}): UseIncomingInvitationsReturn {
  const context = useInvitationContext()
  const { clock, currentRoom, policy, share } = context
  const store = useInvitationStore()
  const silencedKeys = share(SILENCED, () => shallowRef<ReadonlySet<string>>(new Set()))
  const reminders = share(REMINDERS, () => createReminders(clock, unsilence))
  const ignored = share(IGNORED, () => createIgnoredCalls(context, store))
  const missedLog = useMissedLog()
  // not before: the first rendering is the same as the server's
  if (getCurrentInstance()) onMounted(ignored.start)
  else ignored.start()

  const ringing = computed(() => {
    const { whenBusy, whileRinging } = policy.value
    const all = store.incoming.filter(
      (call) => !reminders.putOff.value.has(call.key) && !(isRinging(call) && ignored.has(call)),
    )
    if (whenBusy === 'queue' && currentRoom.value) return all.filter((call) => !isRinging(call))
    return whileRinging === 'queue' ? all.slice(-1) : all
  })

  const ended = computed(() => {
    const since = clock.now.value - endedForMs
    const rooms = new Set(ringing.value.map(({ roomId }) => roomId))
    return store.ended.filter((call) => {
      if (call.endedAt <= since || rooms.has(call.roomId) || ignored.has(call)) return false
      rooms.add(call.roomId)
      return true
    })
  })

  const cards = computed(() =>
    [...ringing.value, ...ended.value]
      .sort((one, other) => other.receivedAt - one.receivedAt)
      .map(toCard),
  )

  const silenced = computed<ReadonlySet<string>>(
    () => new Set(store.incoming.filter(isSilenced).map(({ roomId }) => roomId)),
  )

  function isSilenced(call: IncomingInvitation) {
    const own = policy.value.forCall?.(call)
    const isQuietTime = toValue(policy.value.doNotDisturb) === true && own !== 'ring'
    return isQuietTime || own === 'silent' || call.isSilent || silencedKeys.value.has(call.key)
  }

  function toCard(call: IncomingInvitation | EndedInvitation): IncomingCard {
    const { key, roomId, roomInfo, invitation, inviters, extensionInfo } = call
    const { receivedAt, phase, error } = call
    const end = 'cause' in call ? call : null
    return {
      key,
      roomId,
      roomInfo,
      invitation,
      inviters,
      message: extensionInfo,
      state: end ? 'ended' : phase,
      cause: end?.cause ?? null,
      by: end?.by ?? null,
      error,
      isSilenced: isSilenced(call),
      isSilent: invitation.silent === true,
      receivedAt,
      endedAt: end?.endedAt ?? null,
    }
  }

  function silence(roomId: string) {
    // forgets rings that are over, so that the set does not grow for ever
    const silent = store.incoming.filter(
      (call) => silencedKeys.value.has(call.key) || call.roomId === roomId,
    )
    silencedKeys.value = new Set(silent.map(({ key }) => key))
  }

  function unsilence(key: string) {
    const silent = new Set(silencedKeys.value)
    if (silent.delete(key)) silencedKeys.value = silent
  }

  function remindLater(roomId: string, ms = REMIND_AFTER_MS) {
    const call = store.incoming.find((one) => one.roomId === roomId)
    return call?.phase === 'ringing' && reminders.add(call.key, call.invitation, ms)
  }

  function ignore(roomId: string) {
    const call = store.incoming.find((one) => one.roomId === roomId)
    if (!call || !isRinging(call)) return false
    ignored.add(call)
    return true
  }

  const putOff = computed(() => {
    const times = reminders.putOff.value
    return new Map(
      store.incoming.flatMap(({ key, roomId }) => {
        const time = times.get(key)
        return time === undefined ? [] : [[roomId, time] as const]
      }),
    )
  })

  // an ended card goes when its time is over, also when nothing else makes the clock tick
  watch(
    () => Math.min(...ended.value.map(({ endedAt }) => endedAt)),
    (endedAt, _, onCleanup) => {
      if (endedAt !== Infinity) onCleanup(clock.at(endedAt + endedForMs, () => {}))
    },
    { immediate: true },
  )

  return {
    cards,
    ringing,
    accept: (roomId) => succeeds(store.accept(roomId)),
    decline: (roomId, options) => succeeds(store.reject(roomId, options)),
    silence,
    silenced,
    remindLater,
    canRemindLater: ({ state, invitation }) =>
      state === 'ringing' && reminders.canPutOff(invitation, clock.now.value),
    putOff,
    ignore,
    dismiss: (roomId) => store.dismissEnded(roomId),
    retryJoin: (roomId) => succeeds(store.retryJoin(roomId)),
    missedCount: computed(() => missedLog.missed.value.length),
    maxToasts: computed(() => policy.value.maxToasts ?? DEFAULT_MAX_TOASTS),
  }
}

function isRinging({ phase }: IncomingInvitation) {
  return phase === 'ringing'
}

/** The failure itself is on the card. */
function succeeds(answer: Promise<void>): Promise<boolean> {
  return answer.then(
    () => true,
    () => false,
  )
}
