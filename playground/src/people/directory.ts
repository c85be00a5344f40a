import type { DirectoryGroup, DirectoryUser, UserDirectory } from 'vue-conference-invitations'
import type { Texts } from '../texts'
import { builtInPeople, colleagues, findPerson, simulatedPeople, type Person } from './people'

const PAGE = 50

/** In this directory, everybody is in a group. */
type GroupedUser = DirectoryUser & { group: string }

/** The people of the playground as an app's directory: searched by name, team and place, in pages, or by teams. */
export function createDirectory(texts: Texts): UserDirectory {
  const everybody = listEverybody(texts)
  const searchable = everybody.map((user) => ` ${fold(Object.values(user).join(' '))}`)

  // Async, so that a search that was aborted rejects instead of throwing.
  async function search(
    query: string,
    { cursor, signal }: { cursor: string; signal: AbortSignal },
  ) {
    signal.throwIfAborted()
    // A word counts from its beginning on; scripts without spaces have no such beginnings.
    const parts = fold(query)
      .split(/\s+/)
      .map((word) => (/^[\p{Script=Latin}\d]/u.test(word) ? ` ${word}` : word))
    const found = everybody.filter((_, index) =>
      parts.every((part) => searchable[index]!.includes(part)),
    )
    const start = Number(cursor)
    const end = start + PAGE
    return {
      users: found.slice(start, end),
      cursor: end < found.length ? String(end) : '',
      total: found.length,
    }
  }

  async function lookup(userIds: readonly string[], { signal }: { signal: AbortSignal }) {
    signal.throwIfAborted()
    return userIds.flatMap((userId) => findPerson(userId) ?? [])
  }

  async function groups({ signal }: { signal: AbortSignal }): Promise<DirectoryGroup[]> {
    signal.throwIfAborted()
    const counts = new Map<string, number>()
    for (const { group } of everybody) counts.set(group, (counts.get(group) ?? 0) + 1)
    return [...counts].map(([group, total]) => ({ group, total }))
  }

  async function members(group: string, { signal }: { signal: AbortSignal }) {
    signal.throwIfAborted()
    return everybody.filter((user) => user.group === group)
  }

  return { search, lookup, groups, members }
}

function listEverybody(texts: Texts): GroupedUser[] {
  const teams = new Map<string, Person[]>()
  for (const one of colleagues) teams.set(one.team, [...(teams.get(one.team) ?? []), one])
  return [
    ...builtInPeople.map((one) => entry(one, texts.groupOfBuiltIn)),
    ...simulatedPeople.map((one) => ({
      ...entry(one, texts.groupOfSimulated),
      description: texts.behaviours[one.behaviour],
    })),
    ...[...teams].flatMap(([team, people]) =>
      people
        .toSorted((a, b) => a.userName.localeCompare(b.userName, 'en'))
        .map((one) => entry(one, team)),
    ),
  ]
}

function entry({ userId, userName, description }: Person, group: string): GroupedUser {
  return { userId, userName, description, group }
}

/** Lower case without accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
