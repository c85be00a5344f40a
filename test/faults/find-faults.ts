import { InvitationEvent } from 'vue-conference-invitations/manager'
import type { Note, Outcome, RecordedCall, RecordedDevice, Recording } from './recording'

/** What must never happen, one line each. */
export interface Faults {
  lost: string[]
  duplicates: string[]
  doubleWinners: string[]
  ghostRings: string[]
}

type EventNote = Extract<Note, { kind: 'event' }>

/** Something that a device must hear of a call; any of the names does. */
interface Expectation {
  device: RecordedDevice
  log: 'user' | 'room'
  names: readonly InvitationEvent[]
  /** How often at least. */
  count: number
}

const {
  onReceiveInvitation,
  onInvitationAccepted,
  onInvitationRejected,
  onInvitationCancelled,
  onInvitationTimeout,
  onInvitationHandledByOtherDevice,
  onInvitationAdded,
  onInvitationRemoved,
  onInvitationStatusChanged,
} = InvitationEvent

/** What the inviter hears in person. */
const TO_INVITER: Record<Outcome, InvitationEvent | null> = {
  accepted: onInvitationAccepted,
  rejected: onInvitationRejected,
  cancelled: null,
  timedOut: onInvitationTimeout,
}
/** What stops the ringing of devices that did not answer themselves. */
const TO_INVITEE: Record<Outcome, InvitationEvent> = {
  accepted: onInvitationHandledByOtherDevice,
  rejected: onInvitationHandledByOtherDevice,
  cancelled: onInvitationCancelled,
  timedOut: onInvitationTimeout,
}

/** Looks through a recording for what must never happen. */
export function findFaults({ calls, devices, pending }: Recording): Faults {
  return {
    lost: [
      ...calls.flatMap((call) => findLost(call, devices)),
      ...devices.flatMap((device) =>
        pendingOf(device, pending)
          .filter((callId) => !device.ringing.includes(callId))
          .map((callId) => `${device.name} does not ring for ${callId}`),
      ),
    ],
    duplicates: devices.flatMap(findDuplicates),
    doubleWinners: calls
      .filter(({ winners }) => winners.length > 1)
      .map(({ callId, winners }) => `${callId} was won by ${winners.map(sayWinner).join(' and ')}`),
    ghostRings: devices.flatMap((device) =>
      device.ringing
        .filter((callId) => !pendingOf(device, pending).includes(callId))
        .map((callId) => `${device.name} still rings for ${callId}`),
    ),
  }
}

/** What has not been heard of one call that should have been. */
export function findLost(call: RecordedCall, devices: readonly RecordedDevice[]): string[] {
  return expectationsOf(call, devices)
    .filter((one) => !isHeard(one, call) && !isExcused(one, call))
    .map(({ device, names }) => `${device.name} never heard ${names.join('/')} of ${call.callId}`)
}

function expectationsOf(call: RecordedCall, devices: readonly RecordedDevice[]): Expectation[] {
  const { roomId, inviterId, inviteeId, outcome } = call
  const toInviter = TO_INVITER[outcome]
  const isCancelled = outcome === 'cancelled'
  return devices.flatMap((device): Expectation[] => {
    const personal = (name: InvitationEvent) =>
      ({ device, log: 'user', names: [name], count: 1 }) as const
    const ofRoom = (names: InvitationEvent[], count: number) =>
      ({ device, log: 'room', names, count }) as const
    const isInvitee = device.userId === inviteeId
    return [
      ...(isInvitee ? [personal(onReceiveInvitation)] : []),
      ...(isInvitee && !hasAnswered(device, call, devices) ? [personal(TO_INVITEE[outcome])] : []),
      ...(device.userId === inviterId && toInviter ? [personal(toInviter)] : []),
      // the ring is a change of the row too, where the row was there before
      ...(device.roomId === roomId
        ? [
            ofRoom([onInvitationAdded, onInvitationStatusChanged], isCancelled ? 1 : 2),
            ...(isCancelled ? [ofRoom([onInvitationRemoved], 1)] : []),
          ]
        : []),
    ]
  })
}

/** Whether this device of the invitee is the one that said yes or no: it is told by the answer to its call. */
function hasAnswered(
  device: RecordedDevice,
  call: RecordedCall,
  devices: readonly RecordedDevice[],
) {
  const { winners, inviteeId, outcome } = call
  if (outcome !== 'accepted' && outcome !== 'rejected') return false
  const known = winners.find(({ by }) => by !== 'cancel')
  if (known) return known.device === device.name
  // the answer was lost: whoever it was, only one may have heard nothing
  const silent = devices.filter(
    (one) =>
      one.userId === inviteeId && eventsOf(one, call.callId, [TO_INVITEE[outcome]]).length === 0,
  )
  return silent[0] === device
}

function eventsOf({ notes }: RecordedDevice, callId: string, names: readonly InvitationEvent[]) {
  return notes.filter(
    (note): note is EventNote =>
      note.kind === 'event' && note.callId === callId && names.includes(note.name),
  )
}

function isHeard({ device, names, count }: Expectation, { callId }: RecordedCall) {
  return new Set(eventsOf(device, callId, names).map(({ revision }) => revision)).size >= count
}

/** Whether the service has told this device meanwhile that something is gone: then it has looked anew. */
function isExcused({ device, log }: Expectation, { startedAt, endedAt }: RecordedCall) {
  return device.notes.some(
    (note) =>
      note.kind === 'reset' && note.log === log && note.at >= startedAt && note.at <= endedAt,
  )
}

function findDuplicates({ name: device, notes }: RecordedDevice): string[] {
  const heard = new Set<string>()
  /** The revision of each call that rings, and what has rung since the line is up. */
  const rings = new Map<string, number | null>()
  const rungOnLine = new Set<string>()
  return notes.flatMap((note) => {
    if (note.kind === 'online') rungOnLine.clear()
    if (note.kind !== 'event') return []
    const { name, callId, revision } = note
    const complaint = `${device} heard ${name} of ${callId} twice`
    if (name === onReceiveInvitation) {
      // after a reconnect what still rings is delivered again: the same ring, no second one
      const isAnother = rings.has(callId) && rings.get(callId) !== revision
      const isAgain = isAnother || rungOnLine.has(callId)
      rings.set(callId, revision)
      rungOnLine.add(callId)
      return isAgain ? [complaint] : []
    }
    const key = `${name} ${callId} ${revision}`
    const isAgain = heard.has(key)
    heard.add(key)
    return isAgain ? [complaint] : []
  })
}

function pendingOf({ userId }: RecordedDevice, pending: Recording['pending']): string[] {
  return pending[userId] ?? []
}

function sayWinner({ device, by }: RecordedCall['winners'][number]) {
  return `${device} (${by})`
}
