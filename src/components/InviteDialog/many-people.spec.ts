import { beforeAll, afterEach, describe, expect, it } from 'vitest'
import type { DirectoryUser, UserDirectory } from '../../composables/useInvitationContext'
import { settle } from '../../testing/settle'
import {
  allByRole,
  byRole,
  click,
  mountKit,
  spoken,
  type,
  unmountKit,
  wordsOf,
} from '../testing/mount-kit'
import { InviteDialog } from '.'

// what the dialog loads is there, as it is in a page that has been open for a moment
beforeAll(() => import('./InviteDialogWindow.vue'))

const PAGE = 5_000

function peopleOf(count: number): DirectoryUser[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: `u${index}`,
    userName: `Person ${index}`,
  }))
}

/** A directory of many people that answers in pages, and lets all of them be called as one group. */
function pagedDirectory(people: DirectoryUser[]): UserDirectory {
  return {
    async search(query, { cursor }) {
      const found = people.filter(({ userName }) => userName.includes(query))
      const from = Number(cursor)
      const next = from + PAGE
      return {
        users: found.slice(from, next),
        cursor: next < found.length ? String(next) : '',
        total: found.length,
      }
    },
    groups: async () => [{ group: 'Everybody', total: people.length }],
    members: async () => people,
  }
}

async function openDialog(count: number, props: Record<string, unknown> = {}) {
  const kit = await mountKit(InviteDialog, {
    props: { open: true, ...props },
    app: { directory: pagedDirectory(peopleOf(count)) },
  })
  await kit.clock.advance(0)
  return kit
}

const nodeCount = () => document.querySelectorAll('*').length
const scroller = () => document.querySelector<HTMLElement>('.ci-people')!

/** Scrolls to the end again and again, until every page is there. */
async function loadEverybody(count: number) {
  for (let loaded = PAGE; loaded < count; loaded += PAGE) {
    scroller().scrollTop = loaded * 56
    scroller().dispatchEvent(new Event('scroll'))
    await settle()
  }
}

afterEach(async () => {
  await unmountKit()
  await settle()
})

describe('a directory of 100,000 people', () => {
  it('takes no more elements than one of 100', async () => {
    await openDialog(100)
    const few = nodeCount()
    await unmountKit()

    await openDialog(100_000)
    expect(nodeCount()).toBe(few)
    expect(byRole('option', /Person 0$/).getAttribute('aria-setsize')).toBe('100000')

    await loadEverybody(100_000)
    scroller().scrollTop = 50_000 * 56
    scroller().dispatchEvent(new Event('scroll'))
    await settle()
    expect(byRole('option', /Person 50000$/).getAttribute('aria-posinset')).toBe('50001')
    // rows beyond both edges instead of one
    expect(nodeCount()).toBeLessThan(few * 1.6)
    scroller().scrollTop = 0
    scroller().dispatchEvent(new Event('scroll'))
    await settle()
    expect(nodeCount()).toBe(few)
  })

  it('is searched through while somebody types, page by page', async () => {
    const { clock } = await openDialog(100_000)
    await type(byRole('combobox'), 'Person 9')
    await clock.advance(500)
    expect(spoken().polite).toBe('11,111 people found')
    expect(wordsOf(allByRole('option')[0])).toBe('P9Person 9')
    await loadEverybody(11_111)
    scroller().scrollTop = 11_111 * 56
    scroller().dispatchEvent(new Event('scroll'))
    await settle()
    expect(wordsOf(allByRole('option').at(-1))).toBe('P9Person 99999')

    await type(byRole('combobox'), 'Person 54321')
    await clock.advance(200)
    expect(allByRole('option').map(wordsOf)).toEqual(['P5Person 54321'])
  })

  it('is chosen as a whole up to what one call may name, with few elements', async () => {
    const { clock } = await openDialog(100_000)
    const before = nodeCount()
    await click(byRole('button', 'Choose all of Everybody'))
    await settle()
    expect(wordsOf(byRole('button', /^Call/))).toBe('Call 1,000 people')
    expect(byRole('list', '1,000 people chosen').children).toHaveLength(51)
    expect(wordsOf(byRole('list', '1,000 people chosen').firstElementChild)).toBe('+ 950')
    expect(nodeCount() - before).toBeLessThan(600)
    await clock.advance(300)
    expect(spoken().polite).toContain('You can choose 1,000 people at most')
  })

  it('is chosen up to the app’s own limit', async () => {
    await openDialog(100_000, { max: 20 })
    await click(byRole('button', 'Choose all of Everybody'))
    await settle()
    expect(wordsOf(byRole('button', /^Call/))).toBe('Call 20 people')
    expect(byRole('list', '20 people chosen').children).toHaveLength(20)
  })
})
