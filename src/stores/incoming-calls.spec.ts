// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  bury,
  callOf,
  dismiss,
  dismissMissed,
  endCall,
  endUnlisted,
  expireCalls,
  noCalls,
  receive,
  setPhase,
  type IncomingState,
} from './incoming-calls'
import { START } from '../testing/manual-clock'
import { received, user } from './testing/samples'
import type { EndedCause, IncomingPhase } from './types'

const now = START + 1_000
const later = now + 1_000
const timing = { now, isSilent: false }

function ring(...calls: ReturnType<typeof received>[]): IncomingState {
  return calls.reduce((state, call) => receive(state, call, timing), noCalls)
}

function noticeOf(call: ReturnType<typeof received>) {
  const { roomInfo, invitation } = call
  return { roomInfo, invitation }
}

describe('receive', () => {
  it('rings', () => {
    const state = ring(received('weekly', {}, 'Please join'))
    expect(state.ringing).toEqual([
      {
        key: 'weekly#1',
        roomId: 'weekly',
        roomInfo: received().roomInfo,
        invitation: received().invitation,
        inviters: [user('ann')],
        extensionInfo: 'Please join',
        receivedAt: now,
        phase: 'ringing',
        error: null,
        isSilent: false,
      },
    ])
  })

  it('puts the newest room first', () => {
    expect(ring(received('one'), received('two')).ringing.map(({ roomId }) => roomId)).toEqual([
      'two',
      'one',
    ])
  })

  it('changes nothing when the same message comes again', () => {
    const state = ring(received())
    expect(receive(state, received(), { now: later, isSilent: false })).toBe(state)
  })

  it('makes one card of several inviters of a room', () => {
    const second = received('weekly', { inviter: user('cat'), revision: 2 })
    const state = ring(received(), second, second)
    expect(state.ringing).toHaveLength(1)
    expect(state.ringing[0]?.inviters).toEqual([user('ann'), user('cat')])
    expect(state.ringing[0]?.receivedAt).toBe(now)
  })

  it('takes the newer deadline of a ring that was renewed unseen', () => {
    const renewed = received('weekly', { revision: 5, expiresAt: START + 99_000 })
    expect(ring(received(), renewed).ringing[0]?.invitation.expiresAt).toBe(START + 99_000)
  })

  it('drops an older message about a ring', () => {
    const state = ring(received('weekly', { revision: 5 }))
    expect(receive(state, received('weekly', { revision: 4 }), timing)).toBe(state)
  })

  it.each([
    ['older than', 6],
    ['the same as', 7],
  ])('never rings what is %s one that ended', (_, revision) => {
    const state = bury(noCalls, 'weekly', received('weekly', { revision: 7 }).invitation, false)
    expect(receive(state, received('weekly', { revision }), timing)).toBe(state)
  })

  it('rings again when somebody calls anew', () => {
    const over = endCall(ring(received()), 'weekly', { cause: 'declined', now })
    const again = receive(over, received('weekly', { revision: 9 }), timing)
    expect(callOf(again, 'weekly')?.phase).toBe('ringing')
  })

  it('always rings for backends without revisions', () => {
    const call = received('weekly', { revision: undefined })
    const over = endCall(ring(call), 'weekly', { cause: 'declined', now })
    expect(receive(over, call, timing).ringing).toHaveLength(1)
  })

  it('counts what was over on arrival as missed, without ringing', () => {
    const state = ring(received('weekly', { expiresAt: now }))
    expect(state.ringing).toEqual([])
    expect(state.missed).toMatchObject([{ roomId: 'weekly', missedAt: now }])
  })

  it('rings without a deadline', () => {
    expect(ring(received('weekly', { expiresAt: null })).ringing).toHaveLength(1)
    expect(ring(received('weekly', { expiresAt: undefined })).ringing).toHaveLength(1)
  })

  it('rings again where joining had failed', () => {
    const failed = setPhase(ring(received()), 'weekly', 'joinFailed', new Error('no way in'))
    const state = receive(failed, received('weekly', { revision: 9 }), timing)
    expect(state.ringing[0]).toMatchObject({ phase: 'ringing', error: null })
  })

  it.each<IncomingPhase>(['accepting', 'declining', 'joining'])(
    'leaves %s under way when the call comes again',
    (phase) => {
      const state = setPhase(ring(received()), 'weekly', phase)
      expect(receive(state, received('weekly', { revision: 9 }), timing).ringing[0]?.phase).toBe(
        phase,
      )
    },
  )
})

describe('endCall', () => {
  const causes: EndedCause[] = [
    'cancelled',
    'revoked',
    'missed',
    'answeredElsewhere',
    'declinedElsewhere',
    'accepted',
    'declined',
    'entered',
    'gone',
  ]

  it.each(causes)('keeps what ended as %s', (cause) => {
    const state = endCall(ring(received()), 'weekly', { cause, now: later, by: user('cat') })
    expect(state.ringing).toEqual([])
    expect(state.ended).toMatchObject([
      { roomId: 'weekly', cause, by: user('cat'), endedAt: later, receivedAt: now },
    ])
    expect(state.missed).toHaveLength(cause === 'missed' ? 1 : 0)
  })

  it('ends nothing twice', () => {
    const over = received('weekly', { revision: 2 })
    const end = { cause: 'cancelled', now, notice: noticeOf(over) } as const
    const once = endCall(ring(received()), 'weekly', end)
    expect(endCall(once, 'weekly', end).ended).toHaveLength(1)
  })

  it('leaves other rooms ringing', () => {
    const state = endCall(ring(received('one'), received('two')), 'one', { cause: 'gone', now })
    expect(state.ringing.map(({ roomId }) => roomId)).toEqual(['two'])
  })

  it('ignores the end of an earlier ring', () => {
    const state = ring(received('weekly', { revision: 5 }))
    const notice = noticeOf(received('weekly', { revision: 4 }))
    expect(endCall(state, 'weekly', { cause: 'cancelled', now, notice })).toBe(state)
  })

  it('keeps a ring dead whose end came first', () => {
    const notice = noticeOf(received('weekly', { revision: 2 }))
    const state = endCall(noCalls, 'weekly', { cause: 'cancelled', now, notice })
    expect(state.ended).toEqual([])
    expect(receive(state, received('weekly', { revision: 1 }), timing).ringing).toEqual([])
  })

  it.each<IncomingPhase>(['joining', 'joinFailed'])(
    'lets nothing from elsewhere end a call that is %s',
    (phase) => {
      const state = setPhase(ring(received()), 'weekly', phase)
      const notice = noticeOf(received('weekly', { revision: 2 }))
      expect(endCall(state, 'weekly', { cause: 'cancelled', now, notice }).ringing).toHaveLength(1)
      expect(endCall(state, 'weekly', { cause: 'accepted', now }).ringing).toHaveLength(0)
    },
  )

  it.each<IncomingPhase>(['accepting', 'declining'])(
    'ends what is %s when it was too late',
    (phase) => {
      const state = setPhase(ring(received()), 'weekly', phase)
      const notice = noticeOf(received('weekly', { revision: 2 }))
      expect(endCall(state, 'weekly', { cause: 'cancelled', now, notice }).ringing).toEqual([])
    },
  )

  it('remembers the last 20 that ended, newest first', () => {
    let state = noCalls
    for (let count = 0; count < 25; count += 1) {
      state = receive(state, received(`room ${count}`), timing)
      state = endCall(state, `room ${count}`, { cause: 'gone', now })
    }
    expect(state.ended).toHaveLength(20)
    expect(state.ended[0]?.roomId).toBe('room 24')
  })
})

describe('time-outs', () => {
  const timeout = {
    cause: 'missed',
    now: later,
    notice: noticeOf(received('weekly', { revision: 2 })),
  } as const

  it('end what rang to its end, and nothing else', () => {
    const deadline = START + 60_000
    const state = ring(
      received('endless', { expiresAt: null }),
      received('later', { expiresAt: deadline + 1 }),
      received('now'),
    )
    expect(expireCalls(state, deadline - 1)).toBe(state)
    const after = expireCalls(state, deadline)
    expect(after.ringing.map(({ roomId }) => roomId)).toEqual(['later', 'endless'])
    expect(after.missed.map(({ roomId }) => roomId)).toEqual(['now'])
  })

  it('leave answers under way to the backend', () => {
    const state = setPhase(ring(received()), 'weekly', 'accepting')
    expect(expireCalls(state, START + 60_000)).toBe(state)
  })

  it('are counted once when the device noticed first', () => {
    const noticed = expireCalls(ring(received()), START + 60_000)
    const dismissed = dismissMissed(noticed, 'weekly')
    expect(endCall(dismissed, 'weekly', timeout).missed).toEqual([])
  })

  it('are counted once when the backend said so first', () => {
    const state = endCall(ring(received()), 'weekly', timeout)
    expect(endCall(state, 'weekly', timeout).missed).toHaveLength(1)
    expect(endCall(dismissMissed(state, 'all'), 'weekly', timeout).missed).toEqual([])
  })

  it('of calls that never rang here are missed calls too', () => {
    expect(endCall(noCalls, 'weekly', timeout).missed).toHaveLength(1)
  })

  it('of a ring that was declined are no missed calls', () => {
    const declined = endCall(ring(received('weekly', { revision: 3 })), 'weekly', {
      cause: 'declined',
      now,
    })
    expect(endCall(declined, 'weekly', timeout).missed).toEqual([])
  })

  it('without a revision or a card say nothing', () => {
    const notice = noticeOf(received('weekly', { revision: undefined }))
    expect(endCall(noCalls, 'weekly', { cause: 'missed', now, notice }).missed).toEqual([])
  })

  it('of one room are one missed call, the newest', () => {
    let state = endCall(ring(received()), 'weekly', timeout)
    state = receive(state, received('weekly', { revision: 3 }), timing)
    const notice = noticeOf(received('weekly', { revision: 4 }))
    state = endCall(state, 'weekly', { cause: 'missed', now: later + 5, notice })
    expect(state.missed).toMatchObject([{ roomId: 'weekly', missedAt: later + 5 }])
  })
})

describe('endUnlisted', () => {
  const nobody = new Set<string>()

  it('ends what the backend does not name', () => {
    const state = endUnlisted(ring(received('one'), received('two')), new Set(['two']), nobody, now)
    expect(state.ringing.map(({ roomId }) => roomId)).toEqual(['two'])
    expect(state.ended).toMatchObject([{ roomId: 'one', cause: 'gone' }])
  })

  it('counts as missed what ran out meanwhile', () => {
    const state = endUnlisted(ring(received()), nobody, nobody, START + 60_000)
    expect(state.ended).toMatchObject([{ cause: 'missed' }])
    expect(state.missed).toHaveLength(1)
  })

  it('leaves what has newer news or is being answered', () => {
    const state = setPhase(ring(received('new'), received('answered')), 'answered', 'accepting')
    expect(endUnlisted(state, nobody, new Set(['new']), now)).toBe(state)
  })
})

describe('dismiss', () => {
  it('takes ended calls of a room out', () => {
    const ended = endCall(ring(received()), 'weekly', { cause: 'gone', now })
    expect(dismiss(ended, 'other', now).ended).toHaveLength(1)
    expect(dismiss(ended, 'weekly', now).ended).toEqual([])
  })

  it('takes a call out whose joining failed, but none that rings', () => {
    const ringing = ring(received())
    expect(dismiss(ringing, 'weekly', now).ringing).toHaveLength(1)
    const failed = setPhase(ringing, 'weekly', 'joinFailed')
    expect(dismiss(failed, 'weekly', now)).toMatchObject({ ringing: [], ended: [] })
  })
})

it('forgets the oldest rooms rather than growing for ever', () => {
  let state = noCalls
  for (let count = 0; count < 1_100; count += 1) {
    state = bury(state, `room ${count}`, received().invitation, false)
  }
  expect(state.graves.size).toBe(1_000)
  expect(state.graves.has('room 1099')).toBe(true)
})
