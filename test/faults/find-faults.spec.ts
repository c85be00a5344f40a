import type { InvitationEvent } from 'vue-conference-invitations/manager'
import { describe, expect, it } from 'vitest'
import { findFaults } from './find-faults'
import type { Note, Outcome, RecordedDevice, Recording } from './recording'

const NONE = { lost: [], duplicates: [], doubleWinners: [], ghostRings: [] }
const CALL = 'call-1'

function heard(name: InvitationEvent, revision: number | null, at = revision ?? 5): Note {
  return { kind: 'event', at, name, callId: CALL, revision }
}

function deviceOf(name: string, userId: string, notes: Note[]): RecordedDevice {
  return { name, userId, roomId: userId === 'bob' ? null : 'room', notes, ringing: [] }
}

/** A call of ann to bob's two devices with nothing wrong; gus is in the room too. */
function record(
  outcome: Outcome = 'accepted',
): Recording & Record<'host' | 'guest' | 'phone' | 'laptop', RecordedDevice> {
  const inRoom = [heard('onInvitationAdded', 1)]
  const ring = heard('onReceiveInvitation', 1)
  const ends = {
    accepted: [heard('onInvitationAccepted', 2), heard('onInvitationHandledByOtherDevice', null)],
    rejected: [heard('onInvitationRejected', 2), heard('onInvitationHandledByOtherDevice', null)],
    cancelled: [null, heard('onInvitationCancelled', 2)],
    timedOut: [heard('onInvitationTimeout', 2), heard('onInvitationTimeout', 2)],
  } as const
  const [toHost, toLaptop] = ends[outcome]
  const isAnswered = outcome === 'accepted' || outcome === 'rejected'
  const change =
    outcome === 'cancelled'
      ? heard('onInvitationRemoved', 2)
      : heard('onInvitationStatusChanged', 2)
  const host = deviceOf('host', 'ann', [...inRoom, change, ...(toHost ? [toHost] : [])])
  const guest = deviceOf('guest', 'gus', [...inRoom, change])
  const phone = deviceOf('phone', 'bob', isAnswered ? [ring] : [ring, toLaptop])
  const laptop = deviceOf('laptop', 'bob', [ring, toLaptop])
  const answer = outcome === 'accepted' ? 'accept' : 'reject'
  return {
    ...{ host, guest, phone, laptop },
    calls: [
      {
        ...{ callId: CALL, roomId: 'room', inviterId: 'ann', inviteeId: 'bob', outcome },
        ...{ startedAt: 0, endedAt: 10 },
        winners: isAnswered ? [{ device: 'phone', by: answer }] : [],
      },
    ],
    devices: [host, guest, phone, laptop],
    pending: {},
  }
}

/** Takes out of a device's notes what it has heard of a name. */
function forget(device: RecordedDevice, name: InvitationEvent) {
  device.notes = device.notes.filter((note) => note.kind !== 'event' || note.name !== name)
}

describe('a recording', () => {
  it.each(['accepted', 'rejected', 'cancelled', 'timedOut'] as const)(
    'has no fault when everybody heard what they must of a call that was %s',
    (outcome) => {
      expect(findFaults(record(outcome))).toEqual(NONE)
    },
  )

  it.each([
    ['accepted', 'host', 'onInvitationAccepted'],
    ['rejected', 'host', 'onInvitationRejected'],
    ['accepted', 'phone', 'onReceiveInvitation'],
    ['accepted', 'laptop', 'onInvitationHandledByOtherDevice'],
    ['cancelled', 'phone', 'onInvitationCancelled'],
    ['cancelled', 'guest', 'onInvitationRemoved'],
    ['timedOut', 'laptop', 'onInvitationTimeout'],
    ['timedOut', 'host', 'onInvitationTimeout'],
    ['accepted', 'guest', 'onInvitationStatusChanged'],
    ['accepted', 'guest', 'onInvitationAdded'],
  ] as const)('shows what was lost: %s, at the %s, %s', (outcome, device, name) => {
    const recording = record(outcome)
    forget(recording[device], name)
    const { lost, ...others } = findFaults(recording)
    expect(lost).toHaveLength(1)
    expect(lost[0]).toContain(`${device} never heard`)
    expect(others).toEqual({ duplicates: [], doubleWinners: [], ghostRings: [] })
  })

  it('takes for lost what rings at the service and not at the device', () => {
    const recording = { ...record(), pending: { bob: ['call-2'] } }
    recording.phone.ringing = ['call-2']
    expect(findFaults(recording)).toEqual({
      ...NONE,
      lost: ['laptop does not ring for call-2'],
    })
  })

  it('excuses what the service said to be gone, and only from that log and during that call', () => {
    const recording = record()
    forget(recording.host, 'onInvitationAccepted')
    recording.host.notes.push({ kind: 'reset', at: 5, log: 'user' })
    expect(findFaults(recording)).toEqual(NONE)
    recording.host.notes.splice(-1, 1, { kind: 'reset', at: 5, log: 'room' })
    expect(findFaults(recording).lost).toHaveLength(1)
    recording.host.notes.splice(-1, 1, { kind: 'reset', at: 11, log: 'user' })
    expect(findFaults(recording).lost).toHaveLength(1)
  })

  it('lets one device of the invitee be silent where the answer was lost, and no second one', () => {
    const recording = record()
    recording.calls[0]!.winners = []
    expect(findFaults(recording)).toEqual(NONE)
    forget(recording.laptop, 'onInvitationHandledByOtherDevice')
    expect(findFaults(recording).lost).toEqual([
      'laptop never heard onInvitationHandledByOtherDevice of call-1',
    ])
  })

  it('shows an event that came twice', () => {
    const recording = record()
    recording.guest.notes.push(heard('onInvitationStatusChanged', 2))
    expect(findFaults(recording)).toEqual({
      ...NONE,
      duplicates: ['guest heard onInvitationStatusChanged of call-1 twice'],
    })
  })

  it('shows a ring that came twice, unless the line was down in between', () => {
    const recording = record()
    recording.phone.notes.push(heard('onReceiveInvitation', 1))
    expect(findFaults(recording).duplicates).toEqual([
      'phone heard onReceiveInvitation of call-1 twice',
    ])
    recording.phone.notes.splice(-1, 0, { kind: 'online', at: 4 })
    expect(findFaults(recording)).toEqual(NONE)
  })

  it('shows a second ring of one call, whether or not the line was down', () => {
    const recording = record()
    recording.phone.notes.push({ kind: 'online', at: 4 }, heard('onReceiveInvitation', 3))
    expect(findFaults(recording).duplicates).toHaveLength(1)
  })

  it('shows two winners', () => {
    const recording = record()
    recording.calls[0]!.winners.push({ device: 'host', by: 'cancel' })
    expect(findFaults(recording)).toEqual({
      ...NONE,
      doubleWinners: ['call-1 was won by phone (accept) and host (cancel)'],
    })
  })

  it('shows a device that rings where the service says that nothing does', () => {
    const recording = record()
    recording.laptop.ringing = [CALL]
    expect(findFaults(recording)).toEqual({
      ...NONE,
      ghostRings: ['laptop still rings for call-1'],
    })
  })
})
