/** Keys in the order of their bytes, each with a text: what an embedded database offers. */
export interface OrderedMap {
  /** A view that later writes do not change. */
  snapshot(): Snapshot
  /** Does all of it or nothing, later ones over earlier ones; resolves when it will last. `null` deletes. */
  write(changes: ReadonlyMap<string, string | null>): Promise<void>
  close(): Promise<void>
}

export interface Snapshot {
  getMany(keys: readonly string[]): Promise<Array<string | undefined>>
  /** Entries with `from <= key < to`, at most `limit`. */
  list(from: string, to: string, limit?: number): Promise<Array<[key: string, value: string]>>
  close(): Promise<void>
}

/** Creates an {@link OrderedMap} in this process. */
export function createMemoryMap(): OrderedMap {
  // never changed in place, so that it is a snapshot by itself
  let entries: ReadonlyArray<readonly [string, string]> = []

  return {
    snapshot() {
      const seen = entries
      return {
        async getMany(keys) {
          return keys.map((key) => {
            const entry = seen[indexOf(seen, key)]
            return entry?.[0] === key ? entry[1] : undefined
          })
        },
        async list(from, to, limit = Infinity) {
          const start = indexOf(seen, from)
          const end = Math.min(indexOf(seen, to), start + limit)
          return seen.slice(start, end).map(([key, value]) => [key, value])
        },
        async close() {},
      }
    },
    async write(changes) {
      entries = merge(entries, changes)
    },
    async close() {},
  }
}

/** Where a key is or would be. */
function indexOf(entries: ReadonlyArray<readonly [string, string]>, key: string): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]![0] < key) low = middle + 1
    else high = middle
  }
  return low
}

function merge(
  entries: ReadonlyArray<readonly [string, string]>,
  changes: ReadonlyMap<string, string | null>,
): ReadonlyArray<readonly [string, string]> {
  const sorted = [...changes].sort(([a], [b]) => (a < b ? -1 : 1))
  const merged: Array<readonly [string, string]> = []
  let next = 0
  for (const [key, value] of sorted) {
    const index = indexOf(entries, key)
    for (; next < index; next++) merged.push(entries[next]!)
    if (entries[next]?.[0] === key) next++
    if (value !== null) merged.push([key, value])
  }
  for (; next < entries.length; next++) merged.push(entries[next]!)
  return merged
}
