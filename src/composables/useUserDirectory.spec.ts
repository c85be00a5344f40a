import { describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { DirectoryPage, DirectoryUser, UserDirectory } from '../context'
import { deferred } from '../stores/testing/fake-manager'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { useDisplayNames } from './useDisplayNames'
import { useUserDirectory } from './useUserDirectory'

interface Search {
  query: string
  cursor: string
  signal: AbortSignal
  answer: ReturnType<typeof deferred<DirectoryPage>>
}

function person(userId: string): DirectoryUser {
  return { userId, userName: userId.toUpperCase() }
}

function page(userIds: string[], cursor = '', total?: number): DirectoryPage {
  const users = userIds.map(person)
  return total === undefined ? { users, cursor } : { users, cursor, total }
}

/** A directory whose answers the test gives, in whatever order. */
function scriptedDirectory() {
  const searches: Search[] = []
  const directory: UserDirectory = {
    search(query, { cursor, signal }) {
      const answer = deferred<DirectoryPage>()
      searches.push({ query, cursor, signal, answer })
      return answer.promise
    },
  }
  return { directory, searches }
}

async function searching(given = scriptedDirectory()) {
  const directory = shallowRef<UserDirectory | null>(given.directory)
  const mounted = await mountContext({ directory }, () => ({
    ...useUserDirectory(),
    ...useDisplayNames(),
  }))
  const { clock, result } = mounted
  const ids = () => result.users.value.map(({ userId }) => userId)
  const type = async (text: string) => {
    result.query.value = text
    await nextTick()
  }
  const answer = async (index: number, with_: DirectoryPage) => {
    given.searches[index]!.answer.resolve(with_)
    await settle()
  }
  return { ...mounted, ...given, directory, ids, type, answer, clock, result }
}

describe('searching', () => {
  it('shows everybody at first, without waiting', async () => {
    const { answer, ids, result, searches } = await searching()
    expect(searches).toMatchObject([{ query: '', cursor: '' }])
    expect(result.isLoading.value).toBe(true)
    await answer(0, page(['ann', 'ben'], '', 2))
    expect(ids()).toEqual(['ann', 'ben'])
    expect(result.isLoading.value).toBe(false)
    expect(result.total.value).toBe(2)
  })

  it('waits until typing rests', async () => {
    const { answer, clock, result, searches, type } = await searching()
    await answer(0, page([]))
    for (const text of ['a', 'an', 'ann']) {
      await type(text)
      await clock.advance(199)
    }
    expect(searches).toHaveLength(1)
    expect(result.isLoading.value).toBe(true)
    await clock.advance(1)
    expect(searches.map(({ query }) => query)).toEqual(['', 'ann'])
  })

  it('calls off a search that nobody waits for any more, and drops its answer', async () => {
    const { answer, clock, ids, result, searches, type } = await searching()
    await type('a')
    expect(searches[0]?.signal.aborted).toBe(true)
    await clock.advance(200)
    await type('ab')
    await clock.advance(200)
    await answer(2, page(['abe']))
    await answer(1, page(['ann']))
    await answer(0, page(['zoe']))
    expect(ids()).toEqual(['abe'])
    expect(result.isLoading.value).toBe(false)
  })

  it('does not take being called off for a failure', async () => {
    const { clock, result, searches, type } = await searching()
    await type('a')
    searches[0]!.answer.reject(new DOMException('aborted', 'AbortError'))
    await settle()
    expect(result.error.value).toBe(null)
    await clock.advance(200)
    expect(result.isLoading.value).toBe(true)
  })

  it('keeps the last people until the next answer is there', async () => {
    const { answer, clock, ids, type } = await searching()
    await answer(0, page(['ann']))
    await type('b')
    await clock.advance(200)
    expect(ids()).toEqual(['ann'])
    await answer(1, page([]))
    expect(ids()).toEqual([])
  })

  it('says what failed and does it again', async () => {
    const { answer, ids, result, searches } = await searching()
    const problem = new Error('no directory')
    searches[0]!.answer.reject(problem)
    await settle()
    expect(result.error.value).toBe(problem)
    expect(result.isLoading.value).toBe(false)
    void result.retry()
    expect(result.error.value).toBe(null)
    await answer(1, page(['ann']))
    expect(ids()).toEqual(['ann'])
  })

  it('shows nobody of the last search when the next one fails', async () => {
    const { answer, clock, ids, result, searches, type } = await searching()
    await answer(0, page(['ann'], 'more'))
    await type('b')
    await clock.advance(200)
    searches[1]!.answer.reject(new Error('no directory'))
    await settle()
    expect(ids()).toEqual([])
    void result.retry()
    expect(searches[2]).toMatchObject({ query: 'b', cursor: '' })
  })

  it('takes a directory that throws at once', async () => {
    const problem = new Error('no directory')
    const search = () => {
      throw problem
    }
    const { result } = await searching({ directory: { search }, searches: [] })
    expect(result.error.value).toBe(problem)
  })

  it('starts over with another directory, and has nobody without one', async () => {
    const { answer, directory, ids, result, searches } = await searching()
    await answer(0, page(['ann'], 'more'))
    directory.value = null
    await nextTick()
    expect(ids()).toEqual([])
    expect([result.hasMore.value, result.isLoading.value]).toEqual([false, false])
    directory.value = scriptedDirectory().directory
    await nextTick()
    expect(searches).toHaveLength(1)
    expect(result.isLoading.value).toBe(true)
  })

  it('calls everything off when its component goes', async () => {
    const { clock, searches, type, unmount } = await searching()
    await type('a')
    unmount()
    await clock.advance(1_000)
    expect(searches).toHaveLength(1)
    expect(searches[0]?.signal.aborted).toBe(true)
  })
})

describe('paging', () => {
  it('adds pages until the last, each person once', async () => {
    const { answer, ids, result, searches } = await searching()
    await answer(0, page(['ann', 'ben'], 'page 2', 4))
    expect(result.hasMore.value).toBe(true)
    void result.loadMore()
    expect(result.isLoadingMore.value).toBe(true)
    await answer(1, page(['ben', 'cat']))
    expect(searches[1]).toMatchObject({ query: '', cursor: 'page 2' })
    expect(ids()).toEqual(['ann', 'ben', 'cat'])
    expect([result.hasMore.value, result.total.value]).toEqual([false, 4])
    await result.loadMore()
    expect(searches).toHaveLength(2)
  })

  it('asks once for a page that is on its way', async () => {
    const { answer, result, searches } = await searching()
    await answer(0, page(['ann'], 'page 2'))
    void result.loadMore()
    void result.loadMore()
    expect(searches).toHaveLength(2)
  })

  it('drops a page of a query that was typed over', async () => {
    const { answer, clock, ids, result, type } = await searching()
    await answer(0, page(['ann'], 'page 2'))
    void result.loadMore()
    await type('b')
    expect(result.isLoadingMore.value).toBe(false)
    await answer(1, page(['zoe'], 'page 3'))
    expect(ids()).toEqual(['ann'])
    void result.loadMore()
    await clock.advance(200)
    await answer(2, page(['ben']))
    expect(ids()).toEqual(['ben'])
    expect(result.hasMore.value).toBe(false)
  })

  it('keeps what is there when a page fails, and does that page again', async () => {
    const { answer, ids, result, searches } = await searching()
    await answer(0, page(['ann'], 'page 2'))
    void result.loadMore()
    searches[1]!.answer.reject(new Error('no directory'))
    await settle()
    expect(ids()).toEqual(['ann'])
    expect([result.isLoadingMore.value, result.error.value]).toEqual([false, expect.any(Error)])
    void result.retry()
    await answer(2, page(['ben']))
    expect(searches[2]).toMatchObject({ cursor: 'page 2' })
    expect([ids(), result.error.value]).toEqual([['ann', 'ben'], null])
  })
})

it('teaches the names of those it found', async () => {
  const { answer, result } = await searching()
  expect(result.nameOf({ userId: 'ann' })).toBe('ann')
  await answer(0, page(['ann']))
  expect(result.nameOf({ userId: 'ann' })).toBe('ANN')
})

describe('groups', () => {
  const groups = [{ group: 'Sales', total: 2 }, { group: 'Press' }]

  it('come from the directory, with everybody in them', async () => {
    const given = scriptedDirectory()
    const members = vi.fn(async () => [person('ann'), person('ben'), person('ann')])
    Object.assign(given.directory, { groups: async () => groups, members })
    const { result } = await searching(given)
    expect(result.groups.value).toEqual(groups)
    expect(result.hasWholeGroups.value).toBe(true)
    expect(await result.membersOf('Sales')).toEqual([person('ann'), person('ben')])
    expect(members).toHaveBeenCalledWith('Sales', {
      signal: expect.any(AbortSignal) as AbortSignal,
    })
    expect(result.nameOf({ userId: 'ben' })).toBe('BEN')
  })

  it('are made of who was found where the directory has none', async () => {
    const { answer, result } = await searching()
    const [ann, ben] = [{ ...person('ann'), group: 'Sales' }, person('ben')]
    await answer(0, { users: [ann, ben], cursor: '' })
    expect([result.groups.value, result.hasWholeGroups.value]).toEqual([[], false])
    expect(await result.membersOf('Sales')).toEqual([ann])
  })

  it('that fail say so, and are asked for again', async () => {
    const given = scriptedDirectory()
    const failure = new Error('no groups')
    const ask = vi.fn().mockRejectedValueOnce(failure).mockResolvedValue(groups)
    Object.assign(given.directory, { groups: ask })
    const { answer, result } = await searching(given)
    expect(result.groupsError.value).toBe(failure)
    await answer(0, page(['ann']))
    void result.retry()
    await settle()
    expect([result.groups.value, result.groupsError.value]).toEqual([groups, null])
  })

  it('of a directory that was replaced are dropped', async () => {
    const given = scriptedDirectory()
    const [late, members] = [deferred<typeof groups>(), deferred<DirectoryUser[]>()]
    Object.assign(given.directory, { groups: () => late.promise, members: () => members.promise })
    const { directory, result } = await searching(given)
    const asked = result.membersOf('Sales')
    directory.value = scriptedDirectory().directory
    await settle()
    late.resolve(groups)
    members.resolve([person('ann')])
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(result.groups.value).toEqual([])
  })
})

describe('going into groups', () => {
  const engineering = { group: 'Engineering', total: 30 }
  const platform = { group: 'Platform', id: 'eng/platform' }

  /** A directory of groups in groups, whose answers the test gives. */
  function treeDirectory() {
    const given = scriptedDirectory()
    const browse = vi.fn<NonNullable<UserDirectory['browse']>>()
    Object.assign(given.directory, { groups: async () => [engineering], browse })
    return { ...given, browse }
  }

  async function inEngineering() {
    const given = treeDirectory()
    given.browse.mockResolvedValueOnce({ ...page(['eve']), groups: [platform] })
    const mounted = await searching(given)
    await mounted.answer(0, page(['ann']))
    mounted.result.openGroup(engineering)
    await settle()
    return { ...mounted, browse: given.browse }
  }

  it('shows the people and the groups in one, and asks for them only then', async () => {
    const { browse, ids, result } = await inEngineering()
    expect(browse).toHaveBeenCalledExactlyOnceWith('Engineering', {
      query: '',
      cursor: '',
      signal: expect.any(AbortSignal) as AbortSignal,
    })
    expect([ids(), result.groups.value]).toEqual([['eve'], [platform]])
    expect(result.path.value).toEqual([engineering])
  })

  it('shows nobody of the place before while the answer is on its way', async () => {
    const { browse, ids, result } = await inEngineering()
    browse.mockReturnValueOnce(new Promise(() => {}))
    result.openGroup(platform)
    await nextTick()
    expect(browse).toHaveBeenLastCalledWith('eng/platform', expect.anything())
    expect([ids(), result.groups.value, result.isLoading.value]).toEqual([[], [], true])
  })

  it('searches and pages inside', async () => {
    const { browse, clock, ids, result, type } = await inEngineering()
    browse.mockResolvedValueOnce(page(['fay'], 'page 2', 2))
    await type('a')
    await clock.advance(200)
    browse.mockResolvedValueOnce({ ...page(['gus']), groups: [engineering] })
    await result.loadMore()
    expect(browse.mock.calls.slice(1)).toMatchObject([
      ['Engineering', { query: 'a', cursor: '' }],
      ['Engineering', { query: 'a', cursor: 'page 2' }],
    ])
    expect([ids(), result.groups.value]).toEqual([['fay', 'gus'], []])
  })

  it('goes back one group, or out of all', async () => {
    const { answer, browse, ids, result, searches, type } = await inEngineering()
    browse.mockResolvedValue(page([]))
    result.openGroup(platform)
    await settle()
    await type('x')
    result.leaveGroup()
    await settle()
    expect([result.path.value, result.query.value]).toEqual([[engineering], ''])
    result.openGroup(platform)
    result.leaveGroup(0)
    await settle()
    expect(result.path.value).toEqual([])
    await answer(searches.length - 1, page(['ann']))
    expect([ids(), result.groups.value]).toEqual([['ann'], [engineering]])
    result.leaveGroup()
    await settle()
    expect(searches).toHaveLength(2)
  })

  it('says what failed inside, and does it again', async () => {
    const { browse, ids, result } = await inEngineering()
    const problem = new Error('no platform')
    browse.mockRejectedValueOnce(problem)
    result.openGroup(platform)
    await settle()
    expect([result.error.value, ids()]).toEqual([problem, []])
    browse.mockResolvedValueOnce(page(['fay']))
    await result.retry()
    expect(ids()).toEqual(['fay'])
  })

  it('ends with the directory', async () => {
    const { directory, result } = await inEngineering()
    const other = scriptedDirectory()
    directory.value = other.directory
    await settle()
    expect([result.path.value, result.canOpenGroups.value]).toEqual([[], false])
    expect(other.searches).toHaveLength(1)
  })

  it('is not there in a directory that cannot be looked into', async () => {
    const { answer, ids, result } = await searching()
    await answer(0, page(['ann']))
    result.openGroup(engineering)
    await settle()
    expect([result.canOpenGroups.value, result.path.value, ids()]).toEqual([false, [], ['ann']])
  })
})

describe('pasted lists', () => {
  it('find people, whose names are known from then on', async () => {
    const given = scriptedDirectory()
    const lookup = async (ids: readonly string[]) => ids.filter((id) => id === 'ann').map(person)
    Object.assign(given.directory, { lookup })
    const { answer, result } = await searching(given)
    const match = result.matchPasted('ann, zoe')
    await settle()
    await answer(1, page([]))
    expect(await match).toEqual({ matched: [person('ann')], unmatched: ['zoe'] })
    expect(result.nameOf({ userId: 'ann' })).toBe('ANN')
  })

  it('are called off by the next one, and with the component', async () => {
    const { result, searches, unmount } = await searching()
    const failed = { name: 'AbortError' }
    const first = expect(result.matchPasted('ann')).rejects.toMatchObject(failed)
    await settle()
    const second = expect(result.matchPasted('ben')).rejects.toMatchObject(failed)
    await settle()
    expect(searches[1]?.signal.aborted).toBe(true)
    unmount()
    for (const { answer } of searches) answer.resolve(page([]))
    await Promise.all([first, second])
  })
})
