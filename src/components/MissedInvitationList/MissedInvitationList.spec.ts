import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { deferred } from '../../stores/testing/fake-manager'
import { START } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { received, user } from '../../stores/testing/samples'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  mountKit,
  unmountKit,
  wordsOf,
  type MountKitOptions,
} from '../testing/mount-kit'
import { MissedInvitationCount, MissedInvitationList } from '.'

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

/** Ben's device, outside of any room, where calls into these rooms were missed, the last one last. */
async function missed(
  rooms: string[],
  { app, ...more }: MountKitOptions = {},
  part: object = MissedInvitationList,
) {
  const kit = await mountKit(part, {
    app: { currentUser: user('ben'), currentRoom: null, members: [], ...app },
    ...more,
  })
  for (const roomId of rooms) {
    kit.fake.emit(
      'onReceiveInvitation',
      received(roomId, { createdAt: START - 60_000, expiresAt: START, extensionInfo: 'Hello?' }),
    )
    await kit.clock.advance(1_000)
  }
  await settle()
  return kit
}

const list = () => byRole('region', 'Missed invitations')
const rows = () => allByRole('listitem')

beforeEach(() => localStorage.clear())

afterEach(unmountKit)

describe('what was missed', () => {
  it('says who called, into which room, with which words and how long ago', async () => {
    const { clock } = await missed(['weekly', 'daily'])
    const [newest, oldest] = rows()
    expect(wordsOf(newest)).toMatch(/Ann.*daily · now.*Hello\?/)
    expect(newest!.querySelector('bdi')?.textContent).toBe('Ann')
    expect(await axeViolations()).toEqual([])

    await clock.advance(120_000)
    await settle()
    expect(wordsOf(oldest)).toMatch(/weekly · 2 min\.? ago/)
  })

  it('counts them', async () => {
    await missed(['weekly', 'daily'])
    expect(wordsOf(list().querySelector('.ci-missed-count'))).toContain('2 missed invitations')
  })

  it('says when there is nothing', async () => {
    await missed([])
    expect(wordsOf(list())).toContain('No missed invitations')
    expect(allByRole('button')).toEqual([])
    expect(await axeViolations()).toEqual([])
  })
})

describe('joining', () => {
  it('is busy meanwhile, then the row goes and the app is told', async () => {
    const entered = deferred<void>()
    const { wrapper } = await missed(['weekly'], { app: { onJoin: () => entered.promise } })
    await click(byRole('button', 'Join weekly'))
    expect(byRole('button', 'Joining…').getAttribute('aria-busy')).toBe('true')
    expect(await axeViolations()).toEqual([])

    entered.resolve()
    await settle()
    expect(rows()).toEqual([])
    expect(wrapper.emitted('joined')).toMatchObject([[{ roomId: 'weekly' }]])
  })

  it('keeps the row with the reason when it fails, and can be tried again', async () => {
    const onJoin = vi.fn().mockRejectedValueOnce(lost)
    await missed(['weekly'], { app: { onJoin } })
    await click(byRole('button', 'Join weekly'))
    expect(wordsOf(byRole('alert', /Not joined/, list()))).toContain('The connection was lost')
    expect(await axeViolations()).toEqual([])

    await click(byRole('button', 'Join weekly'))
    expect(onJoin).toHaveBeenCalledTimes(2)
    expect(rows()).toEqual([])
  })

  it('is off with the reason while the app thinks, and where it says no', async () => {
    const answer = deferred<boolean>()
    const onJoin = vi.fn()
    await missed(['weekly'], { app: { onJoin, canJoin: () => answer.promise } })
    const button = byRole('button', 'Join weekly')
    const reason = () => document.getElementById(button.getAttribute('aria-describedby') ?? '')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(wordsOf(reason())).toBe('Checking the room…')

    answer.resolve(false)
    await settle()
    expect(wordsOf(reason())).toBe('Cannot be joined right now')
    expect(await axeViolations()).toEqual([])
    await click(button)
    expect(onJoin).not.toHaveBeenCalled()
  })
})

describe('dismissing', () => {
  const dismissButtons = () => allByRole('button', 'Dismiss the missed call from Ann')

  it('takes one out and moves the focus to its neighbour, at last to the title', async () => {
    await missed(['a', 'b', 'c'])
    for (const left of ['c a', 'c', '']) {
      const button = dismissButtons()[left === '' ? 0 : 1]!
      button.focus()
      await click(button)
      expect(
        rows()
          .map((row) => /Ann(\w)/.exec(wordsOf(row))?.[1])
          .join(' '),
      ).toBe(left)
      const target = dismissButtons().at(-1) ?? byRole('heading', 'Missed invitations')
      expect(document.activeElement).toBe(target)
    }
  })

  it('takes all out', async () => {
    await missed(['a', 'b'])
    const button = byRole('button', 'Dismiss all')
    button.focus()
    await click(button)
    expect(rows()).toEqual([])
    expect(document.activeElement).toBe(byRole('heading', 'Missed invitations'))
  })

  it('leaves the focus alone that is elsewhere', async () => {
    const elsewhere = document.createElement('button')
    const { fake } = await missed(['a', 'b'])
    document.body.append(elsewhere)
    elsewhere.focus()
    dismissButtons()[0]!.click()
    await settle()
    expect(rows()).toHaveLength(1)
    expect(document.activeElement).toBe(elsewhere)
    expect(fake.calls.reject).toEqual([])
  })
})

describe('slots', () => {
  it('replaces a row, its actions still work', async () => {
    await missed(['weekly'], {
      slots: {
        row: '<template #row="{ entry, dismiss }"><button @click="dismiss()">Forget {{ entry.roomId }}</button></template>',
      },
    })
    await click(byRole('button', 'Forget weekly'))
    expect(rows()).toEqual([])
  })

  it('replaces the title and what shows when there is nothing', async () => {
    await missed([], { slots: { title: () => 'While you were away', empty: () => 'All quiet' } })
    expect(wordsOf(byRole('region', 'While you were away'))).toContain('All quiet')
  })
})

describe('the count by itself', () => {
  it('shows nothing until something is missed', async () => {
    await missed([], {}, MissedInvitationCount)
    expect(document.querySelector('.ci-missed-count')).toBeNull()
  })

  it('is a number for the eye and words for the ear', async () => {
    await missed(['weekly'], {}, MissedInvitationCount)
    const badge = document.querySelector('.ci-missed-count')!
    expect(badge.querySelector('[aria-hidden]')?.textContent).toBe('1')
    expect(wordsOf(badge)).toContain('1 missed invitation')
  })
})
