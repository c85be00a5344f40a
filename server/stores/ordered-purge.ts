import type { Clock } from '../../src/manager/ports'
import type { OrderedDraft } from './ordered-draft'
import { EXPIRIES, placeOf, placeRange, Single, singleRange, unpack } from './ordered-layout'
import type { OrderedMap } from './ordered-map'

/** Entries that are looked at in one go, so that nobody waits long behind it. */
const PER_TURN = 500

/** Carries out changes together with those of others. */
type Enqueue = (change: (draft: OrderedDraft) => Promise<boolean>) => Promise<boolean>

/** Deletes all whose time is over: single entries, and places with all that is in them. */
export async function forgetOld(map: OrderedMap, clock: Clock, enqueue: Enqueue): Promise<void> {
  const now = clock.now()
  const isOldSingle = (packed: string | undefined) => unpack(packed, now) === null
  const isOldPlace = (expiresAt: string | undefined) => Number(expiresAt ?? 0) <= now

  for (const single of Object.values(Single)) {
    await forEachOld(map, singleRange(single), isOldSingle, async (draft, key) => draft.delete(key))
  }
  await forEachOld(map, EXPIRIES, isOldPlace, async (draft, key) => {
    const [place, name] = placeOf(key)
    for (const [inside] of await draft.snapshot.list(...placeRange(place, name))) {
      draft.delete(inside)
    }
    draft.delete(key)
  })

  async function forEachOld(
    of: OrderedMap,
    [from, to]: [string, string],
    isOld: (text: string | undefined) => boolean,
    forget: (draft: OrderedDraft, key: string) => Promise<void>,
  ) {
    for (let start = from; ;) {
      const snapshot = of.snapshot()
      const found = await snapshot.list(start, to, PER_TURN)
      await snapshot.close()
      const old = found.filter(([, text]) => isOld(text))
      if (old.length > 0) {
        await enqueue(async (draft) => {
          for (const [key] of old) {
            // it may have been renewed meanwhile, and then so has what is in it
            if (isOld(await draft.get(key))) await forget(draft, key)
          }
          return true
        })
      }
      const last = found.at(-1)
      if (!last || found.length < PER_TURN) return
      start = `${last[0]}\0`
    }
  }
}
