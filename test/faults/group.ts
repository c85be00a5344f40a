import {
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

  async function ring(callId: string, timeout: number) {
    const options = { roomId, userIdList: [inviteeId], timeout, extensionInfo: callId }
    const rings = await waitFor(async () => {
      const codes = await insist(() => host.manager.inviteUsers(options))
      // 1: an earlier answer was lost; 2: the service has not heard yet that they have left
      const isOn = codes.get(inviteeId) !== 2
      if (!isOn) await wait(ROUND_MS)
      return isOn
    })
    mustBe(rings, `${callId} could not be made`)
  }

  const cancel = () => host.manager.cancelInvitation({ roomId, userIdList: [inviteeId] })
  async function accept() {
    await phone.manager.accept({ roomId })
    phone.noteAnswered(roomId)
  }
  async function reject() {
    await laptop.manager.reject({ roomId })
    laptop.noteAnswered(roomId)
  }

  async function act(kind: RoundKind, { winners, callId }: RecordedCall) {
    const attempts = {
      accept: async () =>
        accept().then(() => winners.push({ device: phone.record.name, by: 'accept' })),
      reject: async () =>
        reject().then(() => winners.push({ device: laptop.record.name, by: 'reject' })),
      cancel: async () =>
        cancel().then(() => winners.push({ device: host.record.name, by: 'cancel' })),
    }
    // it ends by itself, and perhaps before anybody is back who could see it
    if (kind === 'timeout') return
    await waitFor(() => phone.isRinging(roomId) && laptop.isRinging(roomId), HEARING_MS)
    if (kind === 'race') {
      // a host that has not seen the ring yet may take back whatever became of it
      await waitFor(() => hasHeardOfRing(host, callId), HEARING_MS)
      const isKnown = hasHeardOfRing(host, callId)
      await Promise.allSettled([
        attempts.accept(),
        attempts.reject(),
        ...(isKnown ? [attempts.cancel()] : []),
      ])
      // nobody got through
      if (winners.length === 0) await settle(attempts.accept)
    } else {
      await settle(attempts[kind])
    }
  }

  /** Asks the service, not those who took part. */
  async function readOutcome(): Promise<Outcome> {
    let outcome: Outcome | undefined
    const isEnded = await waitFor(async () => {
      const page = await insist(() => host.manager.getInvitationList({ roomId }))
      const row = page.invitationList.find(({ invitee }) => invitee.userId === inviteeId)
      outcome = row ? OUTCOMES[row.status] : 'cancelled'
      if (!outcome) await wait(ROUND_MS)
      return outcome !== undefined
    })
    mustBe(isEnded && outcome !== undefined, `a call to ${inviteeId} never ended`)
    return outcome
  }

  async function round(kind: RoundKind, callId: string) {
    const call: RecordedCall = {
      ...{ callId, roomId, inviterId, inviteeId, winners: [], outcome: 'cancelled' },
      ...{ startedAt: performance.now(), endedAt: Infinity },
    }
    await ring(callId, kind === 'timeout' ? SHORT_RING : LONG_RING)
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

/** Does something until it is done, or until there is nothing left to do it to. */
async function settle(task: () => Promise<unknown>) {
  try {
    await insist(task)
  } catch (error) {
    if (!isConferenceInvitationError(error, InvitationErrorCode.NOTHING_PENDING)) throw error
  }
}

function hasHeard({ record }: App, callId: string, name: string) {
  return record.notes.some(
    (note) => note.kind === 'event' && note.callId === callId && note.name === name,
  )
}

function hasHeardOfRing(app: App, callId: string) {
  return ['onInvitationAdded', 'onInvitationStatusChanged'].some((name) =>
    hasHeard(app, callId, name),
  )
}
