import { watch } from 'vue'
import type { AnalyticsEventBase, InvitationAnalyticsEvent, InvitationContext } from '../context'
import { InvitationCode } from '../manager/enums'
import type { InvitationStore } from './invitation-store'
import type { EndedInvitation, IncomingInvitation } from './types'

type Analysed = Pick<InvitationContext, 'onEvent' | 'personalData' | 'clock' | 'currentRoom'> &
  Pick<InvitationContext, 'reportError'>

/** What is remembered of a call that rings, besides what the store says. */
interface Known {
  call: number
  phase: IncomingInvitation['phase']
  answeredAt: number | null
}

/** Tells the app's `onEvent` what the store's calls come to; does nothing without it. */
export function followForAnalytics(context: Analysed, store: InvitationStore): void {
  const { onEvent, personalData, clock, reportError } = context
  if (!onEvent) return

  function tell(event: InvitationAnalyticsEvent) {
    try {
      onEvent?.(event)
    } catch (error) {
      reportError(error, 'onEvent')
    }
  }

  function base(roomId: string, userIds: readonly string[], at = clock.read()): AnalyticsEventBase {
    return personalData ? { at, personal: { roomId, userIds } } : { at }
  }

  followInvites(context, store, tell, base)
  followCalls(context, store, tell, base)
}

type Tell = (event: InvitationAnalyticsEvent) => void
type Base = (roomId: string, userIds: readonly string[], at?: number) => AnalyticsEventBase

function followInvites(
  { clock, currentRoom }: Analysed,
  store: InvitationStore,
  tell: Tell,
  base: Base,
) {
  store.$onAction(({ name, args, after, onError }) => {
    if (name !== 'invite') return
    const { userIdList, timeout = 0, silent = false } = args[0]
    const userIds = [...new Set(userIdList)]
    const roomId = currentRoom.value?.roomId ?? ''
    const count = userIds.length
    const startedAt = clock.read()
    const facts = () => ({
      ...base(roomId, userIds),
      count,
      durationMs: clock.read() - startedAt,
    })

    after((codes) => {
      const answers = [...codes.values()]
      const notCalledCount = answers.filter((code) => code !== InvitationCode.SUCCESS).length
      const how = { notCalledCount, timeoutSeconds: timeout, isSilent: silent }
      tell({ type: 'inviteSent', ...facts(), ...how })
    })
    onError((error) => tell({ type: 'inviteFailed', ...facts(), errorCode: codeOf(error) }))
  })
}

function followCalls({ clock }: Analysed, store: InvitationStore, tell: Tell, base: Base) {
  let known = new Map<string, Known>()
  let count = 0

  const factsOf = ({ roomId, inviters }: IncomingInvitation, { call }: Known, at?: number) => ({
    ...base(
      roomId,
      inviters.map(({ userId }) => userId),
      at,
    ),
    call,
  })

  function show(incoming: IncomingInvitation): Known {
    const { receivedAt, isSilent, invitation, phase } = incoming
    const shown: Known = { call: (count += 1), phase, answeredAt: null }
    const { expiresAt } = invitation
    tell({
      type: 'callShown',
      ...factsOf(incoming, shown, receivedAt),
      isSilent,
      ringsForMs: typeof expiresAt === 'number' ? expiresAt - receivedAt : null,
    })
    return shown
  }

  function follow(incoming: IncomingInvitation): Known {
    const before = known.get(incoming.key) ?? show(incoming)
    const { phase } = incoming
    if (phase === before.phase) return before
    if (phase === 'joinFailed') {
      const facts = factsOf(incoming, before)
      tell({ type: 'callJoinFailed', ...facts, errorCode: codeOf(incoming.error) })
    }
    // a failed answer rings on: the next one counts
    const isFirstAnswer = phase === 'accepting' || phase === 'declining'
    return { ...before, phase, answeredAt: isFirstAnswer ? clock.read() : before.answeredAt }
  }

  function end(ended: EndedInvitation, before: Known) {
    const { cause, receivedAt, endedAt } = ended
    const facts = { ...factsOf(ended, before, endedAt), durationMs: endedAt - receivedAt }
    const answeredAfterMs = (before.answeredAt ?? endedAt) - receivedAt
    if (cause === 'accepted') tell({ type: 'callAccepted', ...facts, answeredAfterMs })
    else if (cause === 'declined') tell({ type: 'callDeclined', ...facts, answeredAfterMs })
    else if (cause === 'missed') tell({ type: 'callMissed', ...facts })
    else tell({ type: 'callEnded', ...facts, cause })
  }

  watch([() => store.incoming, () => store.ended], ([ringing, over]) => {
    for (const ended of over) {
      const before = known.get(ended.key)
      if (before) end(ended, before)
    }
    known = new Map(ringing.map((incoming) => [incoming.key, follow(incoming)]))
  })
}

/** Codes say what failed; messages may say who. */
function codeOf(error: unknown): number | null {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'number' ? code : null
}
