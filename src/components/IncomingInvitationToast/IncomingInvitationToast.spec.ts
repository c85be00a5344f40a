import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { expectWarning } from '../../../test/console'
import { zhCN } from '../../locales/zh-CN'
import { InvitationRejectedReason } from '../../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import type { ReceivedInvitation } from '../../manager/types'
import { deferred } from '../../stores/testing/fake-manager'
import { START } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { received, room, user } from '../../stores/testing/samples'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  focusElsewhere,
  mountKit,
  press,
  spoken,
  unmountKit,
  wordsOf,
  type MountKitOptions,
} from '../testing/mount-kit'
import { IncomingInvitationToast } from '.'

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

/** Ben's device, outside of any room, with these calls ringing. */
function ring(calls: ReceivedInvitation[], { app, ...more }: MountKitOptions = {}) {
  return mountKit(IncomingInvitationToast, {
    backend: { pending: () => calls },
    app: { currentUser: user('ben'), currentRoom: null, members: [], ...app },
    ...more,
  })
}

const card = (name = 'Invitation from Ann to weekly') => byRole('region', name)
const joinButton = (within: ParentNode = document) => byRole('button', /^Join/, within)
const declineButton = (within: ParentNode = document) => byRole('button', /^Decline/, within)

let page: HTMLButtonElement

beforeEach(() => {
  page = focusElsewhere()
})

afterEach(unmountKit)

describe('a call', () => {
  it('shows who calls, from where, with which words and how long', async () => {
    const call = received('weekly', {}, 'Ten minutes?')
    await ring([{ ...call, roomInfo: room('weekly', { roomMemberCount: 4 }) }])
    const words = wordsOf(card())
    expect(words).toContain('Ann is calling')
    expect(words).toContain('weekly')
    expect(words).toContain('4 people inside')
    expect(words).toContain('Ten minutes?')
    expect(byRole('timer').textContent?.trim()).toBe('1:00')
    expect(card().querySelector('bdi')?.textContent).toBe('Ann')
    expect(await axeViolations()).toEqual([])
  })

  it('names the host when somebody else calls', async () => {
    await ring([{ ...received(), roomInfo: room('weekly', { ownerId: 'cat', ownerName: 'Cat' }) }])
    expect(wordsOf(card())).toContain('Host: Cat')
  })

  it('has no countdown without a deadline', async () => {
    await ring([received('weekly', { expiresAt: null })])
    expect(allByRole('timer')).toEqual([])
  })

  it('is one card when two people call into one room', async () => {
    const { fake } = await ring([received()])
    fake.emit('onReceiveInvitation', received('weekly', { inviter: user('cat'), revision: 2 }))
    await settle()
    expect(allByRole('region')).toHaveLength(1)
    expect(wordsOf(card('Invitation from Cat to weekly'))).toContain('Cat and 1 other are calling')
  })

  it('speaks the language of the app', async () => {
    await ring([received()], { app: { locale: zhCN } })
    expect(wordsOf(card('Ann邀请你加入weekly'))).toContain('Ann正在呼叫你')
  })
})

describe('answering', () => {
  it('joins: busy meanwhile, then lets the app enter the room', async () => {
    const answer = deferred<void>()
    const onJoin = vi.fn()
    const { fake, wrapper } = await ring([received()], { app: { onJoin } })
    fake.answers.accept = () => answer.promise
    await click(joinButton())
    expect(wordsOf(joinButton())).toBe('Joining…')
    expect(joinButton().getAttribute('aria-busy')).toBe('true')
    expect(await axeViolations()).toEqual([])

    await click(joinButton())
    expect(fake.calls.accept).toEqual([{ roomId: 'weekly' }])

    answer.resolve()
    await settle()
    expect(onJoin).toHaveBeenCalledOnce()
    expect(wrapper.emitted('joined')).toHaveLength(1)
    expect(wordsOf(card())).toContain('Joined')
  })

  it('keeps the card with a reason and another try when accepting fails', async () => {
    const { fake } = await ring([received()])
    fake.answers.accept = async () => Promise.reject(lost)
    await click(joinButton())
    expect(wordsOf(byRole('alert', /Not joined yet/, card()))).toContain('The connection was lost')
    expect(await axeViolations()).toEqual([])

    fake.answers.accept = async () => {}
    await click(joinButton())
    expect(fake.calls.accept).toHaveLength(2)
  })

  it('tells a failed joining from a failed answer', async () => {
    const onJoin = vi.fn().mockRejectedValueOnce(lost)
    const { fake } = await ring([received()], { app: { onJoin } })
    await click(joinButton())
    expect(wordsOf(card())).toContain('You accepted, but could not enter the room')

    await click(byRole('button', 'Join again'))
    expect(onJoin).toHaveBeenCalledTimes(2)
    expect(fake.calls.accept).toHaveLength(1)
  })

  it('lets a call go whose joining failed', async () => {
    await ring([received()], { app: { onJoin: () => Promise.reject(lost) } })
    await click(joinButton())
    await click(byRole('button', 'Close'))
    expect(allByRole('region')).toEqual([])
  })

  it('declines', async () => {
    const { fake, wrapper } = await ring([received()])
    await click(declineButton())
    expect(fake.calls.reject).toEqual([expect.objectContaining({ roomId: 'weekly' })])
    expect(wrapper.emitted('declined')).toHaveLength(1)
  })

  it('declines with a reply, or as busy', async () => {
    const { fake } = await ring([received('weekly'), received('daily')])
    await click(byRole('button', /^More/))
    expect(await axeViolations()).toEqual([])
    await click(byRole('button', 'In 10 minutes'))
    await click(byRole('button', /^More/))
    await click(byRole('button', 'I am in another conference'))
    expect(fake.calls.reject).toMatchObject([
      { reply: 'In 10 minutes' },
      { reason: InvitationRejectedReason.IN_OTHER_CONFERENCE },
    ])
  })

  it('offers the replies of the app, or none', async () => {
    await ring([received()], { props: { replies: ['Later!'] } })
    await click(byRole('button', /^More/))
    expect(allByRole('button', 'Later!')).toHaveLength(1)
    await unmountKit()

    await ring([received()], { props: { replies: false } })
    await click(byRole('button', /^More/))
    expect(allByRole('group')).toEqual([])
  })

  it('silences', async () => {
    await ring([received()])
    await click(byRole('button', /^More/))
    await click(byRole('button', 'Silence'))
    expect(allByRole('button', 'Silenced')).toHaveLength(1)
    expect(allByRole('img', 'Silenced')).toHaveLength(1)
  })

  it('says what went wrong when declining fails', async () => {
    const { fake } = await ring([received()])
    fake.answers.reject = async () => Promise.reject(lost)
    await click(declineButton())
    expect(wordsOf(card())).toContain('Not declined yet')
  })
})

describe('endings', () => {
  it.each<[string, (fake: Awaited<ReturnType<typeof ring>>) => unknown, string]>([
    ['cancelled', ({ fake }) => fake.emit('onInvitationCancelled', received()), 'Cancelled by Ann'],
    [
      'revoked by the host',
      ({ fake }) =>
        fake.emit('onInvitationRevokedByAdmin', { ...received(), operateUser: user('ann') }),
      'Revoked by the host',
    ],
    [
      'revoked by an admin',
      ({ fake }) =>
        fake.emit('onInvitationRevokedByAdmin', { ...received(), operateUser: user('cat') }),
      'Revoked by an admin',
    ],
    [
      'answered elsewhere',
      ({ fake }) =>
        fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: true }),
      'Answered on another device',
    ],
    [
      'declined elsewhere',
      ({ fake }) =>
        fake.emit('onInvitationHandledByOtherDevice', { roomInfo: room(), accepted: false }),
      'Declined on another device',
    ],
    ['missed', ({ clock }) => clock.advance(60_000), 'Missed · No answer'],
  ])('says in words that it was %s, then leaves', async (_, end, words) => {
    const kit = await ring([received()])
    await end(kit)
    await settle()
    expect(wordsOf(card())).toContain(words)
    expect(allByRole('button', /^(Join|Decline)/)).toEqual([])
    expect(await axeViolations()).toEqual([])

    await kit.clock.advance(4_000)
    expect(allByRole('region')).toEqual([])
    expect(spoken().polite).toContain(`Call from Ann: ${words}`)
  })

  it('keeps the direction of a name in the words of the end', async () => {
    const { fake } = await ring([received()])
    fake.emit('onInvitationCancelled', received())
    await settle()
    expect(card().querySelector('.ci-call__ending bdi')?.textContent).toBe('Ann')
  })

  it('can be put away at once', async () => {
    const { fake } = await ring([received()])
    fake.emit('onInvitationCancelled', received())
    await settle()
    await click(byRole('button', 'Close'))
    expect(allByRole('region')).toEqual([])
  })
})

describe('announcements', () => {
  it('interrupts once on arrival and says how to get there', async () => {
    await ring([received()])
    expect(spoken().assertive).toBe('Ann is calling you into weekly. Press F8 to answer.')
  })

  it('counts politely at 30 and 10 seconds', async () => {
    const { clock } = await ring([received()])
    await clock.advance(29_900)
    expect(spoken().polite).toBe('')
    await clock.advance(600)
    expect(spoken().polite).toBe('30 seconds left to answer Ann')
    await clock.advance(20_000)
    expect(spoken().polite).toBe('10 seconds left to answer Ann')
  })
})

describe('focus', () => {
  it('stays where it is when a call comes and ends', async () => {
    const { fake } = await ring([received()])
    expect(document.activeElement).toBe(page)
    fake.emit('onInvitationCancelled', received())
    await settle()
    expect(document.activeElement).toBe(page)
  })

  it('goes to the answer with F8, and back with Escape', async () => {
    await ring([received()])
    const event = await press('F8')
    expect(event.defaultPrevented).toBe(true)
    expect(document.activeElement).toBe(joinButton())

    await press('Escape')
    expect(document.activeElement).toBe(page)
    expect(allByRole('region')).toHaveLength(1)
  })

  it('walks from card to card with F8', async () => {
    await ring([received('weekly'), received('daily', { createdAt: START - 1_000 })])
    await press('F8')
    const first = document.activeElement
    await press('F8')
    expect(document.activeElement).not.toBe(first)
    await press('F8')
    expect(document.activeElement).toBe(first)
  })

  it('goes back to where it was when the call ends under it', async () => {
    const { fake } = await ring([received()])
    await press('F8')
    fake.emit('onInvitationCancelled', received())
    await settle()
    expect(document.activeElement).toBe(page)
  })

  it('leaves other keys and other modifiers alone', async () => {
    await ring([received()], { props: { hotkey: 'F9' } })
    await press('F8')
    await press('F9', { ctrlKey: true })
    expect(document.activeElement).toBe(page)
    await press('F9')
    expect(document.activeElement).toBe(joinButton())
  })

  it('has no key when the app wants none', async () => {
    await ring([received()], { props: { hotkey: null } })
    await press('F8')
    expect(document.activeElement).toBe(page)
    expect(spoken().assertive).toBe('Ann is calling you into weekly.')
  })
})

it('goes into the body where its own place is missing, and says so', async () => {
  expectWarning('CI_R004')
  const { fake } = await ring([], { props: { to: '#nowhere' } })
  fake.emit('onReceiveInvitation', received())
  await settle()
  expect(card().closest('.ci-calls')!.parentElement).toBe(document.body)
})

describe('several calls', () => {
  const four = ['a', 'b', 'c', 'd'].map((roomId) => received(roomId))

  it('shows the newest in full, the others in one line, and counts the rest', async () => {
    await ring(four)
    const forms = allByRole('region').map(({ dataset }) => dataset.form)
    expect(forms).toEqual(['full', 'line', 'line'])
    expect(wordsOf(byRole('button', '1 more'))).toBe('1 more')
    expect(await axeViolations()).toEqual([])

    await click(byRole('button', '1 more'))
    expect(allByRole('region')).toHaveLength(4)
    expect(byRole('button', 'Show fewer').getAttribute('aria-expanded')).toBe('true')
  })

  it('shows as many as the policy says', async () => {
    await ring(four, { app: { policy: { maxToasts: 1 } } })
    expect(allByRole('region')).toHaveLength(1)
    expect(allByRole('button', '3 more')).toHaveLength(1)
  })

  it('hides none that rings behind those that end under a pointer', async () => {
    const { fake } = await ring(four, { app: { policy: { maxToasts: 2 } } })
    document.querySelector('.ci-calls')!.dispatchEvent(new MouseEvent('pointerenter'))
    const shown = allByRole('region').map((element) => element.getAttribute('aria-label'))
    const gone = four.filter(({ roomInfo }) =>
      shown.includes(`Invitation from Ann to ${roomInfo.roomName}`),
    )
    for (const { roomInfo, invitation } of gone) {
      fake.emit('onInvitationCancelled', { roomInfo, invitation })
    }
    await settle()
    const states = allByRole('region').map(({ dataset }) => dataset.state)
    expect(states).toEqual(['ended', 'ended', 'ringing', 'ringing'])
    expect(allByRole('button', /more$/)).toEqual([])
  })

  it('shows no more that have ended than fit', async () => {
    const { fake } = await ring(four)
    for (const { roomInfo, invitation } of four) {
      fake.emit('onInvitationCancelled', { roomInfo, invitation })
    }
    await settle()
    expect(allByRole('region')).toHaveLength(3)
  })

  it('can be answered each by itself', async () => {
    const { fake } = await ring(four)
    const [, second] = allByRole('region')
    const { roomId } = { roomId: /to (.)$/.exec(second!.getAttribute('aria-label')!)![1]! }
    await click(declineButton(second))
    expect(fake.calls.reject).toMatchObject([{ roomId }])
  })

  it('opens a one-line card', async () => {
    await ring(four)
    const [, second] = allByRole('region')
    await click(second!.querySelector<HTMLElement>('button.ci-call__who')!)
    expect(second!.dataset.form).toBe('full')
  })

  it('moves nothing under a pointer that is about to press', async () => {
    const { fake } = await ring([received('weekly')])
    const stack = document.querySelector('.ci-calls')!
    stack.dispatchEvent(new MouseEvent('pointerenter'))
    fake.emit('onReceiveInvitation', received('daily', { createdAt: START + 1_000 }))
    await settle()
    const rooms = () =>
      allByRole('region').map((element) => element.getAttribute('aria-label')!.split(' to ')[1])
    expect(rooms()).toEqual(['weekly', 'daily'])

    stack.dispatchEvent(new MouseEvent('pointerleave'))
    await settle()
    expect(rooms()).toEqual(['daily', 'weekly'])
  })
})

describe('slots', () => {
  it('replaces a whole card, its actions still work', async () => {
    const { fake } = await ring([received()], {
      slots: {
        card: '<template #card="{ card, decline }"><button @click="decline()">No, {{ card.roomId }}</button></template>',
      },
    })
    await click(byRole('button', 'No, weekly'))
    expect(fake.calls.reject).toHaveLength(1)
    expect(spoken().assertive).toContain('Ann is calling')
  })

  it('puts the app’s own parts before the answers', async () => {
    await ring([received()], { slots: { 'before-join': () => 'Microphone check' } })
    expect(wordsOf(card())).toContain('Microphone check')
  })

  it('puts the app’s own answers after the others', async () => {
    const { fake } = await ring([received()], {
      slots: {
        'more-answers':
          '<template #more-answers="{ card, decline }"><button @click="decline({ reply: card.roomId })">Block</button></template>',
      },
    })
    expect(allByRole('button', 'Block')).toEqual([])
    await click(byRole('button', /^More/))
    await click(byRole('button', 'Block'))
    expect(fake.calls.reject).toMatchObject([{ reply: 'weekly' }])
  })
})

it('takes its listeners off with itself', async () => {
  const { wrapper } = await ring([received()])
  wrapper.unmount()
  await press('F8')
  expect(document.activeElement).toBe(page)
  expect(document.querySelector('.ci-calls')).toBeNull()
})
