import { systemClock } from '../../src/manager/host'

/** What an attempt answers that came too late: somebody else has changed what it had read. */
export const CONFLICT = Symbol('conflict')

/** More than so many others at once in one room is no race any more. */
const MOST_ATTEMPTS = 40
const LONGEST_WAIT_MS = 64

/** Repeats an attempt until there is no conflict, each time after a longer random wait. */
export async function retryOnConflict<Result>(
  attempt: () => Promise<Result | typeof CONFLICT>,
): Promise<Result> {
  for (let count = 0; count < MOST_ATTEMPTS; count++) {
    if (count > 0) await wait(Math.random() * Math.min(2 ** count, LONGEST_WAIT_MS))
    const result = await attempt()
    if (result !== CONFLICT) return result
  }
  throw new Error(`others were faster ${MOST_ATTEMPTS} times in a row`)
}

/** By the machine's clock: it is the others who are waited for, not a time. */
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.setTimer(resolve, ms))
}
