import { describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import type { ConferenceInvitationsOptions, InvitationPolicy } from '../context'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { RoomInfo } from '../manager/types'
import { createFakeManager } from '../stores/testing/fake-manager'
import { START } from '../testing/manual-clock'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { invitation, received, room, user } from '../stores/testing/samples'
import { useIncomingInvitations } from './useIncomingInvitations'

async function asBen(options: ConferenceInvitationsOptions = {}) {
  const fake = createFakeManager()
  const currentRoom = shallowRef<RoomInfo | null>(null)
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ben'), currentRoom, ...options },
    () => useIncomingInvitations(),
  )
  const { result } = mounted
  const states = () => result.cards.value.map(({ roomId, state, cause }) => [roomId, state, cause])
  const ring = (...rooms: string[]) =>
    rooms.forEach((roomId) => fake.emit('onReceiveInvitation', received(roomId)))
  const cancel = (roomId: string, revision = 2) =>
    fake.emit('onInvitationCancelled', {
      roomInfo: room(roomId),
      invitation: invitation('ben', { revision }),
    })
  return { ...mounted, fake, currentRoom, states, ring, cancel }
}

describe('cards', () => {
  it('show who calls where, with their words', async () => {
    const { fake, result } = await asBen()
    fake.emit('onReceiveInvitation', received('weekly', {}, 'Please join'))
    expect(result.cards.value).toMatchObject([
      {
        roomId: 'weekly',
        roomInfo: { roomName: 'weekly' },
        inviters: [{ userName: 'Ann' }],
        message: 'Please join',
        state: 'ringing',
        cause: null,
        by: null,
        error: null,
        isSilenced: false,
        receivedAt: START,
        endedAt: null,
      },
    ])
  })

  it('stay for four seconds after the end, in their place, and say why', async () => {
    const { cancel, clock, ring, states } = await asBen()
    ring('one')
    await clock.advance(10)
    ring('two')
    await clock.advance(10)
    ring('three')
    cancel('two')
    expect(states()).toEqual([
      ['three', 'ringing', null],
      ['two', 'ended', 'cancelled'],
      ['one', 'ringing', null],
    ])
    await clock.advance(3_999)
    expect(states()).toHaveLength(3)
    await clock.advance(1)
    expect(states()).toEqual([
      ['three', 'ringing', null],
      ['one', 'ringing', null],
    ])
  })

  it('leave each at its own time, without anybody ticking', async () => {
    const { cancel, clock, ring, states } = await asBen()
    ring('one', 'two')
    cancel('one')
    await clock.advance(1_500)
    cancel('two')
    await clock.advance(2_499)
    expect(states()).toHaveLength(2)
    await clock.advance(1)
    expect(states()).toEqual([['two', 'ended', 'cancelled']])
    await clock.advance(1_500)
    expect(states()).toEqual([])
    expect(clock.timerCount).toBe(0)
  })

  it('are one for each room, also when it rings again at once', async () => {
    const { cancel, clock, fake, result, ring, states } = await asBen()
    ring('weekly')
    const key = result.cards.value[0]?.key
    cancel('weekly')
    expect(result.cards.value[0]?.key).toBe(key)
    fake.emit('onReceiveInvitation', received('weekly', { revision: 3 }))
    expect(states()).toEqual([['weekly', 'ringing', null]])
    expect(result.cards.value[0]?.key).not.toBe(key)
    cancel('weekly', 4)
    await clock.advance(0)
    expect(states()).toEqual([['weekly', 'ended', 'cancelled']])
  })

  it('can be dismissed before their time', async () => {
    const { cancel, result, ring, states } = await asBen()
    ring('weekly')
    result.dismiss('weekly')
    expect(states()).toHaveLength(1)
    cancel('weekly')
    result.dismiss('weekly')
    expect(states()).toEqual([])
  })

  it('show at most as many as the policy says', async () => {
    const policy = shallowRef<InvitationPolicy>({})
    const { result } = await asBen({ policy })
    expect(result.maxToasts.value).toBe(3)
    policy.value = { maxToasts: 1 }
    expect(result.maxToasts.value).toBe(1)
  })

  it('wait for their turn when the policy queues them', async () => {
    const { cancel, ring, states } = await asBen({ policy: { whileRinging: 'queue' } })
    ring('one', 'two')
    expect(states()).toEqual([['one', 'ringing', null]])
    cancel('one')
    expect(states()).toContainEqual(['two', 'ringing', null])
  })

  it('wait until the room is left when the policy queues them', async () => {
    const { currentRoom, ring, states } = await asBen({ policy: { whenBusy: 'queue' } })
    currentRoom.value = room('here')
    await settle()
    ring('weekly')
    expect(states()).toEqual([])
    currentRoom.value = null
    expect(states()).toEqual([['weekly', 'ringing', null]])
  })
})

describe('answers', () => {
  const offline = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

  it('accept and decline', async () => {
    const { fake, result, ring, states } = await asBen()
    ring('one', 'two')
    expect(await result.accept('one')).toBe(true)
    expect(await result.decline('two', { reply: 'Later' })).toBe(true)
    expect(fake.calls.reject).toEqual([{ roomId: 'two', reply: 'Later' }])
    expect(states()).toEqual([
      ['two', 'ended', 'declined'],
      ['one', 'ended', 'accepted'],
    ])
  })

  it('never reject: what failed is on the card', async () => {
    const { fake, result, ring } = await asBen({ onJoin: () => Promise.reject(offline) })
    fake.answers.accept = () => Promise.reject(offline)
    fake.answers.reject = () => Promise.reject(offline)
    ring('weekly')
    expect(await result.accept('weekly')).toBe(false)
    expect(result.cards.value).toMatchObject([{ state: 'ringing', error: offline }])
    expect(await result.decline('weekly')).toBe(false)
    fake.answers.accept = async () => {}
    expect(await result.accept('weekly')).toBe(false)
    expect(result.cards.value).toMatchObject([{ state: 'joinFailed', error: offline }])
    expect(await result.retryJoin('weekly')).toBe(false)
    expect(await result.accept('nowhere')).toBe(false)
  })
})

describe('silence', () => {
  it('makes one ring silent, until it is over', async () => {
    const { cancel, fake, result, ring } = await asBen()
    ring('one', 'two')
    result.silence('one')
    expect([...result.silenced.value]).toEqual(['one'])
    expect(result.cards.value.map(({ roomId, isSilenced }) => [roomId, isSilenced])).toEqual([
      ['two', false],
      ['one', true],
    ])
    cancel('one')
    fake.emit('onReceiveInvitation', received('one', { revision: 3 }))
    expect([...result.silenced.value]).toEqual([])
  })

  it('is the same for everything in the app', async () => {
    const fake = createFakeManager()
    const options = { manager: fake.manager, currentUser: user('ben') }
    const { result } = await mountContext(options, () => [
      useIncomingInvitations(),
      useIncomingInvitations(),
    ])
    fake.emit('onReceiveInvitation', received())
    result[0]!.silence('weekly')
    expect(result[1]!.silenced.value.has('weekly')).toBe(true)
  })

  it('is what the policy makes of calls at a bad moment', async () => {
    const { result, ring } = await asBen({ policy: { doNotDisturb: true } })
    ring('weekly')
    expect(result.cards.value).toMatchObject([{ isSilenced: true }])
    expect([...result.silenced.value]).toEqual(['weekly'])
  })
})

describe('policy', () => {
  it('silences what rings already while nobody wants to be disturbed', async () => {
    const doNotDisturb = shallowRef(false)
    const { result, ring } = await asBen({ policy: { doNotDisturb } })
    ring('weekly')
    expect(result.cards.value).toMatchObject([{ isSilenced: false }])
    doNotDisturb.value = true
    expect(result.cards.value).toMatchObject([{ isSilenced: true }])
    doNotDisturb.value = false
    expect(result.cards.value).toMatchObject([{ isSilenced: false }])
  })

  it('of the app about one call wins, and may change while it rings', async () => {
    const muted = shallowRef<readonly string[]>(['weekly'])
    const { result, ring } = await asBen({
      policy: {
        doNotDisturb: true,
        forCall: ({ roomInfo }) => (muted.value.includes(roomInfo.roomId) ? 'silent' : 'ring'),
      },
    })
    ring('weekly', 'monthly')
    expect([...result.silenced.value]).toEqual(['weekly'])
    muted.value = ['weekly', 'monthly']
    expect(result.silenced.value.size).toBe(2)
  })

  it('rings in turn: the one that waited rings as loud as the one before', async () => {
    const { cancel, result, ring, states } = await asBen({ policy: { whileRinging: 'queue' } })
    ring('one', 'two', 'three')
    expect(states()).toEqual([['one', 'ringing', null]])
    cancel('one')
    cancel('two')
    expect(states()).toContainEqual(['three', 'ringing', null])
    expect(result.silenced.value.size).toBe(0)
  })

  it('misses a call that waited to its end', async () => {
    const { clock, result, ring } = await asBen({
      policy: { whenBusy: 'queue' },
      currentRoom: room('here'),
    })
    ring('weekly')
    await clock.advance(60_000)
    expect(result.missedCount.value).toBe(1)
  })
})

describe('silent invitations', () => {
  it('show a card without a ring', async () => {
    const { fake, result } = await asBen()
    fake.emit('onReceiveInvitation', received('weekly', { silent: true }))
    fake.emit('onReceiveInvitation', received('monthly'))
    expect(result.cards.value).toMatchObject([
      { roomId: 'monthly', isSilent: false, isSilenced: false },
      { roomId: 'weekly', isSilent: true, isSilenced: true, state: 'ringing' },
    ])
  })

  it('ring when a later call of the room does', async () => {
    const { fake, result } = await asBen()
    fake.emit('onReceiveInvitation', received('weekly', { silent: true }))
    fake.emit('onReceiveInvitation', received('weekly', { revision: 2 }))
    expect(result.cards.value).toMatchObject([{ isSilent: false, isSilenced: false }])
  })

  it('stay silent when they come again', async () => {
    const { fake, result } = await asBen()
    fake.emit('onReceiveInvitation', received('weekly', { silent: true }))
    fake.emit('onReceiveInvitation', received('weekly', { silent: true, revision: 2 }))
    expect(result.cards.value).toMatchObject([{ isSilent: true, isSilenced: true }])
  })
})

describe('ignoring', () => {
  const KEY = 'conference-invitations:ignored:v1:ben'

  /** A storage that all tabs share. */
  function storage() {
    const texts = new Map<string, string>()
    return {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => void texts.set(key, text),
      removeItem: (key: string) => void texts.delete(key),
    }
  }

  it('takes a call away with its end, tells nobody, and counts it as missed', async () => {
    const { clock, fake, result, ring, states } = await asBen()
    ring('weekly', 'monthly')
    expect(result.ignore('weekly')).toBe(true)
    expect(states()).toEqual([['monthly', 'ringing', null]])
    expect(result.ringing.value).toHaveLength(1)
    expect([fake.calls.reject, fake.calls.accept]).toEqual([[], []])
    await clock.advance(60_000)
    expect(states()).toEqual([['monthly', 'ended', 'missed']])
    expect(result.missedCount.value).toBe(2)
  })

  it('makes nobody busy, and is not rejected when it comes again', async () => {
    const { fake, result, ring, states } = await asBen({ policy: { whileRinging: 'reject' } })
    ring('weekly')
    result.ignore('weekly')
    ring('monthly')
    expect(states()).toEqual([['monthly', 'ringing', null]])
    ring('weekly')
    expect(states()).toEqual([['monthly', 'ringing', null]])
    expect(fake.calls.reject).toEqual([])
    ring('daily')
    expect(fake.calls.reject).toEqual([{ roomId: 'daily', reason: 1 }])
  })

  it('is about one ring: the next one of the room rings again', async () => {
    const { cancel, fake, result, ring, states } = await asBen()
    ring('weekly')
    result.ignore('weekly')
    cancel('weekly')
    expect(states()).toEqual([])
    fake.emit('onReceiveInvitation', received('weekly', { createdAt: START + 5, revision: 3 }))
    expect(states()).toEqual([['weekly', 'ringing', null]])
  })

  it('is for every tab, also for one that is opened later', async () => {
    const missedStorage = storage()
    const [one, other] = [await asBen({ missedStorage }), await asBen({ missedStorage })]
    one.ring('weekly')
    other.ring('weekly')
    one.result.ignore('weekly')
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }))
    expect(other.states()).toEqual([])
    const later = await asBen({ missedStorage })
    later.ring('weekly', 'monthly')
    expect(later.states()).toEqual([['monthly', 'ringing', null]])
  })

  it('lasts as long as the page where nobody knows when a ring began', async () => {
    const missedStorage = storage()
    const { fake, result, states } = await asBen({ missedStorage })
    const unknown = received('weekly')
    delete unknown.invitation.createdAt
    fake.emit('onReceiveInvitation', unknown)
    result.ignore('weekly')
    expect([states(), missedStorage.getItem(KEY)]).toEqual([[], null])
  })

  it('takes no harm from what else is stored there', async () => {
    const missedStorage = storage()
    missedStorage.setItem(KEY, '{"no":"list"}')
    const { result, ring, states } = await asBen({ missedStorage })
    ring('weekly')
    expect(states()).toHaveLength(1)
    missedStorage.setItem(KEY, '[null, {"roomId": 4}, "x"')
    expect(result.ignore('weekly')).toBe(true)
    expect(states()).toEqual([])
  })

  it('is too late for a call that is being answered, or not there', async () => {
    const { fake, result, ring, states } = await asBen()
    fake.answers.accept = () => new Promise(() => {})
    ring('weekly')
    void result.accept('weekly')
    expect([result.ignore('weekly'), result.ignore('monthly')]).toEqual([false, false])
    expect(states()).toEqual([['weekly', 'accepting', null]])
  })
})

describe('remind me later', () => {
  /** A call for five minutes. */
  const long = (roomId = 'weekly') => received(roomId, { expiresAt: START + 300_000 })

  it('takes the card away and brings it back ringing, the same one', async () => {
    const { clock, fake, result, states } = await asBen()
    fake.emit('onReceiveInvitation', long())
    const { key } = result.cards.value[0]!
    result.silence('weekly')
    expect(result.remindLater('weekly')).toBe(true)
    expect([states(), result.ringing.value]).toEqual([[], []])
    expect([...result.putOff.value]).toEqual([['weekly', START + 60_000]])
    await clock.advance(59_999)
    expect(states()).toEqual([])
    await clock.advance(1)
    expect(result.cards.value).toMatchObject([{ key, state: 'ringing', isSilenced: false }])
    expect(result.putOff.value.size).toBe(0)
  })

  it('can be asked again, and for another time', async () => {
    const { clock, fake, result, states } = await asBen()
    fake.emit('onReceiveInvitation', long())
    result.remindLater('weekly', 5_000)
    expect(result.remindLater('weekly')).toBe(false)
    await clock.advance(5_000)
    expect(states()).toHaveLength(1)
    expect(result.remindLater('weekly', 120_000)).toBe(true)
    await clock.advance(119_999)
    expect(states()).toEqual([])
    await clock.advance(1)
    expect(states()).toHaveLength(1)
  })

  it('comes back 15 s before the end at the latest', async () => {
    const { clock, result, ring, states } = await asBen()
    ring('weekly')
    expect(result.remindLater('weekly')).toBe(true)
    await clock.advance(44_999)
    expect(states()).toEqual([])
    await clock.advance(1)
    expect(states()).toEqual([['weekly', 'ringing', null]])
    expect(result.canRemindLater(result.cards.value[0]!)).toBe(false)
  })

  it('is impossible with less than 30 s left, and while answering', async () => {
    const { clock, context, fake, result, ring } = await asBen()
    context.clock.hold()
    ring('weekly')
    const card = () => result.cards.value[0]!
    expect(result.canRemindLater(card())).toBe(true)
    await clock.advance(30_000)
    expect(result.canRemindLater(card())).toBe(true)
    await clock.advance(1_000)
    expect(result.canRemindLater(card())).toBe(false)
    expect(result.remindLater('weekly')).toBe(false)
    fake.emit('onReceiveInvitation', received('endless', { expiresAt: null }))
    expect(result.canRemindLater(card())).toBe(true)
    fake.answers.accept = () => new Promise(() => {})
    void result.accept('endless')
    expect(result.canRemindLater(card())).toBe(false)
    expect(result.remindLater('endless')).toBe(false)
    expect(result.remindLater('nowhere')).toBe(false)
  })

  it('shows an end that comes meanwhile, and nothing later', async () => {
    const { cancel, clock, fake, result, states } = await asBen()
    fake.emit('onReceiveInvitation', long())
    result.remindLater('weekly')
    cancel('weekly')
    expect(states()).toEqual([['weekly', 'ended', 'cancelled']])
    expect(result.putOff.value.size).toBe(0)
    await clock.advance(60_000)
    expect(states()).toEqual([])
    expect(clock.timerCount).toBe(0)
  })

  it('says nothing of the next ring of the room', async () => {
    const { cancel, fake, result, states } = await asBen()
    fake.emit('onReceiveInvitation', long())
    result.remindLater('weekly')
    cancel('weekly')
    fake.emit('onReceiveInvitation', received('weekly', { revision: 3 }))
    expect(states()).toEqual([['weekly', 'ringing', null]])
  })

  it('lets the next one of a queue ring', async () => {
    const { fake, result, states } = await asBen({ policy: { whileRinging: 'queue' } })
    fake.emit('onReceiveInvitation', long('one'))
    fake.emit('onReceiveInvitation', long('two'))
    result.remindLater('one')
    expect(states()).toEqual([['two', 'ringing', null]])
  })
})

it('counts missed calls', async () => {
  const { clock, result, ring } = await asBen()
  ring('one', 'two')
  await clock.advance(60_000)
  expect(result.missedCount.value).toBe(2)
})
