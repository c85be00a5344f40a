import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, KeepAlive, shallowRef } from 'vue'
import { expectWarning } from '../../../test/console'
import { zhCN } from '../../locales/zh-CN'
import { InvitationCode, InvitationStatus, UserRole } from '../../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { deferred } from '../../stores/testing/fake-manager'
import { START } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { invitation, room, user } from '../../stores/testing/samples'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  directoryOf,
  mountKit,
  press,
  spoken,
  type,
  unmountKit,
  wordsOf,
  type MountKitOptions,
} from '../testing/mount-kit'
import { InviteDialog } from '.'

// what the dialog loads is there, as it is in a page that has been open for a moment
beforeAll(() => import('./InviteDialogWindow.vue'))

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')
const tooOften = new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'slowly')
const everybody = { ann: 'Ann', ben: 'Ben', cat: 'Cat', dan: 'Dan' }

async function openDialog({ props, app, ...more }: MountKitOptions = {}) {
  const kit = await mountKit(InviteDialog, {
    props: { open: true, ...props },
    app: { directory: directoryOf(everybody), ...app },
    ...more,
  })
  await kit.clock.advance(0)
  return kit
}

const field = () => byRole('combobox', 'Search people')
const option = (name: RegExp) => byRole('option', name)
const callButton = () => byRole('button', /^Call/)
const chips = () =>
  allByRole('button', /^Remove/).map((button) => button.getAttribute('aria-label'))
const activeOption = () =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')

/** Types a search and waits for its answer. */
async function search({ clock }: Awaited<ReturnType<typeof openDialog>>, text: string) {
  await type(field(), text)
  await clock.advance(200)
}

afterEach(async () => {
  await unmountKit()
  await settle()
})

describe('opening', () => {
  it('is a dialog called after its title, with the focus in the search', async () => {
    await openDialog()
    expect(wordsOf(byRole('dialog', 'Invite people'))).toContain('Ring for')
    await vi.waitFor(() => expect(document.activeElement).toBe(field()))
    expect(allByRole('option').map((element) => element.getAttribute('aria-posinset'))).toEqual([
      '1',
      '2',
      '3',
      '4',
    ])
    expect(await axeViolations()).toEqual([])
  })

  it('closes by its buttons and with Escape', async () => {
    const { wrapper } = await openDialog()
    for (const name of ['Close', 'Cancel']) {
      await click(byRole('button', name))
      expect(wrapper.emitted('update:open')?.at(-1)).toEqual([false])
      await wrapper.setProps({ open: false })
      await wrapper.setProps({ open: true })
    }
    field().focus()
    await press('Escape')
    expect(wrapper.emitted('update:open')).toHaveLength(3)
  })

  it('speaks the language of the app', async () => {
    await openDialog({ app: { locale: zhCN, directory: directoryOf(everybody) } })
    expect(allByRole('dialog', '邀请成员')).toHaveLength(1)
  })
})

describe('its place', () => {
  it('is the body where the app names one that is missing, and it says so', async () => {
    expectWarning('CI_R004')
    const { clock, wrapper } = await openDialog({ props: { to: '#nowhere' } })
    expect(byRole('dialog', 'Invite people').parentElement).toBe(document.body)
    await wrapper.setProps({ open: false })
    await clock.advance(0)
    expect(allByRole('dialog', 'Invite people')).toEqual([])
  })
})

describe('on a page that is kept alive', () => {
  it('goes with the page, and is there again with it, nobody forgotten', async () => {
    const isThere = shallowRef(true)
    const open = shallowRef(true)
    const Page = defineComponent(
      () => () =>
        h(InviteDialog, {
          open: open.value,
          'onUpdate:open': (isOpen: boolean) => (open.value = isOpen),
        }),
    )
    const Other = defineComponent(() => () => h('p', 'elsewhere'))
    const { clock } = await mountKit(
      defineComponent(() => () => h(KeepAlive, () => h(isThere.value ? Page : Other))),
      { app: { directory: directoryOf(everybody) } },
    )
    await clock.advance(0)
    await click(option(/Ben/))

    isThere.value = false
    await clock.advance(0)
    expect(allByRole('dialog', 'Invite people')).toEqual([])
    expect(document.body.style.overflow).toBe('')

    isThere.value = true
    await clock.advance(0)
    expect(byRole('dialog', 'Invite people')).toBeTruthy()
    expect(chips()).toEqual(['Remove Ben'])
  })
})

describe('choosing', () => {
  it('chooses and takes back by click', async () => {
    const { wrapper } = await openDialog()
    await click(option(/Ben/))
    await click(option(/Cat/))
    expect(option(/Ben/).getAttribute('aria-selected')).toBe('true')
    expect(chips()).toEqual(['Remove Ben', 'Remove Cat'])
    expect(wordsOf(callButton())).toBe('Call 2 people')
    expect(await axeViolations()).toEqual([])

    await click(option(/Ben/))
    expect(wordsOf(callButton())).toBe('Call 1 person')
    expect(wrapper.emitted('update:selected')?.at(-1)).toEqual([['cat']])

    await click(byRole('button', 'Remove Cat'))
    expect(chips()).toEqual([])
    expect(callButton().getAttribute('aria-disabled')).toBe('true')
  })

  it('keeps people chosen that the search no longer shows', async () => {
    const kit = await openDialog()
    await click(option(/Ben/))
    await search(kit, 'cat')
    expect(allByRole('option')).toHaveLength(1)
    expect(chips()).toEqual(['Remove Ben'])
    expect(spoken().polite).toBe('')
    await kit.clock.advance(300)
    expect(spoken().polite).toBe('1 person found')
  })

  it('shows people chosen by the app by their names', async () => {
    await openDialog({ props: { selected: ['dan'] } })
    expect(chips()).toEqual(['Remove Dan'])
  })

  it('shows who cannot be called, and why', async () => {
    const directory = directoryOf(everybody, {
      search: async () => ({
        users: Object.entries({ ...everybody, eve: 'Eve', fay: 'Fay' }).map(
          ([userId, userName]) => ({
            userId,
            userName,
            ...(userId === 'fay' && { disabledReason: 'On leave' }),
          }),
        ),
        cursor: '',
      }),
    })
    await openDialog({
      backend: {
        list: () => [
          invitation('cat', { createdAt: START - 18_000, expiresAt: START + 42_000 }),
          invitation('dan', { status: InvitationStatus.REJECTED, updatedAt: START - 120_000 }),
          invitation('eve', { status: InvitationStatus.ACCEPTED }),
        ],
      },
      app: { directory, members: [user('ann'), user('ben')] },
    })
    expect(allByRole('option').map(wordsOf)).toEqual([
      'AAnnYou',
      'BBenIn the room',
      'CCatBeing called · 0:42',
      expect.stringMatching(/^DDanDeclined 2 min/),
      'EEveAccepted',
      'FFayOn leave',
    ])
    expect(allByRole('option').map((element) => element.getAttribute('aria-disabled'))).toEqual([
      ...['true', 'true', 'true', 'false', 'true', 'true'],
    ])
    await click(option(/Ben/))
    expect(chips()).toEqual([])
    expect(await axeViolations()).toEqual([])
  })

  it('tells who is only notified', async () => {
    const silently = { silent: true, createdAt: START - 18_000, expiresAt: START + 42_000 }
    await openDialog({ backend: { list: () => [invitation('cat', silently)] } })
    expect(wordsOf(option(/Cat/))).toBe('CCatNotified · 0:42')
  })
})

describe('a limit', () => {
  it('stops the choice, and says so', async () => {
    const { clock } = await openDialog({ props: { max: 2 } })
    await click(option(/Ben/))
    expect(wordsOf(byRole('dialog'))).not.toContain('at most')
    await click(option(/Cat/))
    expect(wordsOf(byRole('dialog'))).toContain('You can choose 2 people at most')
    await click(option(/Dan/))
    expect(chips()).toEqual(['Remove Ben', 'Remove Cat'])
    await clock.advance(300)
    expect(spoken().polite).toBe('You can choose 2 people at most')
    await click(byRole('button', 'Remove Ben'))
    await click(option(/Dan/))
    expect(chips()).toEqual(['Remove Cat', 'Remove Dan'])
  })

  it('stops the call when the app chose more', async () => {
    const { fake } = await openDialog({ props: { max: 1, selected: ['ben', 'cat'] } })
    expect(callButton().getAttribute('aria-disabled')).toBe('true')
    await click(callButton())
    expect(fake.calls.inviteUsers).toEqual([])
  })
})

describe('a pasted list', () => {
  async function paste(text: string) {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    field().dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }))
    await settle()
    return event
  }

  it('chooses whom it finds and lists the others with the reason', async () => {
    const { clock } = await openDialog()
    await paste('Ben\ncat; Nobody\nAnn')
    expect(chips()).toEqual(['Remove Ben', 'Remove Cat'])
    const words = wordsOf(byRole('alert', /2 entries of the list were not chosen/))
    expect(words).toContain('Nobody · Not found')
    expect(words).toContain('Ann · You')
    await clock.advance(300)
    expect(spoken().polite).toContain('2 people chosen from the list')
    expect(await axeViolations()).toEqual([])
  })

  it('stops at the limit', async () => {
    await openDialog({ props: { max: 1 } })
    await paste('Ben, Cat')
    expect(chips()).toEqual(['Remove Ben'])
    const notice = byRole('alert', /1 entry/)
    expect(wordsOf(notice)).toContain('Cat · You can choose 1 person at most')
    await click(byRole('button', 'Close', notice))
    expect(allByRole('alert', /entry/)).toEqual([])
    expect(document.activeElement).toBe(field())
  })

  it('is looked up again when that failed', async () => {
    const lookup = vi.fn().mockRejectedValueOnce(new Error('no'))
    lookup.mockResolvedValue([{ userId: 'ben', userName: 'Ben' }])
    await openDialog({ app: { directory: directoryOf(everybody, { lookup }) } })
    await paste('ben\tcat')
    await click(byRole('button', 'Try again', byRole('alert', /could not be looked up/)))
    expect(chips()).toContain('Remove Ben')
    expect(allByRole('alert', /looked up/)).toEqual([])
  })

  it('of one entry is a search', async () => {
    await openDialog()
    expect((await paste('Ben')).defaultPrevented).toBe(false)
    expect(chips()).toEqual([])
  })
})

describe('groups', () => {
  const members = vi.fn()
  const directory = directoryOf(everybody, {
    groups: async () => [{ group: 'Design', total: 3 }, { group: 'Sales' }],
    members,
  })
  const people = (ids: string[]) => ids.map((userId) => ({ userId, userName: userId }))

  it('are chosen as a whole, without those who cannot be called', async () => {
    members.mockResolvedValue(people(['ann', 'ben', 'cat']))
    await openDialog({ app: { directory } })
    expect(wordsOf(byRole('list', 'Groups'))).toContain('Design · 3')
    await click(byRole('button', 'Choose all of Design'))
    expect(members).toHaveBeenLastCalledWith('Design', expect.anything())
    expect(wordsOf(callButton())).toBe('Call 2 people')
    expect(await axeViolations()).toEqual([])
  })

  it('stop at the limit', async () => {
    members.mockResolvedValue(people(['ben', 'cat', 'dan']))
    await openDialog({ props: { max: 2 }, app: { directory } })
    await click(byRole('button', 'Choose all of Design'))
    expect(wordsOf(callButton())).toBe('Call 2 people')
  })

  it('say when they cannot be loaded, and try again', async () => {
    members.mockRejectedValueOnce(new Error('no'))
    members.mockResolvedValue(people(['ben']))
    await openDialog({ app: { directory } })
    await click(byRole('button', 'Choose all of Sales'))
    const failure = byRole('alert', /Sales could not be loaded/)
    expect(failure.querySelector('bdi')?.textContent).toBe('Sales')
    await click(byRole('button', 'Try again', failure))
    expect(wordsOf(callButton())).toBe('Call 1 person')
  })

  it('are narrowed by the search', async () => {
    const kit = await openDialog({ app: { directory } })
    await search(kit, 'sal')
    expect(wordsOf(byRole('list', 'Groups'))).not.toContain('Design')
  })
})

describe('the link', () => {
  const app = { directory: directoryOf(everybody), joinUrl: 'https://meet.example/weekly' }

  afterEach(() => vi.unstubAllGlobals())

  it('is copied', async () => {
    const writeText = vi.fn(async () => {})
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    await openDialog({ app })
    await click(byRole('button', 'Copy link'))
    expect(writeText).toHaveBeenCalledWith('https://meet.example/weekly')
    expect(allByRole('button', 'Link copied')).toHaveLength(1)
  })

  it('is shown where the clipboard is closed', async () => {
    vi.stubGlobal('navigator', {})
    await openDialog({ app })
    await click(byRole('button', 'Copy link'))
    const link = byRole('textbox', 'Copy the link by hand') as HTMLInputElement
    expect(link.value).toBe('https://meet.example/weekly')
  })

  it('is not offered without an address', async () => {
    await openDialog()
    expect(allByRole('button', 'Copy link')).toEqual([])
    expect(allByRole('button', 'QR code')).toEqual([])
  })

  it('is shown as a QR code, dark on white', async () => {
    await openDialog({ app })
    await click(byRole('button', 'QR code'))
    expect(byRole('button', 'QR code').getAttribute('aria-expanded')).toBe('true')
    await vi.dynamicImportSettled()
    await settle()
    const code = byRole('img')
    expect(code.getAttribute('aria-label')).toBe('QR code of https://meet.example/weekly')
    expect([...code.children].map((part) => part.getAttribute('fill'))).toEqual(['#fff', '#000'])
    expect(await axeViolations()).toEqual([])
  })

  it('hides its QR code with Escape before the dialog closes', async () => {
    await openDialog({ app })
    await click(byRole('button', 'QR code'))
    await press('Escape')
    expect(byRole('button', 'QR code').getAttribute('aria-expanded')).toBe('false')
    expect(document.activeElement).toBe(byRole('button', 'QR code'))
    expect(allByRole('dialog')).toHaveLength(1)
  })

  it('says when it is too long for a QR code', async () => {
    const joinUrl = `https://meet.example/${'x'.repeat(4_000)}`
    await openDialog({ app: { ...app, joinUrl } })
    await click(byRole('button', 'QR code'))
    await vi.dynamicImportSettled()
    await settle()
    const failure = byRole('alert', /QR code/)
    expect(wordsOf(failure)).toBe('The QR code could not be shown')
  })
})

describe('telling without a ring', () => {
  const silently = 'input[type=checkbox]'

  it('is one choice before the call', async () => {
    const { clock, fake } = await openDialog({ props: { selected: ['ben'] } })
    await click(document.querySelector<HTMLElement>(silently)!)
    await click(callButton())
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['ben'], silent: true }])
    await clock.advance(300)
    expect(spoken().polite).toBe('1 person is notified')
  })

  it('can be left out by the app', async () => {
    await openDialog({ props: { offerSilent: false, selected: ['ben', 'cat'] } })
    expect(document.querySelector(silently)).toBeNull()
    expect(allByRole('button', 'Ring only some')).toEqual([])
  })
})

describe('ringing only some', () => {
  const bells = () =>
    allByRole('button', /^Ring (?!only)/).map((bell) => [
      bell.getAttribute('aria-label'),
      bell.getAttribute('aria-pressed'),
    ])
  const some = () => byRole('button', 'Ring only some')

  it('is decided for each person, by a bell', async () => {
    const { clock, fake, wrapper } = await openDialog({
      props: { selected: ['ben', 'cat', 'dan'] },
    })
    expect(bells()).toEqual([])
    await click(some())
    expect(bells()).toEqual([
      ['Ring Ben', 'true'],
      ['Ring Cat', 'true'],
      ['Ring Dan', 'true'],
    ])
    await click(byRole('button', 'Ring Cat'))
    expect(bells()[1]).toEqual(['Ring Cat', 'false'])
    expect(wrapper.emitted('update:notified')?.at(-1)).toEqual([['cat']])
    expect(await axeViolations()).toEqual([])
    await click(callButton())
    expect(fake.calls.inviteUsers).toMatchObject([
      { userIdList: ['ben', 'dan'] },
      { userIdList: ['cat'], silent: true },
    ])
    expect(fake.calls.inviteUsers[0]).not.toHaveProperty('silent')
    await clock.advance(300)
    expect(spoken().polite).toBe('2 people are being called\n1 person is notified')
    expect(wrapper.emitted('update:notified')?.at(-1)).toEqual([[]])
  })

  it('is taken back for everybody at once', async () => {
    const { fake } = await openDialog({ props: { selected: ['ben', 'cat'], notified: ['cat'] } })
    expect(some().getAttribute('aria-pressed')).toBe('true')
    await click(some())
    expect(bells()).toEqual([])
    await click(callButton())
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['ben', 'cat'] }])
  })

  it('takes two people, and one who may ring', async () => {
    await openDialog({ props: { selected: ['ben'] } })
    expect(allByRole('button', 'Ring only some')).toEqual([])
    await click(option(/Cat/))
    expect(allByRole('button', 'Ring only some')).toHaveLength(1)
    await click(document.querySelector<HTMLElement>('input[type=checkbox]')!)
    expect(allByRole('button', 'Ring only some')).toEqual([])
  })

  it('is reached by the arrow keys among the chips', async () => {
    await openDialog({ props: { selected: ['ben', 'cat'], notified: ['cat'] } })
    field().focus()
    await press('ArrowLeft')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Cat')
    await press('ArrowLeft')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Ring Cat')
    await press('Delete')
    expect(chips()).toEqual(['Remove Ben'])
  })

  it('keeps those chosen whom a part of the call left out, with the reason', async () => {
    const { fake, wrapper } = await openDialog({
      props: { selected: ['ben', 'cat', 'dan'], notified: ['cat'] },
    })
    fake.answers.inviteUsers = async ({ silent, userIdList }) =>
      silent
        ? Promise.reject(tooOften)
        : new Map(userIdList.map((id) => [id, InvitationCode.SUCCESS]))
    await click(callButton())
    expect(chips()).toEqual(['Remove Cat'])
    const words = wordsOf(byRole('alert', /1 person was not called/))
    expect(words).toContain('Cat · That was too often in a short time.')
    expect(wrapper.emitted('sent')?.[0]?.[1]).toBe(false)
    expect(wrapper.emitted('failed')).toBeUndefined()
  })
})

describe('keyboard', () => {
  it('moves, chooses and sends without leaving the search field', async () => {
    const { fake } = await openDialog()
    field().focus()
    await press('ArrowDown')
    await press('ArrowDown')
    expect(wordsOf(activeOption())).toContain('Ben')
    await press('Enter')
    await press('ArrowDown')
    await press('Enter')
    expect(chips()).toEqual(['Remove Ben', 'Remove Cat'])

    await press('Enter', { ctrlKey: true })
    expect(fake.calls.inviteUsers).toMatchObject([{ userIdList: ['ben', 'cat'], timeout: 60 }])
  })

  it('chooses with Space on the list', async () => {
    await openDialog()
    byRole('listbox', 'People').focus()
    await press('PageDown')
    await press(' ')
    expect(chips()).toEqual(['Remove Dan'])
    await press('ArrowUp')
    await press('Enter')
    expect(chips()).toEqual(['Remove Dan', 'Remove Cat'])
  })

  it('takes the last person back with Backspace in the empty field', async () => {
    const { clock } = await openDialog({ props: { selected: ['ben', 'cat'] } })
    field().focus()
    await press('Backspace')
    expect(chips()).toEqual(['Remove Ben'])
    await clock.advance(300)
    expect(spoken().polite).toBe('Cat removed')
  })

  it('walks over the chips with the arrows and removes with Delete', async () => {
    await openDialog({ props: { selected: ['ben', 'cat', 'dan'] } })
    field().focus()
    await press('ArrowLeft')
    await press('ArrowLeft')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Cat')
    await press('Delete')
    expect(chips()).toEqual(['Remove Ben', 'Remove Dan'])
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Dan')
    await press('ArrowRight')
    expect(document.activeElement).toBe(field())
  })

  it('clears the search with Escape before it closes', async () => {
    const kit = await openDialog()
    await search(kit, 'ca')
    await press('Escape')
    expect((field() as HTMLInputElement).value).toBe('')
    expect(kit.wrapper.emitted('update:open')).toBeUndefined()
  })

  it('leaves the keys of an input method alone', async () => {
    await openDialog({ props: { selected: ['ben'] } })
    field().focus()
    await press('Backspace', { isComposing: true })
    expect(chips()).toEqual(['Remove Ben'])
  })
})

describe('the directory', () => {
  it('shows that it loads', async () => {
    const answer = deferred<{ users: []; cursor: string }>()
    await openDialog({ app: { directory: { search: () => answer.promise } } })
    expect(wordsOf(byRole('dialog'))).toContain('Looking for people')
    expect(await axeViolations()).toEqual([])
  })

  it('says when nobody is found, and clears the search', async () => {
    const kit = await openDialog()
    await search(kit, 'xyz')
    expect(wordsOf(byRole('dialog'))).toContain('Nobody found for “xyz”')
    expect(byRole('dialog').querySelector('.ci-empty__title bdi')?.textContent).toBe('xyz')
    expect(await axeViolations()).toEqual([])
    await click(byRole('button', 'Clear search'))
    await kit.clock.advance(200)
    expect(allByRole('option')).toHaveLength(4)
    expect(document.activeElement).toBe(field())
  })

  it('says when there is nobody at all', async () => {
    await openDialog({ app: { directory: directoryOf({}) } })
    expect(wordsOf(byRole('dialog'))).toContain('Nobody to invite yet')
  })

  it('says when it fails, and tries again', async () => {
    const answer = vi.fn().mockRejectedValueOnce(new Error('no'))
    answer.mockResolvedValue({ users: [{ userId: 'ben', userName: 'Ben' }], cursor: '' })
    await openDialog({ app: { directory: { search: answer } } })
    expect(wordsOf(byRole('alert', /People could not be loaded/))).toContain(
      'Check your connection',
    )
    await click(byRole('button', 'Try again'))
    expect(allByRole('option')).toHaveLength(1)
  })

  it('asks for the next page when the end comes near', async () => {
    const page = (from: number) =>
      Array.from({ length: 10 }, (_, index) => ({
        userId: `u${from + index}`,
        userName: `User ${from + index}`,
      }))
    const answer = vi.fn(async (_: string, { cursor }: { cursor: string }) => ({
      users: page(Number(cursor)),
      cursor: cursor === '10' ? '' : '10',
      total: 20,
    }))
    await openDialog({ app: { directory: { search: answer } } })
    expect(answer).toHaveBeenCalledTimes(2)
    expect(allByRole('option')[0]!.getAttribute('aria-setsize')).toBe('20')
  })

  it('renders only the people in sight', async () => {
    const users = Array.from({ length: 10_000 }, (_, index) => ({
      userId: `u${index}`,
      userName: `User ${index}`,
    }))
    await openDialog({ app: { directory: { search: async () => ({ users, cursor: '' }) } } })
    expect(allByRole('option').length).toBeLessThan(40)
    expect(allByRole('option')[0]!.getAttribute('aria-setsize')).toBe('10000')
  })
})

describe('sending', () => {
  const all = { props: { selected: ['ben', 'cat', 'dan'] } }

  it('sends time and message, closes and tells', async () => {
    const { clock, fake, wrapper } = await openDialog(all)
    const select = document.querySelector('select')!
    expect([...select.options].map(wordsOf)).toEqual([
      '30 seconds',
      '1 minute',
      '2 minutes',
      '5 minutes',
      'No limit',
      'Other…',
    ])
    select.value = '120'
    select.dispatchEvent(new Event('change'))
    await type(byRole('textbox', 'Message (optional)'), ' Ten minutes? ')
    await click(callButton())
    expect(fake.calls.inviteUsers).toEqual([
      {
        roomId: 'weekly',
        userIdList: ['ben', 'cat', 'dan'],
        timeout: 120,
        extensionInfo: 'Ten minutes?',
      },
    ])
    expect(wrapper.emitted('update:open')?.at(-1)).toEqual([false])
    expect(wrapper.emitted('sent')?.[0]).toEqual([expect.any(Map), true])
    await clock.advance(300)
    expect(spoken().polite).toBe('3 people are being called')
  })

  it('rings for a time of one’s own', async () => {
    const { fake } = await openDialog(all)
    const select = document.querySelector('select')!
    select.value = 'custom'
    select.dispatchEvent(new Event('change'))
    await settle()
    const seconds = document.querySelector<HTMLInputElement>('input[type=number]')!
    expect(seconds.value).toBe('60')
    await type(seconds, '90')
    expect(await axeViolations()).toEqual([])
    await type(seconds, '')
    seconds.dispatchEvent(new Event('change'))
    expect(seconds.value).toBe('90')
    await click(callButton())
    expect(fake.calls.inviteUsers).toMatchObject([{ timeout: 90 }])
  })

  it('stays open when the app wants it to', async () => {
    const { wrapper } = await openDialog({ props: { selected: ['ben'], closeOnSent: false } })
    await click(callButton())
    expect(wrapper.emitted('update:open')).toBeUndefined()
    expect(chips()).toEqual([])
  })

  it('is busy meanwhile and sends once', async () => {
    const answer = deferred<Map<string, InvitationCode>>()
    const { fake } = await openDialog(all)
    fake.answers.inviteUsers = () => answer.promise
    await click(callButton())
    await click(callButton())
    expect(wordsOf(callButton())).toBe('Calling 3 people')
    expect(callButton().getAttribute('aria-busy')).toBe('true')
    expect(fake.calls.inviteUsers).toHaveLength(1)
    expect(await axeViolations()).toEqual([])
  })

  it('keeps only the unsent chosen, each with the reason', async () => {
    const { fake, wrapper } = await openDialog(all)
    fake.answers.inviteUsers = async () =>
      new Map<string, InvitationCode>([
        ['ben', InvitationCode.SUCCESS],
        ['cat', InvitationCode.ALREADY_IN_INVITATION_LIST],
        ['dan', InvitationCode.ALREADY_IN_CONFERENCE],
      ])
    await click(callButton())
    expect(chips()).toEqual(['Remove Cat', 'Remove Dan'])
    const words = wordsOf(byRole('alert', /2 people were not called/))
    expect(words).toContain('Cat · Already being called')
    expect(words).toContain('Dan · Already in the room')
    expect(wrapper.emitted('update:open')).toBeUndefined()
    expect(wrapper.emitted('sent')?.[0]?.[1]).toBe(false)
    expect(await axeViolations()).toEqual([])
  })

  it('loses nothing when the call fails, says what to do, and tries again', async () => {
    const { fake, wrapper } = await openDialog(all)
    fake.answers.inviteUsers = async () => Promise.reject(lost)
    await type(byRole('textbox', 'Message (optional)'), 'Hello')
    await click(callButton())
    expect(chips()).toHaveLength(3)
    expect((byRole('textbox', 'Message (optional)') as HTMLInputElement).value).toBe('Hello')
    expect(wordsOf(byRole('alert', /Nobody was called/))).toContain('Check it, then try again.')
    expect(wrapper.emitted('failed')).toEqual([[lost]])
    expect(await axeViolations()).toEqual([])

    fake.answers.inviteUsers = async ({ userIdList }) =>
      new Map(userIdList.map((id) => [id, InvitationCode.SUCCESS]))
    await click(byRole('button', 'Try again'))
    expect(wrapper.emitted('update:open')?.at(-1)).toEqual([false])
  })

  it('has words for too many calls', async () => {
    const { fake } = await openDialog(all)
    fake.answers.inviteUsers = async () => Promise.reject(tooOften)
    await click(callButton())
    expect(wordsOf(byRole('alert', /Nobody was called/))).toContain('Wait a few seconds')
  })

  it('forgets an old failure when it is opened again', async () => {
    const { fake, wrapper } = await openDialog(all)
    fake.answers.inviteUsers = async () => Promise.reject(lost)
    await click(callButton())
    await wrapper.setProps({ open: false })
    await wrapper.setProps({ open: true })
    await settle()
    expect(allByRole('alert', /Nobody/)).toEqual([])
  })

  it('asks for somebody to call', async () => {
    const { clock, fake } = await openDialog()
    await click(callButton())
    await clock.advance(300)
    expect(spoken().polite).toBe('Choose at least one person')
    expect(fake.calls.inviteUsers).toEqual([])
  })

  it('counts the characters that are left', async () => {
    await openDialog({ props: { maxMessageLength: 10 } })
    const message = byRole('textbox', 'Message (optional)') as HTMLInputElement
    await type(message, 'Hello 👋')
    const counter = document.getElementById(message.getAttribute('aria-describedby')!)!
    expect(wordsOf(counter)).toContain('3 characters left')
    await type(message, 'Much longer than that')
    expect(message.value).toBe('Much longe')
  })
})

describe('who may not invite', () => {
  it('is told to enter a room', async () => {
    await openDialog({
      props: { selected: ['ben'] },
      app: { currentRoom: null, directory: directoryOf(everybody) },
    })
    expect(wordsOf(byRole('dialog'))).toContain('Enter a room first')
    expect(callButton().getAttribute('aria-disabled')).toBe('true')
  })

  it('is told that only the host and admins may', async () => {
    const { fake } = await openDialog({
      props: { selected: ['ben'] },
      app: {
        currentRoom: room('weekly', { ownerId: 'cat', inviterRole: UserRole.ADMINISTRATOR }),
        members: [user('ann')],
        directory: directoryOf(everybody),
      },
    })
    expect(wordsOf(byRole('dialog'))).toContain('only the host and admins may call people')
    await click(callButton())
    expect(fake.calls.inviteUsers).toEqual([])
    expect(await axeViolations()).toEqual([])
  })

  it('is told to wait while offline, and may go on afterwards', async () => {
    const { fake } = await openDialog({ props: { selected: ['ben'] } })
    fake.setStatus('offline')
    await settle()
    expect(wordsOf(byRole('dialog'))).toContain('You are offline')
    expect(chips()).toEqual(['Remove Ben'])
    fake.setStatus('online')
    await settle()
    expect(callButton().getAttribute('aria-disabled')).toBe('false')
  })
})

describe('slots', () => {
  it('takes the app’s own parts', async () => {
    await openDialog({
      slots: {
        title: () => 'Call your team',
        extra: () => h('p', 'Costs nothing'),
        'footer-start': () => h('a', { href: '#' }, 'Copy link'),
        person: '<template #person="{ user }">Person {{ user.userName }}</template>',
      },
    })
    expect(wordsOf(byRole('dialog', 'Call your team'))).toMatch(/Costs nothing.*Copy link/)
    expect(wordsOf(allByRole('option')[1])).toBe('Person Ben')
  })
})
