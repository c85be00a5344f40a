import {
  InvitationCode,
  InvitationErrorCode,
  InvitationStatus,
  isConferenceInvitationError,
} from 'vue-conference-invitations/manager'
import { openApp, type App } from './app'
import { findLost } from './find-faults'
import type { Outcome, RecordedCall } from './recording'
import { insist, mustBe, wait, waitFor } from './waiting'

/** What a round does with its call: one answer, none in time, or all of them at the same moment. */
export type RoundKind = 'accept' | 'reject' | 'cancel' | 'timeout' | 'race'

const KINDS: readonly RoundKind[] = ['race', 'accept', 'timeout', 'reject', 'race', 'cancel']
/** No more calls of one person than the rules allow in their window. */
const ROUND_MS = 650
/** Seconds: for those who answer, and for those who let it ring. */
const LONG_RING = 90
const SHORT_RING = 1
/** How long a round waits for what everybody must hear, in milliseconds; what comes later still counts. */
const HEARING_MS = 15_000
/** How long a host waits to see the ring before it asks for the list, in milliseconds. */
const SEEING_MS = 2_000

const OUTCOMES: Partial<Record<InvitationStatus, Outcome>> = {
  [InvitationStatus.ACCEPTED]: 'accepted',
  [InvitationStatus.REJECTED]: 'rejected',
  [InvitationStatus.TIMEOUT]: 'timedOut',
}

/** Two people in a room, and one outside with two devices; whoever calls has another gateway than who is called. */
export interface Group {
  apps: App[]
  calls: RecordedCall[]
  /** Calls again and again until told to stop, then ends the round that it is in. */
  run(isOver: () => boolean): Promise<void>
}

/** Connects a {@link Group} to the gateways at some addresses. */
export async function openGroup(
  name: string,
  place: number,
  urls: readonly string[],
): Promise<Group> {
  const roomId = `${name}-room`
  const inviteeId = `${name}-bob`
  const inviterId = `${name}-ann`
  const urlAt = (shift: number) => urls[(place + shift + urls.length) % urls.length]!
  const [host, guest, phone, laptop] = await Promise.all([
    openApp({ name: `${name}-host`, userId: inviterId, url: urlAt(0), roomId }),
    openApp({ name: `${name}-guest`, userId: `${name}-gus`, url: urlAt(1), roomId }),
    openApp({ name: `${name}-phone`, userId: inviteeId, url: urlAt(1) }),
    openApp({ name: `${name}-laptop`, userId: inviteeId, url: urlAt(-1) }),
  ])
  const apps = [host, guest, phone, laptop]
  const devices = apps.map(({ record }) => record)
  const calls: RecordedCall[] = []
  await host.engine.createRoom({ roomId })
  await host.engine.enterRoom({ roomId })
  await guest.engine.enterRoom({ roomId })

  async function readRow() {
    const page = await insist(() => host.manager.getInvitationList({ roomId }))
    return page.invitationList.find(({ invitee }) => invitee.userId === inviteeId)
  }

  /** Calls until the service says that it rings; gives the id of the try that does. */
  async function ring(name: string, timeout: number): Promise<string> {
    let tries = 0
    let callId: string | undefined
    const isOn = await waitFor(async () => {
      const code = await insist(async () => {
        // another one each time: an earlier one may have rung to its end, and its answer was lost
        callId = `${name}.${++tries}`
        const call = { roomId, userIdList: [inviteeId], timeout, extensionInfo: callId }
        return (await host.manager.inviteUsers(call)).get(inviteeId)
      })
      // an earlier one does ring
      if (code === InvitationCode.ALREADY_IN_INVITATION_LIST) {
        callId = (await readRow())?.extensionInfo
        return callId !== undefined
      }
      // the service has not heard yet that they have left
      if (code !== InvitationCode.SUCCESS) await wait(ROUND_MS)
      return code === InvitationCode.SUCCESS
    })
    mustBe(isOn && callId !== undefined, `${name} could not be made`)
    return callId
  }

  async function act(kind: RoundKind, { winners, callId }: RecordedCall) {
    const attempts = {
      async accept() {
        await phone.manager.accept({ roomId })
        phone.noteAnswered(roomId)
        winners.push({ device: phone.record.name, by: 'accept' })
      },
      async reject() {
        await laptop.manager.reject({ roomId })
        laptop.noteAnswered(roomId)
        winners.push({ device: laptop.record.name, by: 'reject' })
      },
      async cancel() {
        await host.manager.cancelInvitation({ roomId, userIdList: [inviteeId] })
        winners.push({ device: host.record.name, by: 'cancel' })
      },
    }
    // it ends by itself, and perhaps before anybody is back who could see it
    if (kind === 'timeout') return
    await waitFor(() => phone.isRinging(roomId) && laptop.isRinging(roomId), HEARING_MS)
    if (kind === 'race') {
      // a host that knows nothing of the ring may take back whatever became of it
      const isKnown = await waitFor(() => hasHeardOfRing(host, callId), SEEING_MS)
      if (!isKnown) await readRow()
      await Promise.allSettled([attempts.accept(), attempts.reject(), attempts.cancel()])
      // nobody got through
      if (winners.length === 0) await settle(attempts.accept)
    } else {
      await settle(attempts[kind])
    }
  }

  /** Does something until it is done, or until there is nothing left to do it to: then devices look anew, as apps do. */
  async function settle(task: () => Promise<unknown>) {
    try {
      await insist(task)
    } catch (error) {
      if (!isConferenceInvitationError(error, InvitationErrorCode.NOTHING_PENDING)) throw error
      await Promise.all([phone.lookAnew(), laptop.lookAnew()])
    }
  }

  /** Asks the service, not those who took part. */
  async function readOutcome(): Promise<Outcome> {
    let outcome: Outcome | undefined
    const isEnded = await waitFor(async () => {
      const row = await readRow()
      outcome = row ? OUTCOMES[row.status] : 'cancelled'
      if (!outcome) await wait(ROUND_MS)
      return outcome !== undefined
    })
    mustBe(isEnded && outcome !== undefined, `a call to ${inviteeId} never ended`)
    return outcome
  }

  async function round(kind: RoundKind, name: string) {
    const startedAt = performance.now()
    const callId = await ring(name, kind === 'timeout' ? SHORT_RING : LONG_RING)
    const call: RecordedCall = {
      ...{ callId, roomId, inviterId, inviteeId, winners: [], outcome: 'cancelled' },
      ...{ startedAt, endedAt: Infinity },
    }
    await act(kind, call)
    call.outcome = await readOutcome()
    await waitFor(() => findLost(call, devices).length === 0, HEARING_MS)
    if (call.outcome === 'accepted') {
      // who comes in can be called again
      await insist(() => phone.engine.enterRoom({ roomId }))
      await insist(() => phone.engine.exitRoom())
    }
    call.endedAt = performance.now()
    calls.push(call)
  }

  return {
    apps,
    calls,
    async run(isOver) {
      for (let n = place; !isOver(); n++) {
        const pause = wait(ROUND_MS)
        await round(KINDS[n % KINDS.length]!, `${name}-${n}`)
        await pause
      }
    },
  }
}

/** Whether a device in the room has seen a row of this call. */
function hasHeardOfRing({ record }: App, callId: string) {
  return record.notes.some((note) => note.kind === 'event' && note.callId === callId)
}
