/** How many removed rows are remembered, so that late messages do not bring them back. */
const MAX_TOMBSTONES = 10_000

/** The last revision of rows that left the list; beyond the newest ten thousand they are forgotten. */
export interface Tombstones {
  revisionOf(userId: string): number | undefined
  bury(userId: string, revision: number): void
  /** Forgets a row that is in the list again. */
  dig(userId: string): void
  clear(): void
}

/** Creates {@link Tombstones}; there are none yet. */
export function createTombstones(): Tombstones {
  const revisions = new Map<string, number>()

  return {
    revisionOf: (userId) => revisions.get(userId),
    bury(userId, revision) {
      // a map keeps the order in which its keys came
      revisions.delete(userId)
      revisions.set(userId, revision)
      if (revisions.size <= MAX_TOMBSTONES) return
      const [oldest] = revisions.keys()
      revisions.delete(oldest!)
    },
    dig: (userId) => void revisions.delete(userId),
    clear: () => revisions.clear(),
  }
}
