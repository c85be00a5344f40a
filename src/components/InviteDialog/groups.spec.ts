import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DirectoryGroup, UserDirectory } from '../../composables/useInvitationContext'
import { settle } from '../../testing/settle'
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
} from '../testing/mount-kit'
import { InviteDialog } from '.'

// what the dialog loads is there, as it is in a page that has been open for a moment
beforeAll(() => import('./InviteDialogWindow.vue'))

const everybody = { ann: 'Ann', ben: 'Ben', cat: 'Cat', dan: 'Dan' }
const teams: DirectoryGroup[] = [
  { group: 'Platform', id: 'eng/platform', total: 2 },
  { group: 'Apps', id: 'eng/apps' },
]
const departments: DirectoryGroup[] = [{ group: 'Engineering', total: 30 }, { group: 'Sales' }]

/** Departments with teams in them; nobody is in Sales. */
function companyOf() {
  const browse = vi.fn<NonNullable<UserDirectory['browse']>>(async (group, { query }) => {
    const users = group === 'Sales' ? [] : [{ userId: 'eve', userName: `Eve of ${group}` }]
    const groups = group === 'Engineering' && query === '' ? teams : []
    return { users, groups, cursor: '', total: users.length }
  })
  const members = vi.fn(async () => [
    { userId: 'ben', userName: 'Ben' },
    { userId: 'ann', userName: 'Ann' },
    { userId: 'eve', userName: 'Eve' },
  ])
  const groups = async () => departments
  return { ...directoryOf(everybody), groups, browse, members }
}

async function openDialog(directory: UserDirectory = companyOf(), props = {}) {
  const kit = await mountKit(InviteDialog, {
    props: { open: true, ...props },
    app: { directory },
  })
  await kit.clock.advance(0)
  return kit
}

const rows = () => allByRole('listitem', undefined, byRole('list', 'Groups')).map(wordsOf)
const people = () => allByRole('option').map((option) => wordsOf(option.querySelector('bdi')))
const field = () => byRole('combobox')
const focused = () => document.activeElement?.getAttribute('aria-label')

afterEach(async () => {
  await unmountKit()
  await settle()
})

describe('going into groups', () => {
  it('shows what is in a group, as deep as they are', async () => {
    const directory = companyOf()
    const { clock } = await openDialog(directory)
    expect(directory.browse).not.toHaveBeenCalled()
    await click(byRole('button', 'Open Engineering'))
    expect(rows()).toEqual(['Platform · 2Choose all', 'AppsChoose all'])
    expect(people()).toEqual(['Eve of Engineering'])
    await clock.advance(300)
    expect(spoken().polite).toBe('Engineering: 1 person')
    expect(await axeViolations()).toEqual([])

    await click(byRole('button', 'Open Platform'))
    expect(directory.browse).toHaveBeenLastCalledWith('eng/platform', expect.anything())
    const way = document.querySelector('nav')!
    expect(way.getAttribute('aria-label')).toBe('Where you are')
    expect(wordsOf(way.querySelector('[aria-current]'))).toBe('Platform')
    expect(await axeViolations()).toEqual([])
  })

  it('goes back by one, or by name to any of them', async () => {
    await openDialog()
    await click(byRole('button', 'Open Engineering'))
    await click(byRole('button', 'Open Platform'))
    await click(byRole('button', 'Back to Engineering'))
    expect(people()).toEqual(['Eve of Engineering'])
    await click(byRole('button', 'Open Apps'))
    await click(byRole('button', 'Everybody'))
    expect(people()).toHaveLength(4)
    expect(document.querySelector('nav')).toBeNull()
  })

  it('keeps the focus at hand', async () => {
    await openDialog()
    await click(byRole('button', 'Open Engineering'))
    await vi.waitFor(() => expect(focused()).toBe('Back to Everybody'))
    await click(byRole('button', 'Open Platform'))
    expect(focused()).toBe('Back to Engineering')
    await click(byRole('button', 'Back to Engineering'))
    expect(focused()).toBe('Back to Everybody')
    await click(byRole('button', 'Back to Everybody'))
    expect(focused()).toBe('Open Engineering')
  })

  it('searches in the group, and says so', async () => {
    const directory = companyOf()
    const { clock } = await openDialog(directory)
    await click(byRole('button', 'Open Engineering'))
    expect(field().getAttribute('placeholder')).toBe('Search in Engineering')
    expect(field().getAttribute('aria-label')).toBe('Search in Engineering')
    await type(field(), 'eve')
    await clock.advance(200)
    expect(directory.browse).toHaveBeenLastCalledWith(
      'Engineering',
      expect.objectContaining({ query: 'eve' }),
    )
    expect(allByRole('list', 'Groups')).toEqual([])
    await click(byRole('button', 'Back to Everybody'))
    expect((field() as HTMLInputElement).value).toBe('')
  })

  it('says when nobody is in one, with a way back', async () => {
    await openDialog()
    await click(byRole('button', 'Open Sales'))
    expect(wordsOf(byRole('dialog'))).toContain('Nobody is in this group')
    expect(await axeViolations()).toEqual([])
    await click(byRole('button', 'Back'))
    expect(people()).toHaveLength(4)
  })

  it('says when one cannot be loaded, and tries again', async () => {
    const directory = companyOf()
    directory.browse.mockRejectedValueOnce(new Error('no'))
    await openDialog(directory)
    await click(byRole('button', 'Open Engineering'))
    expect(allByRole('alert', /People could not be loaded/)).toHaveLength(1)
    await click(byRole('button', 'Try again'))
    expect(people()).toEqual(['Eve of Engineering'])
  })

  it('needs no people in it when there are groups', async () => {
    await openDialog({
      ...companyOf(),
      browse: async () => ({ users: [], groups: teams, cursor: '' }),
    })
    await click(byRole('button', 'Open Engineering'))
    expect(rows()).toHaveLength(2)
    expect(wordsOf(byRole('dialog'))).not.toContain('Nobody')
  })

  it('is not offered where the directory cannot be looked into', async () => {
    const { groups, members, search } = companyOf()
    await openDialog({ groups, members, search })
    expect(rows()).toHaveLength(2)
    expect(allByRole('button', /^Open/)).toEqual([])
  })

  it('is all that is offered where nobody can be called as a whole', async () => {
    const { groups, browse, search } = companyOf()
    await openDialog({ groups, browse, search })
    expect(allByRole('button', /^Choose all/)).toEqual([])
    await click(byRole('button', 'Open Engineering'))
    expect(people()).toEqual(['Eve of Engineering'])
  })
})

describe('choosing a whole group', () => {
  it('is taken back in one go', async () => {
    const { wrapper } = await openDialog(companyOf(), { selected: ['cat'] })
    await click(byRole('button', 'Choose all of Engineering'))
    expect(wrapper.emitted('update:selected')?.at(-1)).toEqual([['cat', 'ben', 'eve']])
    await click(byRole('button', 'Remove all of Engineering'))
    expect(wrapper.emitted('update:selected')?.at(-1)).toEqual([['cat']])
    expect(allByRole('button', 'Choose all of Engineering')).toHaveLength(1)
  })

  it('is whole again when the one who was taken back is chosen', async () => {
    await openDialog()
    await click(byRole('button', 'Choose all of Engineering'))
    await click(byRole('button', 'Remove Ben'))
    await click(byRole('button', 'Choose all of Engineering'))
    expect(allByRole('button', 'Remove Ben')).toHaveLength(1)
    expect(allByRole('button', 'Remove all of Engineering')).toHaveLength(1)
  })

  it('is offered inside of it, too, by its id', async () => {
    const directory = companyOf()
    await openDialog(directory)
    await click(byRole('button', 'Open Engineering'))
    await click(byRole('button', 'Open Platform'))
    await click(byRole('button', 'Choose all of Platform'))
    expect(directory.members).toHaveBeenLastCalledWith('eng/platform', expect.anything())
  })
})

describe('the keyboard in groups', () => {
  it('takes the list as one stop, goes through it, in and out', async () => {
    await openDialog()
    const stops = () =>
      allByRole('button', undefined, byRole('list', 'Groups'))
        .filter(({ tabIndex }) => tabIndex === 0)
        .map((button) => button.getAttribute('aria-label'))
    expect(stops()).toEqual(['Open Engineering', 'Choose all of Engineering'])
    byRole('button', 'Open Engineering').focus()
    await press('ArrowDown')
    expect(focused()).toBe('Open Sales')
    expect(stops()).toEqual(['Open Sales', 'Choose all of Sales'])
    await press('ArrowUp')
    await press('End')
    expect(focused()).toBe('Open Sales')
    await press('Home')
    await press('ArrowRight')
    await vi.waitFor(() => expect(focused()).toBe('Back to Everybody'))
    byRole('button', 'Choose all of Platform').focus()
    await press('ArrowDown')
    expect(focused()).toBe('Choose all of Apps')
    await press('ArrowLeft')
    await vi.waitFor(() => expect(focused()).toBe('Open Engineering'))
  })
})

describe('many groups', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ group: `Team ${index}` }))

  it('are folded until somebody asks for them', async () => {
    await openDialog({ ...companyOf(), groups: async () => many })
    expect(rows()).toHaveLength(5)
    const more = byRole('button', '5 more groups')
    expect(more.getAttribute('aria-expanded')).toBe('false')
    await click(more)
    expect(rows()).toHaveLength(10)
    await click(byRole('button', 'Show fewer groups'))
    expect(rows()).toHaveLength(5)
  })

  it('are not folded for the sake of one', async () => {
    await openDialog({ ...companyOf(), groups: async () => many.slice(0, 5) })
    expect(rows()).toHaveLength(5)
  })
})
