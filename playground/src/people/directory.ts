import type { DirectoryGroup, DirectoryUser, UserDirectory } from 'vue-conference-invitations'
import type { Texts } from '../texts'
import { builtInPeople, colleagues, findPerson, simulatedPeople, type Person } from './people'

const PAGE = 50

/** In this directory, everybody is in a team, and in the large ones at a place. */
type GroupedUser = DirectoryUser & { group: string; place?: string }

/** The people of the playground as an app's directory: searched by name, team and place, or gone into by teams and places. */
export function createDirectory(texts: Texts): UserDirectory {
  const everybody = listEverybody(texts)
  const searchable = everybody.map((user) => ` ${fold(Object.values(user).join(' '))}`)

  function find(query: string) {
    // A word counts from its beginning on; scripts without spaces have no such beginnings.
    const parts = fold(query)
      .split(/\s+/)
      .map((word) => (/^[\p{Script=Latin}\d]/u.test(word) ? ` ${word}` : word))
    return everybody.filter((_, index) => parts.every((part) => searchable[index]!.includes(part)))
  }

  // Async, so that a search that was aborted rejects instead of throwing.
  async function search(
    query: string,
    { cursor, signal }: { cursor: string; signal: AbortSignal },
  ) {
    signal.throwIfAborted()
    return pageOf(find(query), cursor)
  }

  async function lookup(userIds: readonly string[], { signal }: { signal: AbortSignal }) {
    signal.throwIfAborted()
    return userIds.flatMap((userId) => findPerson(userId) ?? [])
  }

  /** Teams, and inside of the large ones the places that their people are at. */
  function groupsIn(team: string | null): DirectoryGroup[] {
    const counts = new Map<string, number>()
    for (const user of everybody) {
      if (team !== null && user.group !== team) continue
      const name = team === null ? user.group : user.place
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts]
      .map(([group, total]) => ({ group, total, ...(team && { id: `${team}/${group}` }) }))
      .sort((a, b) => (team === null ? 0 : a.group.localeCompare(b.group)))
  }

  function usersIn(id: string) {
    const [team, place] = id.split('/')
    return everybody.filter(
      (user) => user.group === team && (place === undefined || user.place === place),
    )
  }

  async function groups({ signal }: { signal: AbortSignal }) {
    signal.throwIfAborted()
    return groupsIn(null)
  }

  async function members(id: string, { signal }: { signal: AbortSignal }) {
    signal.throwIfAborted()
    return usersIn(id)
  }

  async function browse(
    id: string,
    { query, cursor, signal }: { query: string; cursor: string; signal: AbortSignal },
  ) {
    signal.throwIfAborted()
    const inside = new Set(usersIn(id))
    const page = pageOf(
      find(query).filter((user) => inside.has(user)),
      cursor,
    )
    return { ...page, groups: query === '' && !id.includes('/') ? groupsIn(id) : [] }
  }

  return { search, lookup, groups, members, browse }
}

function pageOf(found: readonly GroupedUser[], cursor: string) {
  const start = Number(cursor)
  const end = start + PAGE
  return {
    users: found.slice(start, end),
    cursor: end < found.length ? String(end) : '',
    total: found.length,
  }
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
        .map((one) => ({ ...entry(one, team), place: one.place })),
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
