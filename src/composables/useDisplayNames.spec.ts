import { describe, expect, it } from 'vitest'
import { computed, nextTick, shallowRef } from 'vue'
import type { DirectoryUser, UserDirectory } from '../context'
import { deferred } from '../stores/testing/fake-manager'
import { settle } from '../testing/settle'
import { mountContext } from '../stores/testing/mount-context'
import { user } from '../stores/testing/samples'
import { useDisplayNames } from './useDisplayNames'

function directoryOf(
  people: Record<string, string>,
  asked: string[][] = [],
): UserDirectory & { asked: string[][] } {
  return {
    asked,
    search: async () => ({ users: [], cursor: '' }),
    lookup: async (userIds) => {
      asked.push([...userIds])
      return userIds
        .filter((userId) => userId in people)
        .map((userId) => ({ userId, userName: people[userId]!, avatarUrl: `${userId}.png` }))
    },
  }
}

describe('nameOf', () => {
  it('takes the name in this room, else the name', async () => {
    const { result } = await mountContext({}, useDisplayNames)
    expect(result.nameOf(user('ann', { nameCard: 'Chair' }))).toBe('Chair')
    expect(result.nameOf(user('ann'))).toBe('Ann')
    expect(result.nameOf({ userId: 'xyz' })).toBe('xyz')
  })

  it('takes what the members of the room are called', async () => {
    const { result } = await mountContext({ members: [user('ann')] }, useDisplayNames)
    expect(result.nameOf({ userId: 'ann' })).toBe('Ann')
  })

  it('asks the directory once for many, and follows its answer', async () => {
    const directory = directoryOf({ eve: 'Eve', fay: 'Fay' })
    const { result } = await mountContext({ directory }, () => {
      const { nameOf, avatarOf } = useDisplayNames()
      return {
        names: computed(() => ['eve', 'fay', 'gus'].map((userId) => nameOf({ userId }))),
        avatar: computed(() => avatarOf({ userId: 'eve' })),
      }
    })
    expect(result.names.value).toEqual(['eve', 'fay', 'gus'])
    await settle()
    expect(result.names.value).toEqual(['Eve', 'Fay', 'gus'])
    expect(result.avatar.value).toBe('eve.png')
    expect(directory.asked).toEqual([['eve', 'fay', 'gus']])
  })

  it('asks for at most 100 at a time', async () => {
    const directory = directoryOf({})
    const { result } = await mountContext({ directory }, useDisplayNames)
    for (let count = 0; count < 250; count += 1) result.nameOf({ userId: `user ${count}` })
    await settle()
    expect(directory.asked.map(({ length }) => length)).toEqual([100, 100, 50])
  })

  it('asks again for what the directory did not know, but not at once', async () => {
    const directory = directoryOf({})
    const { clock, result } = await mountContext({ directory }, useDisplayNames)
    for (const wait of [0, 29_999, 1]) {
      await clock.advance(wait)
      result.nameOf({ userId: 'eve' })
      await settle()
    }
    expect(directory.asked).toHaveLength(2)
  })

  it('asks a new directory, and drops what the old one still says', async () => {
    const late = deferred<DirectoryUser[]>()
    const old: UserDirectory = { ...directoryOf({}), lookup: () => late.promise }
    const directory = shallowRef<UserDirectory | null>(old)
    const { result } = await mountContext({ directory }, useDisplayNames)
    result.nameOf({ userId: 'eve' })
    await settle()
    directory.value = directoryOf({ eve: 'Eve' })
    await nextTick()
    late.resolve([{ userId: 'eve', userName: 'Old Eve' }])
    result.nameOf({ userId: 'eve' })
    await settle()
    expect(result.nameOf({ userId: 'eve' })).toBe('Eve')
  })

  it('goes on with ids when the directory fails, and reports it', async () => {
    const problem = new Error('no directory')
    const directory: UserDirectory = { ...directoryOf({}), lookup: () => Promise.reject(problem) }
    const { errors, result } = await mountContext({ directory }, useDisplayNames)
    expect(result.nameOf({ userId: 'eve' })).toBe('eve')
    await settle()
    expect(result.nameOf({ userId: 'eve' })).toBe('eve')
    expect(errors).toEqual([problem])
  })

  it('works with directories that know no ids', async () => {
    const directory: UserDirectory = { search: async () => ({ users: [], cursor: '' }) }
    const { result } = await mountContext({ directory }, useDisplayNames)
    expect(result.nameOf({ userId: 'eve' })).toBe('eve')
    expect(result.avatarOf({ userId: 'eve' })).toBe('')
  })
})
