// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import type { DirectoryPage, DirectoryUser, UserDirectory } from '../../context'
import { fold } from '../list/list-view'
import { matchPasted, partsOf } from './match-pasted'

const PEOPLE: DirectoryUser[] = [
  { userId: 'ann', userName: 'Ann Adams', description: 'ann@example.org' },
  { userId: 'ben', userName: 'Ben Ürün' },
  { userId: 'sam-1', userName: 'Sam Smith' },
  { userId: 'sam-2', userName: 'Sam Smith' },
  { userId: 'smithers', userName: 'Sam Smithers' },
  { userId: 'eve@example.org', userName: 'Eve' },
]

/** Finds by parts of a name, and by hidden mail addresses. */
function directory(more: Partial<UserDirectory> = {}): UserDirectory {
  return {
    async search(query): Promise<DirectoryPage> {
      if (query === 'team@example.com') return { users: PEOPLE.slice(0, 2), cursor: '' }
      const text = fold(query)
      const users = PEOPLE.filter(({ userId, userName }) =>
        [userName, `${userId}@example.com`].some((one) => fold(one).includes(text)),
      )
      return { users, cursor: '' }
    },
    async lookup(userIds) {
      return PEOPLE.filter(({ userId }) => userIds.includes(userId))
    },
    ...more,
  }
}

const { signal } = new AbortController()

async function match(text: string, source: UserDirectory | null = directory()) {
  const { matched, unmatched } = await matchPasted(text, source, signal)
  return [matched.map(({ userId }) => userId), unmatched]
}

describe('a pasted list', () => {
  it('is taken apart at lines, commas, semicolons and tabs, each part once', () => {
    expect(partsOf(' ann, ben;cat\tdan\r\n\n eve smith ,, ann，周、吴；')).toEqual([
      'ann',
      'ben',
      'cat',
      'dan',
      'eve smith',
      '周',
      '吴',
    ])
    expect(partsOf(' \n ')).toEqual([])
  })

  it.each<[string, string, string[], string[]]>([
    ['ids', 'ben\nann', ['ben', 'ann'], []],
    ['exact names, whatever their case and accents', 'ann adams; BEN URUN', ['ann', 'ben'], []],
    ['ids and names of the same person', 'ann, Ann Adams', ['ann'], []],
    ['no parts of names', 'Adams', [], ['Adams']],
    ['nobody where several share the name', 'Sam Smith, ben', ['ben'], ['Sam Smith']],
    ['exact names among longer ones', 'Sam Smithers', ['smithers'], []],
    ['addresses that the directory shows', 'ANN@example.org', [], ['ANN@example.org']],
    ['addresses that are ids', 'eve@example.org', ['eve@example.org'], []],
    ['addresses that find exactly one person', 'ben@example.com', ['ben'], []],
    ['no addresses that find several', 'team@example.com', [], ['team@example.com']],
    ['addresses behind a name', 'Somebody <ben@example.com>', ['ben'], []],
    ['names before an unknown address', 'Ann Adams <a@nowhere.org>', ['ann'], []],
    ['nothing of what is unknown', 'zoe', [], ['zoe']],
  ])('finds %s', async (_, text, matched, unmatched) => {
    expect(await match(text)).toEqual([matched, unmatched])
  })

  it('finds by searching where the directory cannot look up', async () => {
    const { search } = directory()
    expect(await match('eve@example.org, Ann Adams, zoe', { search })).toEqual([
      ['eve@example.org', 'ann'],
      ['zoe'],
    ])
    const namesake = { userId: 'x', userName: 'ann' }
    const both = async () => ({ users: [namesake, PEOPLE[0]!], cursor: '' })
    expect(await match('ann', { search: both })).toEqual([['ann'], []])
  })

  it('finds an address in what tells people apart', async () => {
    const search = async () => ({ users: PEOPLE, cursor: '' })
    expect(await match('ann@EXAMPLE.org', { search })).toEqual([['ann'], []])
  })

  it('names nobody without a directory', async () => {
    expect(await match('ann, ben', null)).toEqual([[], ['ann', 'ben']])
  })

  it('is looked up 100 at a time, and searched 4 at a time', async () => {
    let underWay = 0
    let most = 0
    const lookup = vi.fn(async () => [])
    const search = async () => {
      most = Math.max(most, (underWay += 1))
      await Promise.resolve()
      underWay -= 1
      return { users: [], cursor: '' }
    }
    const text = Array.from({ length: 250 }, (_, index) => `user ${index}`).join('\n')
    await match(text, { search, lookup })
    expect(lookup).toHaveBeenCalledTimes(3)
    expect(most).toBe(4)
  })

  it('fails as the directory does', async () => {
    const failure = new Error('no directory')
    const search = () => Promise.reject(failure)
    await expect(match('ann', { search })).rejects.toBe(failure)
  })

  it('fails when it is called off', async () => {
    const abort = new AbortController()
    const search = vi.fn(async () => {
      abort.abort()
      return { users: [], cursor: '' }
    })
    const text = Array.from({ length: 20 }, (_, index) => `user ${index}`).join('\n')
    await expect(matchPasted(text, { search }, abort.signal)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(search.mock.calls.length).toBeLessThan(5)
  })
})
