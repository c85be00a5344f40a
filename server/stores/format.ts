import type { CommitBackend } from './commit-backend'
import { names } from './names'

/** How records lie in an engine. Grows by one whenever a version cannot work with what the one before has written. */
export const FORMAT = 1

/** Longer than anything else is kept, also where the service was not started for a year. */
const KEPT_MS = 400 * 86_400_000

/**
 * Notes in which format things lie, or sees that it is one of ours. Rejects with a message for operators where a newer
 * version has been at work.
 */
export async function claimFormat(backend: CommitBackend): Promise<void> {
  const key = names.format
  for (;;) {
    const found = (await backend.read({ values: [key] })).values[0]!
    if (found !== null && found !== String(FORMAT)) {
      throw new Error(
        `a newer version of this service keeps its data here: format ${found}, and this one knows ${FORMAT}. Start that version again, or begin with a place of its own`,
      )
    }
    const value = { key, value: String(FORMAT), ttlMs: KEPT_MS }
    if (await backend.commit({ expect: [[key, found]], values: [value] })) return
  }
}
