import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import type { ConferenceInvitationsOptions, InvitationPolicy } from '../context'
import { InvitationRejectedReason } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { ReceivedInvitation, RoomInfo } from '../manager/types'
import { createFakeManager, deferred, type FakeManagerOptions } from './testing/fake-manager'
import { START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from './testing/mount-context'
import { invitation, received, room, user } from './testing/samples'

const tooLate = new ConferenceInvitationError(InvitationErrorCode.NOTHING_PENDING, 'too late')
const offline = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

async function asBen(
  options: ConferenceInvitationsOptions = {},
  fakeOptions: FakeManagerOptions = {},
) {
  const fake = createFakeManager(fakeOptions)
  const currentRoom = shallowRef<RoomInfo | null>(null)
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ben'), currentRoom, ...options },
    () => {},
  )
  const { store } = mounted
  const ringing = () => store.incoming.map(({ roomId, phase }) => [roomId, phase])
  const causes = () => store.ended.map(({ roomId, cause }) => [roomId, cause])
  const ring = (...calls: ReceivedInvitation[]) =>
    calls.forEach((call) => fake.emit('onReceiveInvitation', call))
  return { ...mounted, fake, currentRoom, ringing, causes, ring }
}

function ends(revision = 2) {
  return { roomInfo: room(), invitation: invitation('ben', { revision }) }
}

describe('events', () => {
  it('ring, newest room first, one call for each room', async () => {
    const { ring, ringing, store } = await asBen()
    ring(received('one'), received('two'), received('one', { inviter: user('cat'), revision: 2 }))
    expect(ringing()).toEqual([
      ['two', 'ringing'],
      ['one', 'ringing'],
    ])
    expect(store.incoming[1]?.inviters).toEqual([user('ann'), user('cat')])
  })

  it('of cancelling end the call, naming the inviter', async () => {
    const { fake, ring, store } = await asBen()
    ring(received())
    fake.emit('onInvitationCancelled', ends())
    expect(store.incoming).toEqual([])
    expect(store.ended).toMatchObject([{ cause: 'cancelled', by: { userId: 'ann' } }])
  })

  it('of revoking end the call, naming who did', async () => {
    const { fake, ring, store } = await asBen()
    ring(received())
    fake.emit('onInvitationRevokedByAdmin', { ...ends(), operateUser: user('cat') })
    expect(store.ended).toMatchObject([{ cause: 'revoked', by: { userId: 'cat' } }])
  })

  it('of a time-out make it a missed call', async () => {
    const { causes, fake, ring, store } = await asBen()
    ring(received())
    fake.emit('onInvitationTimeout', ends())
    expect(causes()).toEqual([['weekly', 'missed']])
    expect(store.missed).toHaveLength(1)
  })

  it.each([
    [true, 'answeredElsewhere'],
    [false, 'declinedElsewhere'],
  ])('of another device (accepted: %s) end it as %s', async (accepted, cause) => {
    const { causes, fake, ring } = await asBen()
    ring(received())
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted })
    expect(causes()).toEqual([['weekly', cause]])
  })

  it('about calls to other people end nothing here', async () => {
    const { fake, ring, ringing, store } = await asBen()
    ring(received())
    const toCat = { roomInfo: room(), invitation: invitation('cat', { revision: 9 }) }
    fake.emit('onInvitationTimeout', toCat)
    fake.emit('onInvitationRevokedByAdmin', { ...toCat, operateUser: user('dan') })
    expect(ringing()).toEqual([['weekly', 'ringing']])
    expect(store.missed).toEqual([])
  })

  it('about what never rang here, or twice, do no harm', async () => {
    const { causes, fake, ringing } = await asBen()
    fake.emit('onInvitationCancelled', ends())
    fake.emit('onInvitationCancelled', ends())
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: true })
    expect([ringing(), causes()]).toEqual([[], []])
  })
})

describe('ghosts', () => {
  it('do not ring when the end came before the call', async () => {
    const { fake, ring, ringing } = await asBen()
    fake.emit('onInvitationCancelled', ends(2))
    ring(received('weekly', { revision: 1 }))
    expect(ringing()).toEqual([])
  })

  it.each(['onInvitationCancelled', 'onInvitationTimeout'] as const)(
    'do not ring again after %s',
    async (name) => {
      const { fake, ring, ringing } = await asBen()
      ring(received())
      fake.emit(name, ends(2))
      ring(received('weekly', { revision: 1 }))
      expect(ringing()).toEqual([])
      ring(received('weekly', { revision: 3 }))
      expect(ringing()).toEqual([['weekly', 'ringing']])
    },
  )

  it('do not ring again after an answer on this or another device', async () => {
    const { fake, ring, ringing, store } = await asBen()
    ring(received('one'), received('two'))
    await store.reject('one')
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room('two'), accepted: false })
    ring(received('one'), received('two'))
    expect(ringing()).toEqual([])
  })

  it('do not ring when another device answered before the call was seen: the backend is asked', async () => {
    let pending: ReceivedInvitation[] = []
    const { fake, ring, ringing } = await asBen({}, { pending: () => pending })
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: true })
    ring(received())
    await settle()
    expect(ringing()).toEqual([])
    expect(fake.calls.getPendingInvitations).toHaveLength(2)

    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: true })
    pending = [received('weekly', { revision: 3 })]
    ring(...pending)
    await settle()
    expect(ringing()).toEqual([['weekly', 'ringing']])
  })

  it('do not ring when they were over on arrival, and count as missed', async () => {
    const { clock, ring, ringing, store } = await asBen()
    await clock.advance(60_000)
    ring(received())
    expect(ringing()).toEqual([])
    expect(store.missed).toMatchObject([{ roomId: 'weekly', missedAt: START + 60_000 }])
  })

  it('do not ring in the room itself', async () => {
    const { ring, ringing } = await asBen({ currentRoom: room() })
    ring(received())
    expect(ringing()).toEqual([])
  })

  it('end when this device enters the room by another way', async () => {
    const { causes, currentRoom, ring } = await asBen()
    ring(received())
    currentRoom.value = room()
    await settle()
    expect(causes()).toEqual([['weekly', 'entered']])
  })

  it('end at their deadline, even when the backend is silent', async () => {
    const { causes, clock, ring, ringing, store } = await asBen()
    ring(
      received(),
      received('long', { expiresAt: START + 90_000 }),
      received('endless', { expiresAt: null }),
    )
    await clock.advance(59_999)
    expect(ringing()).toHaveLength(3)
    await clock.advance(1)
    expect(causes()).toEqual([['weekly', 'missed']])
    await clock.advance(30_000)
    expect(ringing()).toEqual([['endless', 'ringing']])
    expect(store.missed.map(({ roomId }) => roomId)).toEqual(['long', 'weekly'])
    expect(clock.timerCount).toBe(0)
  })

  it('count as missed once when the time-out comes after the deadline', async () => {
    const { clock, fake, ring, store } = await asBen()
    ring(received())
    await clock.advance(60_000)
    store.dismissMissed('weekly')
    fake.emit('onInvitationTimeout', ends())
    expect(store.missed).toEqual([])
    expect(store.ended).toHaveLength(1)
  })
})

describe('snapshots', () => {
  it('ring what was pending before this device listened', async () => {
    const { ringing } = await asBen({}, { pending: () => [received('one'), received('two')] })
    expect(ringing()).toHaveLength(2)
  })

  it('after a reconnect end what is no longer pending', async () => {
    let pending = [received('one'), received('two')]
    const { causes, fake, ringing } = await asBen({}, { pending: () => pending })
    pending = [received('two'), received('three')]
    fake.setStatus('offline')
    fake.setStatus('online')
    await settle()
    expect(ringing()).toEqual([
      ['three', 'ringing'],
      ['two', 'ringing'],
    ])
    expect(causes()).toEqual([['one', 'gone']])
  })

  it('lose against events since they were asked for', async () => {
    const { fake, ring, ringing } = await asBen()
    const answer = deferred<ReceivedInvitation[]>()
    fake.answers.getPendingInvitations = () => answer.promise
    ring(received('old'), received('ended'))
    fake.setStatus('offline')
    fake.setStatus('online')
    ring(received('new'))
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room('ended'), accepted: true })
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room('unseen'), accepted: true })
    answer.resolve([received('ended'), received('unseen')])
    await settle()
    expect(ringing()).toEqual([['new', 'ringing']])
  })

  it('that fail are reported unless the connection was lost', async () => {
    const { errors, fake } = await asBen()
    const problem = new Error('broken')
    for (const error of [offline, problem]) {
      fake.answers.getPendingInvitations = () => Promise.reject(error)
      fake.setStatus('offline')
      fake.setStatus('online')
      await settle()
    }
    expect(errors).toEqual([problem])
  })

  it('are not missed in backends that have none', async () => {
    const { errors, fake, ring, ringing } = await asBen({}, { pending: null })
    fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: true })
    ring(received())
    fake.setStatus('offline')
    fake.setStatus('online')
    await settle()
    expect(ringing()).toEqual([['weekly', 'ringing']])
    expect(errors).toEqual([])
  })
})

describe('accept', () => {
  it('tells the backend, then lets the app enter the room', async () => {
    const answer = deferred<void>()
    const entering = deferred<void>()
    const onJoin = vi.fn(() => entering.promise)
    const { causes, fake, ring, ringing, store } = await asBen({ onJoin })
    fake.answers.accept = () => answer.promise
    ring(received())
    const accepted = store.accept('weekly')
    expect(ringing()).toEqual([['weekly', 'accepting']])
    expect(onJoin).not.toHaveBeenCalled()
    answer.resolve()
    await settle()
    expect(ringing()).toEqual([['weekly', 'joining']])
    expect(onJoin).toHaveBeenCalledExactlyOnceWith(room(), received().invitation)
    entering.resolve()
    await accepted
    expect(causes()).toEqual([['weekly', 'accepted']])
  })

  it('works without an onJoin', async () => {
    const { causes, ring, store } = await asBen()
    ring(received())
    await store.accept('weekly')
    expect(causes()).toEqual([['weekly', 'accepted']])
  })

  it('is one answer when asked twice', async () => {
    const { fake, ring, store } = await asBen()
    ring(received())
    await Promise.all([store.accept('weekly'), store.accept('weekly'), store.reject('weekly')])
    expect(fake.calls).toMatchObject({ accept: [{ roomId: 'weekly' }], reject: [] })
  })

  it.each([
    ['gone', 0],
    ['missed', 60_000],
  ])('that came too late ends the call as %s', async (cause, wait) => {
    const { causes, clock, fake, ring, store } = await asBen()
    fake.answers.accept = async () => {
      await clock.advance(wait)
      throw tooLate
    }
    ring(received())
    await expect(store.accept('weekly')).rejects.toBe(tooLate)
    expect(causes()).toEqual([['weekly', cause]])
    expect(store.missed).toHaveLength(cause === 'missed' ? 1 : 0)
  })

  it('that failed otherwise keeps the call ringing with the error, and can be repeated', async () => {
    const { causes, fake, ring, store } = await asBen()
    fake.answers.accept = () => Promise.reject(offline)
    ring(received())
    await expect(store.accept('weekly')).rejects.toBe(offline)
    expect(store.incoming).toMatchObject([{ phase: 'ringing', error: offline }])
    fake.answers.accept = async () => {}
    await store.accept('weekly')
    expect(causes()).toEqual([['weekly', 'accepted']])
  })

  it('that failed after the deadline ends as missed', async () => {
    const { causes, clock, fake, ring, store } = await asBen()
    const answer = deferred<void>()
    fake.answers.accept = () => answer.promise
    ring(received())
    const accepted = store.accept('weekly')
    await clock.advance(70_000)
    expect(store.incoming).toMatchObject([{ phase: 'accepting' }])
    answer.reject(offline)
    await expect(accepted).rejects.toBe(offline)
    await clock.advance(0)
    expect(causes()).toEqual([['weekly', 'missed']])
  })

  it('ends as the event says that was faster', async () => {
    const { causes, fake, ring, store } = await asBen()
    ring(received())
    fake.answers.accept = async () => {
      fake.emit('onInvitationCancelled', ends())
      throw tooLate
    }
    await expect(store.accept('weekly')).rejects.toBe(tooLate)
    expect(causes()).toEqual([['weekly', 'cancelled']])
  })

  it('does not enter a room that was entered meanwhile', async () => {
    const onJoin = vi.fn()
    const { causes, currentRoom, fake, ring, store } = await asBen({ onJoin })
    fake.answers.accept = async () => {
      currentRoom.value = room()
      await settle()
    }
    ring(received())
    await store.accept('weekly')
    expect(causes()).toEqual([['weekly', 'accepted']])
    expect(onJoin).not.toHaveBeenCalled()
  })

  it('of one ring says nothing of the next one, even at the same moment', async () => {
    const { fake, ring, store } = await asBen()
    const answer = deferred<void>()
    fake.answers.accept = () => answer.promise
    ring(received())
    const accepted = store.accept('weekly')
    fake.emit('onInvitationCancelled', ends(2))
    ring(received('weekly', { revision: 3 }))
    answer.reject(offline)
    await expect(accepted).rejects.toBe(offline)
    expect(store.incoming).toMatchObject([{ phase: 'ringing', error: null }])
  })

  it('fails where nothing rings', async () => {
    const { fake, store } = await asBen()
    await expect(store.accept('weekly')).rejects.toMatchObject({
      code: InvitationErrorCode.NOTHING_PENDING,
    })
    expect(fake.calls.accept).toEqual([])
  })

  it('of a call that ended meanwhile for another user changes nothing', async () => {
    const currentUser = shallowRef(user('ben'))
    const onJoin = vi.fn()
    const { fake, ring, ringing, store } = await asBen({ currentUser, onJoin })
    const answer = deferred<void>()
    fake.answers.accept = () => answer.promise
    ring(received())
    const accepted = store.accept('weekly')
    currentUser.value = user('cat')
    await settle()
    answer.resolve()
    await expect(accepted).rejects.toMatchObject({ code: InvitationErrorCode.NOTHING_PENDING })
    expect(ringing()).toEqual([])
    expect(onJoin).not.toHaveBeenCalled()
  })
})

describe('joining', () => {
  const noWayIn = new Error('no way in')

  it('that fails is said on the call and can be repeated without accepting again', async () => {
    const onJoin = vi.fn<() => Promise<void>>().mockRejectedValueOnce(noWayIn).mockResolvedValue()
    const { causes, fake, ring, store } = await asBen({ onJoin })
    ring(received())
    await expect(store.accept('weekly')).rejects.toBe(noWayIn)
    expect(store.incoming).toMatchObject([{ phase: 'joinFailed', error: noWayIn }])
    await store.retryJoin('weekly')
    expect(causes()).toEqual([['weekly', 'accepted']])
    expect(fake.calls.accept).toHaveLength(1)
  })

  it('takes an onJoin that throws at once', async () => {
    const onJoin = () => {
      throw noWayIn
    }
    const { ring, ringing, store } = await asBen({ onJoin })
    ring(received())
    await expect(store.accept('weekly')).rejects.toBe(noWayIn)
    expect(ringing()).toEqual([['weekly', 'joinFailed']])
  })

  it('outlives the deadline and late events of the ring', async () => {
    const { clock, fake, ring, ringing, store } = await asBen({
      onJoin: () => Promise.reject(noWayIn),
    })
    ring(received())
    await store.accept('weekly').catch(() => {})
    fake.emit('onInvitationCancelled', ends())
    await clock.advance(120_000)
    expect(ringing()).toEqual([['weekly', 'joinFailed']])
  })

  it('is over when the room is entered, and a failure after that is reported', async () => {
    const entering = deferred<void>()
    const { causes, currentRoom, errors, ring, store } = await asBen({
      onJoin: () => entering.promise,
    })
    ring(received())
    const accepted = store.accept('weekly')
    await settle()
    currentRoom.value = room()
    await settle()
    expect(causes()).toEqual([['weekly', 'accepted']])
    entering.reject(noWayIn)
    await expect(accepted).rejects.toBe(noWayIn)
    expect(errors).toEqual([noWayIn])
  })

  it('can be given up', async () => {
    const { ring, store } = await asBen({ onJoin: () => Promise.reject(noWayIn) })
    ring(received())
    await store.accept('weekly').catch(() => {})
    store.dismissEnded('weekly')
    expect([store.incoming, store.ended]).toEqual([[], []])
  })

  it('cannot be repeated where it did not fail', async () => {
    const { ring, store } = await asBen()
    ring(received())
    await expect(store.retryJoin('weekly')).rejects.toMatchObject({ code: -2311 })
  })
})

describe('reject', () => {
  it('tells the backend why', async () => {
    const { causes, fake, ring, store } = await asBen()
    ring(received())
    await store.reject('weekly', {
      reason: InvitationRejectedReason.REJECT_TO_ENTER,
      reply: 'Later',
    })
    expect(fake.calls.reject).toEqual([{ roomId: 'weekly', reason: 0, reply: 'Later' }])
    expect(causes()).toEqual([['weekly', 'declined']])
  })

  it('that failed keeps the call ringing with the error', async () => {
    const { fake, ring, store } = await asBen()
    fake.answers.reject = () => Promise.reject(offline)
    ring(received())
    await expect(store.reject('weekly')).rejects.toBe(offline)
    expect(store.incoming).toMatchObject([{ phase: 'ringing', error: offline }])
  })

  it('that came too late ends the call', async () => {
    const { causes, fake, ring, store } = await asBen()
    fake.answers.reject = () => Promise.reject(tooLate)
    ring(received())
    await expect(store.reject('weekly')).rejects.toBe(tooLate)
    expect(causes()).toEqual([['weekly', 'gone']])
  })
})

describe('policy', () => {
  function withPolicy(policy: InvitationPolicy, currentRoom: RoomInfo | null = null) {
    return asBen({ policy, currentRoom })
  }

  it('rejects as busy, never as declined, while in another room', async () => {
    const { fake, ring, ringing, store } = await withPolicy({ whenBusy: 'reject' }, room('here'))
    ring(received())
    ring(received())
    await settle()
    expect(fake.calls.reject).toEqual([
      { roomId: 'weekly', reason: InvitationRejectedReason.IN_OTHER_CONFERENCE },
    ])
    expect(ringing()).toEqual([])
    expect(store.missed).toHaveLength(1)
  })

  it('rejects a second call while one rings', async () => {
    const { fake, ring, ringing } = await withPolicy({ whileRinging: 'reject' })
    ring(received('one'), received('two'), received('one', { inviter: user('cat'), revision: 2 }))
    await settle()
    expect(ringing()).toEqual([['one', 'ringing']])
    expect(fake.calls.reject).toMatchObject([{ roomId: 'two' }])
  })

  it.each<[string, InvitationPolicy, RoomInfo | null]>([
    ['while busy', { whenBusy: 'reject' }, room('here')],
    ['while another one rings', { whileRinging: 'reject' }, null],
  ])('keeps what it rejected %s as missed, once', async (_, policy, currentRoom) => {
    const { causes, fake, ring, store } = await withPolicy(policy, currentRoom)
    if (!currentRoom) ring(received('first'))
    ring(received(), received())
    await settle()
    fake.emit('onInvitationTimeout', ends())
    expect(fake.calls.reject).toEqual([
      { roomId: 'weekly', reason: InvitationRejectedReason.IN_OTHER_CONFERENCE },
    ])
    expect(store.missed).toMatchObject([{ roomId: 'weekly', missedAt: START }])
    expect(causes()).toEqual([])
  })

  it('rejects nothing that comes while the room is left, or that the room itself sends', async () => {
    const { fake, ring, ringing } = await withPolicy({ whenBusy: 'reject' })
    ring(received())
    expect(ringing()).toEqual([['weekly', 'ringing']])
    expect(fake.calls.reject).toEqual([])
    const inside = await withPolicy({ whenBusy: 'reject' }, room('weekly'))
    inside.ring(received('weekly'))
    await settle()
    expect([inside.ringing(), inside.fake.calls.reject]).toEqual([[], []])
  })

  it.each<[string, InvitationPolicy]>([
    ['nothing', {}],
    ['ring and stack', { whenBusy: 'ring', whileRinging: 'stack', doNotDisturb: false }],
    ['queue', { whenBusy: 'queue', whileRinging: 'queue' }],
  ])('of %s lets every call ring on, sound included', async (_, policy) => {
    const { ring, store } = await withPolicy(policy, room('here'))
    ring(received('one'), received('two'))
    expect(store.incoming).toMatchObject([{ isSilent: false }, { isSilent: false }])
  })

  it('reports when rejecting failed, unless the call was over anyway', async () => {
    const { errors, fake, ring } = await withPolicy({ whenBusy: 'reject' }, room('here'))
    fake.answers.reject = () => Promise.reject(tooLate)
    ring(received('one'))
    await settle()
    fake.answers.reject = () => Promise.reject(offline)
    ring(received('two'))
    await settle()
    expect(errors).toEqual([offline])
  })

  it.each<[string, InvitationPolicy, RoomInfo | null]>([
    ['while busy', { whenBusy: 'silent' }, room('here')],
    ['when nobody wants to be disturbed', { doNotDisturb: () => true }, null],
  ])('shows calls without a sound %s', async (_, policy, currentRoom) => {
    const { ring, store } = await withPolicy(policy, currentRoom)
    ring(received())
    expect(store.incoming).toMatchObject([{ isSilent: true }])
  })

  it('asks the app about each call, which wins over everything else', async () => {
    const forCall = vi.fn<NonNullable<InvitationPolicy['forCall']>>(({ roomInfo: { roomId } }) => {
      if (roomId === 'blocked') return 'reject'
      if (roomId === 'muted') return 'silent'
      return roomId === 'urgent' ? 'ring' : undefined
    })
    const policy: InvitationPolicy = { whenBusy: 'silent', doNotDisturb: true, forCall }
    const { fake, ring, store } = await withPolicy(policy, room('here'))
    ring(received('blocked'), received('muted'), received('urgent'), received('other'))
    await settle()
    expect(fake.calls.reject).toMatchObject([{ roomId: 'blocked', reason: 1 }])
    expect(store.incoming.map(({ roomId, isSilent }) => [roomId, isSilent])).toEqual([
      ['other', true],
      ['urgent', false],
      ['muted', true],
    ])
    expect(forCall.mock.calls[0]?.[0].invitation.inviter.userId).toBe('ann')
  })

  it('lets calls ring when nothing speaks against it', async () => {
    const { ring, store } = await withPolicy({ whenBusy: 'reject', whileRinging: 'silent' })
    ring(received('one'), received('two'))
    expect(store.incoming.map(({ isSilent }) => isSilent)).toEqual([true, false])
  })
})
