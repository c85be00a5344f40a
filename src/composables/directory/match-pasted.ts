import type { DirectoryUser, UserDirectory } from '../../context'
import { fold } from '../list/list-view'

const IDS_PER_LOOKUP = 100
const SEARCHES_AT_ONCE = 4

/** What became of a pasted list. */
export interface PastedMatch {
  /** People who were found, each once, in the order of the list. */
  matched: DirectoryUser[]
  /** Parts of the list that name nobody, or more than one person. */
  unmatched: string[]
}

/**
 * Finds the people of a pasted list: ids, exact names and mail addresses, one to a line or set apart by
 * commas, semicolons or tabs. Rejects as the directory does, and when it is called off.
 */
export async function matchPasted(
  text: string,
  directory: UserDirectory | null,
  signal: AbortSignal,
): Promise<PastedMatch> {
  const parts = partsOf(text)
  const found = await lookUp(parts, directory, signal)
  const rest = parts.filter((part) => !found.has(part))
  if (directory) {
    let next = 0
    const searchers = Array.from({ length: SEARCHES_AT_ONCE }, async () => {
      while (next < rest.length) {
        signal.throwIfAborted()
        const part = rest[next++]!
        const user = await searchFor(part, directory, signal)
        if (user) found.set(part, user)
      }
    })
    await Promise.all(searchers)
  }
  signal.throwIfAborted()
  const users = parts.flatMap((part) => found.get(part) ?? [])
  return {
    matched: [...new Map(users.map((user) => [user.userId, user])).values()],
    unmatched: parts.filter((part) => !found.has(part)),
  }
}

/** The parts of a pasted list, each once. */
export function partsOf(text: string): string[] {
  const parts = text.split(/[\r\n,;\t，；、]+/u).map((part) => part.trim())
  return [...new Set(parts.filter(Boolean))]
}

/** By id, as far as the directory can. */
async function lookUp(parts: string[], directory: UserDirectory | null, signal: AbortSignal) {
  const found = new Map<string, DirectoryUser>()
  for (let from = 0; directory?.lookup && from < parts.length; from += IDS_PER_LOOKUP) {
    signal.throwIfAborted()
    const some = parts.slice(from, from + IDS_PER_LOOKUP)
    for (const user of await directory.lookup(some, { signal })) found.set(user.userId, user)
  }
  return found
}

/** By id, name or mail address; nobody where several people share it. */
async function searchFor(part: string, directory: UserDirectory, signal: AbortSignal) {
  const [, name, address] = /^(.*?)\s*<([^<>]+@[^<>]+)>$/.exec(part) ?? [null, part, null]
  const wanted = [address, name].filter((one) => one !== null && one !== undefined && one !== '')
  for (const text of wanted as string[]) {
    const { users, cursor } = await directory.search(text, { cursor: '', signal })
    const byId = users.find(({ userId }) => userId === text)
    if (byId) return byId
    const exact = users.filter((user) => isCalled(user, text))
    if (exact.length === 1) return exact[0]
    // who has an address is the only one to be found by it, whatever the directory shows of it
    if (isAddress(text) && users.length === 1 && cursor === '') return users[0]
  }
  return undefined
}

function isCalled({ userId, userName, description = '' }: DirectoryUser, text: string) {
  if (fold(userName) === fold(text)) return true
  return isAddress(text) && [userId, description].some((one) => fold(one) === fold(text))
}

function isAddress(text: string) {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}
