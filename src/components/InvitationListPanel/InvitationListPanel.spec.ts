import { afterEach, describe, expect, it } from 'vitest'
import { h } from 'vue'
import { zhCN } from '../../locales/zh-CN'
import { InvitationRejectedReason, InvitationStatus } from '../../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import type { Invitation } from '../../manager/types'
import { deferred, type FakeManager } from '../../stores/testing/fake-manager'
import { START } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { invitation, notice, room, user } from '../../stores/testing/samples'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  mountKit,
  press,
  spoken,
  type,
  unmountKit,
  wordsOf,
  type MountKitOptions,
} from '../testing/mount-kit'
import { InvitationListPanel } from '.'

const { TIMEOUT, ACCEPTED, REJECTED } = InvitationStatus
const notAllowed = new ConferenceInvitationError(InvitationErrorCode.NEED_OWNER_OR_ADMIN, 'no')
const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

const people = {
  calling: invitation('ben', { createdAt: START - 18_000, expiresAt: START + 42_000 }),
  accepted: invitation('cat', { status: ACCEPTED }),
  noAnswer: invitation('dan', { status: TIMEOUT, updatedAt: START - 120_000 }),
  busy: invitation('eve', {
    invitee: user('eve', { userName: 'Eve' }),
    status: REJECTED,
    reason: InvitationRejectedReason.IN_OTHER_CONFERENCE,
  }),
  declined: invitation('fay', {
    invitee: user('fay', { userName: 'Fay' }),
    status: REJECTED,
    reason: InvitationRejectedReason.REJECT_TO_ENTER,
    reply: 'In 10 minutes',
  }),
}

function mountPanel(list: readonly Invitation[], { backend, ...more }: MountKitOptions = {}) {
  return mountKit(InvitationListPanel, { backend: { list: () => list, ...backend }, ...more })
}

const panel = () => byRole('region', 'Invited people')
const rows = () => allByRole('listitem')
const row = (userId: string) => document.querySelector<HTMLElement>(`[data-user-id="${userId}"]`)!

afterEach(unmountKit)

describe('rows', () => {
  it('say each state in words, with what may be done', async () => {
    await mountPanel(Object.values(people))
    expect(wordsOf(panel().querySelector('h2'))).toBe('Invited people')
    expect(rows().map((element) => wordsOf(element.querySelector('.ci-status')))).toEqual([
      'Calling · 0:42',
      'Accepted · on the way',
      expect.stringMatching(/^No answer · 2 min/),
      'Busy in another conference',
      'Declined · “In 10 minutes”',
    ])
    const actions = rows().flatMap((element) => allByRole('button', undefined, element))
    expect(actions.map((button) => [wordsOf(button), button.getAttribute('aria-label')])).toEqual([
      ['Cancel', 'Cancel call to Ben'],
      ['Call again', 'Call Dan again'],
      ['Call again', 'Call Eve again'],
      ['Call again', 'Call Fay again'],
    ])
    expect(row('ben').querySelector('bdi')?.textContent).toBe('Ben')
    expect(row('fay').querySelector('.ci-status bdi')?.textContent).toBe('“In 10 minutes”')
    expect(await axeViolations()).toEqual([])
  })

  it('count down by the clock', async () => {
    const { clock } = await mountPanel([people.calling])
    await clock.advance(2_000)
    expect(wordsOf(row('ben'))).toContain('Calling · 0:40')
  })

  it('say who called when that was somebody else', async () => {
    await mountPanel([invitation('ben', { inviter: user('cat') }), invitation('dan')])
    expect(wordsOf(row('ben'))).toContain('Called by Cat')
    expect(wordsOf(row('dan'))).not.toContain('Called by')
  })

  it('are as many as fit in sight', async () => {
    const many = Array.from({ length: 500 }, (_, index) => invitation(`user-${index}`))
    await mountPanel(many)
    expect(rows().length).toBeLessThan(40)
    expect(rows()[0]!.getAttribute('aria-posinset')).toBe('1')
  })

  it('speak the language of the app', async () => {
    await mountPanel([people.noAnswer], { app: { locale: zhCN } })
    expect(wordsOf(byRole('region', '受邀成员'))).toContain('未接听')
  })
})

describe('cancelling', () => {
  it('shows at once, then leaves', async () => {
    const answer = deferred<void>()
    const { fake } = await mountPanel([people.calling])
    fake.answers.cancelInvitation = () => answer.promise
    await click(byRole('button', 'Cancel call to Ben'))
    expect(wordsOf(row('ben'))).toContain('Cancelling')
    expect(byRole('button', 'Cancel call to Ben').getAttribute('aria-disabled')).toBe('true')

    fake.emit('onInvitationRemoved', notice({ ...people.calling, revision: 2 }))
    answer.resolve()
    await settle()
    expect(rows()).toEqual([])
  })

  it('comes back with the reason when it fails', async () => {
    const { fake } = await mountPanel([people.calling])
    fake.answers.cancelInvitation = async () => Promise.reject(notAllowed)
    await click(byRole('button', 'Cancel call to Ben'))
    expect(wordsOf(byRole('alert', /Not cancelled/))).toContain(
      'Only the host and admins may do that.',
    )
    expect(wordsOf(row('ben'))).toContain('Calling')
    expect(await axeViolations()).toEqual([])
  })

  it('is disabled with the reason for other people’s calls', async () => {
    const { fake } = await mountPanel([invitation('ben', { inviter: user('cat') })], {
      app: { currentRoom: room('weekly', { ownerId: 'dan' }), members: [user('ann')] },
    })
    const button = byRole('button', 'Cancel call to Ben')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    const reason = document.getElementById(button.getAttribute('aria-describedby')!)
    expect(wordsOf(reason)).toBe('Only Cat, the host and admins can cancel this call.')
    expect(button.title).toBe('Only \u2068Cat\u2069, the host and admins can cancel this call.')
    await click(button)
    expect(fake.calls.cancelInvitation).toEqual([])
  })
})

describe('calling again', () => {
  it('rings one person as long as before', async () => {
    const { fake } = await mountPanel([people.noAnswer])
    await click(byRole('button', 'Call Dan again'))
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['dan'], timeout: 60 }])
    expect(wordsOf(row('dan'))).toContain('Calling')
  })

  it('rings everybody who did not answer in one call', async () => {
    const { fake } = await mountPanel([
      people.noAnswer,
      invitation('gil', { status: TIMEOUT }),
      people.declined,
    ])
    await click(byRole('button', 'Call 2 unanswered again'))
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['dan', 'gil'] }])
  })

  it('says on the row why it failed', async () => {
    const { fake } = await mountPanel([people.noAnswer])
    fake.answers.inviteUsers = async () => Promise.reject(lost)
    await click(byRole('button', 'Call Dan again'))
    expect(wordsOf(byRole('alert', /Not called/))).toContain('The connection was lost')
  })
})

describe('filters', () => {
  it('have counts, and narrow the list', async () => {
    await mountPanel(Object.values(people))
    const chips = () =>
      allByRole('button', undefined, byRole('group', 'Show people by state')).map(wordsOf)
    expect(chips()).toEqual([
      'All 5',
      'Calling 1',
      'Accepted 1',
      'No answer 1',
      'Busy 1',
      'Declined 1',
    ])
    expect(byRole('button', 'All 5').getAttribute('aria-pressed')).toBe('true')

    await click(byRole('button', 'Declined 1'))
    expect(rows().map((element) => element.dataset.userId)).toEqual(['fay'])
    expect(byRole('button', 'Declined 1').getAttribute('aria-pressed')).toBe('true')
    expect(allByRole('button', /unanswered/)).toEqual([])
  })

  it('say when nobody is left, and show everybody again', async () => {
    const { fake } = await mountPanel([people.noAnswer, people.declined])
    await click(byRole('button', 'Declined 1'))
    fake.emit('onInvitationRemoved', notice({ ...people.declined, revision: 2 }))
    fake.emit('onInvitationAdded', notice(invitation('gil')))
    await settle()
    expect(wordsOf(panel())).toContain('Nobody here right now')
    await click(byRole('button', 'Show all'))
    expect(rows()).toHaveLength(2)
  })

  it('are not there for one person', async () => {
    await mountPanel([people.calling])
    expect(allByRole('group')).toEqual([])
  })
})

describe('everybody at once', () => {
  const more = () => byRole('button', 'More')
  const another = invitation('gil', { inviter: user('cat') })

  it('is cancelled in one call, without the calls of others', async () => {
    const { fake } = await mountPanel([people.calling, invitation('hal'), another], {
      app: { currentRoom: room('weekly', { ownerId: 'dan' }), members: [user('ann')] },
    })
    await click(more())
    expect(more().getAttribute('aria-expanded')).toBe('true')
    expect(await axeViolations()).toEqual([])
    await click(byRole('button', 'Cancel all 2 calls'))
    expect(fake.calls.cancelInvitation).toMatchObject([{ userIdList: ['ben', 'hal'] }])
    expect(document.activeElement).toBe(more())
    expect(more().getAttribute('aria-expanded')).toBe('false')
  })

  it('is called again by what became of them', async () => {
    const { fake } = await mountPanel(Object.values(people))
    await click(more())
    await click(byRole('button', 'Call 1 declined again'))
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['fay'] }])
  })

  it('is called again from below the filtered list', async () => {
    const { fake } = await mountPanel(Object.values(people))
    await click(byRole('button', 'Declined 1'))
    await click(byRole('button', 'Call 1 declined again'))
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['fay'] }])
  })

  it('cannot be called again while offline', async () => {
    const { fake } = await mountPanel(Object.values(people))
    fake.setStatus('offline')
    await settle()
    await click(more())
    const button = byRole('button', 'Call 1 declined again')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(allByRole('button', /^Cancel all/)).toEqual([])
    await click(button)
    expect(fake.calls.inviteUsers).toEqual([])
  })

  it('is a menu that closes with Escape and when the focus leaves', async () => {
    await mountPanel(Object.values(people))
    await click(more())
    await press('Escape')
    expect(more().getAttribute('aria-expanded')).toBe('false')
    await click(more())
    byRole('button', 'Cancel call to Ben').focus()
    await settle()
    expect(more().getAttribute('aria-expanded')).toBe('false')
  })
})

describe('selection', () => {
  const box = (name: string) =>
    document.querySelector<HTMLInputElement>(`input[aria-label="Select ${name}"]`)

  async function startSelecting() {
    await click(byRole('button', 'More'))
    await click(byRole('button', 'Select people'))
  }

  it('cancels and calls again whom it holds', async () => {
    const { fake } = await mountPanel([people.calling, people.noAnswer, people.declined])
    expect(box('Ben')).toBeNull()
    await startSelecting()
    expect(wordsOf(byRole('status', '0 people chosen'))).toBe('0 people chosen')
    await click(box('Ben')!)
    await click(box('Dan')!)
    expect(allByRole('status', '2 people chosen')).toHaveLength(1)
    expect(await axeViolations()).toEqual([])
    await click(byRole('button', 'Call 1 person again'))
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['dan'] }])
    expect(box('Dan')!.checked).toBe(false)
    expect(document.activeElement).toBe(byRole('button', 'Done'))
    await click(byRole('button', 'Cancel 1 call'))
    expect(fake.calls.cancelInvitation).toMatchObject([{ userIdList: ['ben'] }])
  })

  it('takes off the list whose call is over', async () => {
    const { fake } = await mountPanel([people.calling, people.noAnswer])
    await startSelecting()
    await click(box('Ben')!)
    expect(allByRole('button', /^Remove/)).toEqual([])
    await click(box('Dan')!)
    await click(byRole('button', 'Remove 1 person from the list'))
    expect(fake.calls.cancelInvitation).toMatchObject([{ userIdList: ['dan'] }])
    expect(document.activeElement).toBe(byRole('button', 'Done'))
  })

  it('takes everybody in sight, and ends', async () => {
    await mountPanel(Object.values(people))
    await startSelecting()
    await click(byRole('button', 'Declined 1'))
    await click(byRole('button', 'Choose all'))
    expect(allByRole('status', '1 person chosen')).toHaveLength(1)
    await click(byRole('button', 'Done'))
    expect(box('Fay')).toBeNull()
    await startSelecting()
    expect(box('Fay')!.checked).toBe(false)
  })

  it('keeps the focus on the box of a row that moves', async () => {
    const { fake } = await mountPanel([invitation('ben'), invitation('cat'), people.noAnswer])
    await startSelecting()
    box('Ben')!.focus()
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('ben', { status: TIMEOUT, revision: 2, updatedAt: START })),
    )
    await settle()
    expect(document.activeElement).toBe(box('Ben'))
  })
})

describe('order', () => {
  it('is by state, by name or the latest first', async () => {
    await mountPanel([
      people.noAnswer,
      invitation('zoe', { updatedAt: START - 30_000 }),
      invitation('amy', { status: TIMEOUT, updatedAt: START - 1_000 }),
    ])
    const ids = () => rows().map((element) => element.dataset.userId)
    const state = ids()
    expect(state[0]).toBe('zoe')
    await click(byRole('button', 'More'))
    await click(byRole('button', 'Name'))
    expect(ids()).toEqual(['amy', 'dan', 'zoe'])
    expect(byRole('button', 'Name').getAttribute('aria-pressed')).toBe('true')
    await click(byRole('button', 'Latest'))
    expect(ids()).toEqual(['amy', 'zoe', 'dan'])
    await click(byRole('button', 'State'))
    expect(ids()).toEqual(state)
  })
})

describe('search', () => {
  const field = () => byRole('textbox', 'Search by name') as HTMLInputElement
  const button = () => byRole('button', 'Search by name')

  it('narrows by name, says how many, and goes with Escape', async () => {
    const { clock } = await mountPanel(Object.values(people))
    await click(button())
    expect(document.activeElement).toBe(field())
    await type(field(), 'fA')
    expect(rows().map((element) => element.dataset.userId)).toEqual(['fay'])
    expect(allByRole('button', /unanswered/)).toEqual([])
    await clock.advance(300)
    expect(spoken().polite).toBe('1 person found')
    expect(await axeViolations()).toEqual([])

    await press('Escape')
    expect(rows()).toHaveLength(5)
    await press('Escape')
    expect(allByRole('textbox')).toEqual([])
    expect(document.activeElement).toBe(button())
  })

  it('says when nobody has that name, and shows everybody again', async () => {
    await mountPanel(Object.values(people))
    await click(button())
    await type(field(), 'xyz')
    expect(wordsOf(panel())).toContain('Nobody found for “xyz”')
    expect(panel().querySelector('.ci-empty__title bdi')?.textContent).toBe('xyz')
    await click(byRole('button', 'Show all'))
    expect(rows()).toHaveLength(5)
  })

  it('does not pass for an answer', async () => {
    const { clock } = await mountPanel(Object.values(people))
    await click(button())
    await type(field(), 'eve')
    await click(byRole('button', 'Clear search'))
    expect(document.activeElement).toBe(field())
    await clock.advance(2_000)
    expect(spoken().polite).toBe('1 person found')
  })

  it('looks through people who are not loaded yet', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      invitation(`u${index}`, { invitee: user(`u${index}`, { userName: `User ${index}` }) }),
    )
    await mountPanel(many)
    await click(button())
    await type(field(), 'User 249')
    await settle()
    expect(rows().map((element) => element.dataset.userId)).toEqual(['u249'])
  })
})

describe('states', () => {
  it('shows that it loads', async () => {
    await mountKit(InvitationListPanel, { backend: { status: 'connecting' } })
    expect(wordsOf(panel())).toContain('Loading invited people')
    expect(await axeViolations()).toEqual([])
  })

  it('offers to invite when nobody is invited', async () => {
    const { wrapper } = await mountPanel([])
    expect(wordsOf(panel())).toContain('Nobody is invited yet')
    await click(byRole('button', 'Choose people to call'))
    expect(wrapper.emitted('invite')).toHaveLength(1)
    expect(await axeViolations()).toEqual([])
  })

  it('says when it cannot be loaded, and tries again', async () => {
    let list = () => Promise.reject<never>(lost)
    const { fake } = await mountPanel([], { backend: { status: 'connecting' } })
    const complete = fake.answers.getInvitationList
    fake.answers.getInvitationList = () => list()
    fake.setStatus('online')
    await settle()
    expect(wordsOf(byRole('alert', /The list could not be loaded/))).toContain(
      'The connection was lost',
    )
    expect(await axeViolations()).toEqual([])

    list = () => complete({ roomId: 'weekly' }) as never
    await click(byRole('button', 'Try again'))
    expect(wordsOf(panel())).toContain('Nobody is invited yet')
  })

  it('says of when the list is while offline', async () => {
    const { fake } = await mountPanel([people.calling])
    fake.setStatus('offline')
    await settle()
    const time = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit' }).format(START)
    expect(wordsOf(panel())).toContain(`Showing the list as of ${time}`)
    expect(byRole('button', 'Cancel call to Ben').getAttribute('aria-disabled')).toBe('true')
    expect(await axeViolations()).toEqual([])
  })

  it('says that there are more than are loaded', async () => {
    const many = Array.from({ length: 250 }, (_, index) => invitation(`user-${index}`))
    await mountPanel(many)
    expect(rows()[0]!.getAttribute('aria-setsize')).toBe('-1')
    expect(allByRole('button', 'All 100+')).toHaveLength(1)
  })

  it('loads on while the rows do not fill the height', async () => {
    const many = Array.from({ length: 8 }, (_, index) => invitation(`user-${index}`))
    const { fake } = await mountPanel([], { backend: { status: 'connecting' } })
    fake.answers.getInvitationList = async ({ cursor = '' }) => {
      const end = Number(cursor) + 3
      const invitationList = many.slice(Number(cursor), end)
      return { invitationList, cursor: end < many.length ? String(end) : '' }
    }
    fake.setStatus('online')
    await settle()
    expect(rows()).toHaveLength(8)
  })

  it('leaves it to the reader to load on after a failure', async () => {
    const { fake } = await mountPanel([], { backend: { status: 'connecting' } })
    let isLost = true
    fake.answers.getInvitationList = async ({ cursor }) => {
      if (cursor && isLost) throw lost
      return cursor
        ? { invitationList: [people.declined], cursor: '' }
        : { invitationList: [people.calling], cursor: 'more' }
    }
    fake.setStatus('online')
    await settle()
    expect(fake.calls.getInvitationList.map(({ cursor }) => cursor)).toEqual(['', 'more'])

    isLost = false
    await click(byRole('button', 'Try again'))
    await settle()
    expect(rows().map((element) => element.dataset.userId)).toEqual(['ben', 'fay'])
  })

  it('counts exactly once everybody is loaded', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      invitation(`user-${index}`, { status: index === 240 ? TIMEOUT : ACCEPTED }),
    )
    await mountPanel(many)
    expect(allByRole('button', /^No answer/)).toEqual([])
    await click(byRole('button', 'Accepted 100+'))
    await settle()
    expect(allByRole('button', 'All 250')).toHaveLength(1)
    await click(byRole('button', 'No answer 1'))
    expect(rows().map((element) => element.dataset.userId)).toEqual(['user-240'])
  })

  it('tells people who are only notified from those who are called', async () => {
    await mountPanel([people.calling, { ...people.calling, invitee: user('dan'), silent: true }])
    const [called, notified] = rows()
    expect(wordsOf(called)).toContain('Calling · 0:42')
    expect(wordsOf(notified)).toContain('Notified · 0:42')
    expect(notified!.querySelector('.ci-status svg')).not.toBeNull()
    expect(await axeViolations()).toEqual([])
  })
})

describe('news', () => {
  it('are told politely, many as one', async () => {
    const { clock, fake } = await mountPanel(
      ['ben', 'cat', 'dan'].map((userId) => invitation(userId)),
    )
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('ben', { status: ACCEPTED, revision: 2 })),
    )
    for (const userId of ['cat', 'dan']) {
      fake.emit(
        'onInvitationStatusChanged',
        notice(invitation(userId, { status: TIMEOUT, revision: 2 })),
      )
    }
    await clock.advance(1_300)
    expect(spoken().polite).toBe('Ben accepted\n2 people did not answer')
  })

  it('are not told of what was there before', async () => {
    const { clock } = await mountPanel(Object.values(people))
    await clock.advance(2_000)
    expect(spoken().polite).toBe('')
  })
})

describe('calls that others took back', () => {
  function revoke(fake: FakeManager, userId: string) {
    const gone = notice(invitation(userId, { revision: 2 }))
    fake.emit('onInvitationRemoved', gone)
    fake.emit('onInvitationRevokedByAdmin', {
      ...gone,
      operateUser: user('amy', { userName: 'Amy' }),
    })
  }
  const words = () => wordsOf(panel())

  it('say who did it, and to whom', async () => {
    const { clock, fake } = await mountPanel([invitation('ben'), invitation('cat')])
    revoke(fake, 'ben')
    await clock.advance(300)
    expect(words()).toContain('Amy cancelled your call to Ben')
    expect(spoken().polite).toBe('Amy cancelled your call to Ben')
    expect(await axeViolations()).toEqual([])
  })

  it('are counted when they are several', async () => {
    const { clock, fake } = await mountPanel([invitation('ben'), invitation('cat')])
    revoke(fake, 'ben')
    revoke(fake, 'cat')
    await clock.advance(300)
    expect(words()).toContain('Amy cancelled 2 of your calls')
    expect(spoken().polite).toBe('Amy cancelled 2 of your calls')
  })

  it('are put away, and the focus stays in the panel', async () => {
    const { fake } = await mountPanel([invitation('ben')])
    revoke(fake, 'ben')
    await settle()
    await click(byRole('button', 'Close'))
    expect(words()).not.toContain('cancelled')
    expect(document.activeElement).toBe(byRole('heading', 'Invited people'))
  })

  it('no longer matter once the person is called again, or in another room', async () => {
    const { currentRoom, fake } = await mountPanel([invitation('ben')])
    revoke(fake, 'ben')
    fake.emit('onInvitationAdded', notice(invitation('ben', { revision: 3 })))
    await settle()
    expect(words()).not.toContain('cancelled')

    revoke(fake, 'cat')
    await settle()
    expect(words()).toContain('Amy cancelled your call to Cat')
    currentRoom.value = room('daily')
    await settle()
    expect(words()).not.toContain('cancelled')
  })

  it('are those of this room', async () => {
    const { fake } = await mountPanel([invitation('ben')])
    const elsewhere = { ...notice(invitation('ben')), roomInfo: room('daily') }
    fake.emit('onInvitationRevokedByAdmin', {
      ...elsewhere,
      operateUser: user('amy', { userName: 'Amy' }),
    })
    await settle()
    expect(words()).not.toContain('cancelled')
  })
})

describe('focus', () => {
  it('stays with its person when the row changes and moves', async () => {
    const { fake } = await mountPanel([invitation('ben'), invitation('cat'), people.noAnswer])
    byRole('button', 'Cancel call to Ben').focus()
    fake.emit(
      'onInvitationStatusChanged',
      notice(invitation('ben', { status: TIMEOUT, revision: 2, updatedAt: START })),
    )
    await settle()
    expect(rows().map((element) => element.dataset.userId)).toEqual(['cat', 'dan', 'ben'])
    expect(document.activeElement).toBe(byRole('button', 'Call Ben again'))
  })

  it('goes to the neighbour when the row goes', async () => {
    const { fake } = await mountPanel([invitation('ben'), invitation('cat')])
    byRole('button', 'Cancel call to Ben').focus()
    fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
    await settle()
    expect(document.activeElement).toBe(byRole('button', 'Cancel call to Cat'))
  })

  it('goes to the title when the last row goes', async () => {
    const { fake } = await mountPanel([invitation('ben')])
    byRole('button', 'Cancel call to Ben').focus()
    fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
    await settle()
    expect(document.activeElement).toBe(byRole('heading', 'Invited people'))
  })

  it('is not taken from elsewhere', async () => {
    const { fake } = await mountPanel([invitation('ben'), invitation('cat')])
    const outside = document.body.appendChild(document.createElement('button'))
    outside.focus()
    fake.emit('onInvitationRemoved', notice(invitation('ben', { revision: 2 })))
    await settle()
    expect(document.activeElement).toBe(outside)
  })
})

describe('keyboard', () => {
  const stops = () =>
    rows().flatMap((element) =>
      [...element.querySelectorAll<HTMLElement>('button, input')]
        .filter(({ tabIndex }) => tabIndex >= 0)
        .map((control) => control.getAttribute('aria-label')),
    )
  const focused = () => document.activeElement?.getAttribute('aria-label')

  it('stops once in the list, and goes on by arrow keys', async () => {
    await mountPanel(Object.values(people))
    expect(stops()).toEqual(['Cancel call to Ben'])
    byRole('button', 'Cancel call to Ben').focus()
    await press('ArrowDown')
    // about Cat, who accepted, there is nothing to do
    expect(focused()).toBe('Call Dan again')
    expect(stops()).toEqual(['Call Dan again'])
    await press('End')
    expect(focused()).toBe('Call Fay again')
    expect((await press('ArrowDown')).defaultPrevented).toBe(true)
    expect(focused()).toBe('Call Fay again')
    await press('ArrowUp')
    expect(focused()).toBe('Call Eve again')
    await press('Home')
    expect(focused()).toBe('Cancel call to Ben')
    expect(await axeViolations()).toEqual([])
  })

  it('comes back to the row that it left', async () => {
    await mountPanel(Object.values(people))
    byRole('button', 'Cancel call to Ben').focus()
    await press('End')
    byRole('button', 'More').focus()
    await settle()
    expect(stops()).toEqual(['Call Fay again'])
  })

  it('reaches rows that were not rendered', async () => {
    const many = Array.from({ length: 90 }, (_, index) => invitation(`user-${index}`))
    await mountPanel(many)
    const ids = () => rows().map((element) => element.dataset.userId)
    const first = byRole('button', 'Cancel call to user-0')
    expect(ids()).not.toContain('user-89')
    first.focus()
    await press('End')
    expect(focused()).toBe('Cancel call to user-89')
  })

  it('goes through boxes by arrow keys, and within the row by Tab', async () => {
    await mountPanel([people.calling, people.accepted])
    await click(byRole('button', 'More'))
    await click(byRole('button', 'Select people'))
    expect(stops()).toEqual(['Select Ben', 'Cancel call to Ben'])
    row('ben').querySelector('input')!.focus()
    await press('ArrowDown')
    expect(focused()).toBe('Select Cat')
    await press('ArrowUp')
    expect(focused()).toBe('Select Ben')
  })
})

describe('slots', () => {
  it('takes the app’s own parts', async () => {
    await mountPanel([people.noAnswer], {
      props: { headingLevel: 3, density: 'compact' },
      slots: {
        title: () => 'Called',
        'header-end': () => h('button', 'Export'),
        row: '<template #row="{ entry }">Row of {{ entry.displayName }}</template>',
        footer: '<template #footer="{ unanswered }">{{ unanswered.length }} to call</template>',
      },
    })
    const region = byRole('region', 'Called')
    expect(region.querySelector('h3')).not.toBeNull()
    expect(wordsOf(region)).toBe('CalledExportRow of Dan1 to call')
  })
})
