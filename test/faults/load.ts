import type { App } from './app'
import { findFaults, type Faults } from './find-faults'
import { openGroup, type Group } from './group'
import type { Recording } from './recording'
import { insist, mustBe, wait, waitFor } from './waiting'

/** How long the load runs before each fault and after the last one, in milliseconds. */
const CALM_MS = 1_800
const SHOWN_COMPLAINTS = 5

export interface LoadOptions {
  name: string
  groups: number
  /** The addresses of the gateways. */
  urls: readonly string[]
  /** How often it breaks. */
  times: number
  /** Whether entries of logs may be gone for good, which excuses who has not heard them. */
  mayReset?: boolean
  /** Breaks something and mends it; resolves when it is mended. */
  fault(): Promise<void>
}

/** What a load of calls came to. */
export interface LoadFigures extends Record<keyof Faults, number> {
  calls: number
  reconnects: number
  resets: number
}

/** Lets groups call while something breaks; throws when anything happened that must not. */
export async function runLoad(options: LoadOptions): Promise<LoadFigures> {
  const { name, groups, urls, times, fault, mayReset = false } = options
  const opened: Group[] = []
  try {
    for (let place = 0; place < groups; place++) {
      opened.push(await openGroup(`${name}${place}`, place, urls))
    }
    let isOver = false
    const running = Promise.all(opened.map((group) => group.run(() => isOver)))
    const breaking = (async () => {
      for (let n = 0; n < times; n++) {
        // never at the same moment of a round
        await wait(CALM_MS * (1 + Math.random() / 2))
        await fault()
      }
      await wait(CALM_MS)
    })().finally(() => {
      isOver = true
    })
    await Promise.all([running, breaking])
    const figures = await conclude(opened)
    mustBe(mayReset || figures.resets === 0, `${figures.resets} resets excuse what was not heard`)
    return figures
  } finally {
    await Promise.all(opened.flatMap(({ apps }) => apps.map((app) => app.close())))
  }
}

async function conclude(groups: readonly Group[]): Promise<LoadFigures> {
  const apps = groups.flatMap((group) => group.apps)
  const recording: Recording = {
    calls: groups.flatMap((group) => group.calls),
    devices: apps.map(({ record }) => record),
    pending: await readPending(apps),
  }
  // what is still on its way may come
  await waitFor(() => complaintsOf(findFaults(recording)).length === 0, 5_000)
  const faults = findFaults(recording)
  const complaints = complaintsOf(faults)
  mustBe(recording.calls.length > 0, 'nobody was called')
  mustBe(
    complaints.length === 0,
    `${complaints.length} faults in ${recording.calls.length} calls:\n${complaints.slice(0, SHOWN_COMPLAINTS).join('\n')}`,
  )
  return {
    calls: recording.calls.length,
    reconnects: countNotes(apps, 'online'),
    resets: countNotes(apps, 'reset'),
    lost: faults.lost.length,
    duplicates: faults.duplicates.length,
    doubleWinners: faults.doubleWinners.length,
    ghostRings: faults.ghostRings.length,
  }
}

/** What the service says that rings. */
async function readPending(apps: readonly App[]): Promise<Recording['pending']> {
  const found = await Promise.all(
    apps.map(async ({ engine, manager }) => {
      const pending = await insist(async () => (await manager.getPendingInvitations?.()) ?? [])
      return [engine.user.userId, pending.map(({ extensionInfo }) => extensionInfo)] as const
    }),
  )
  return Object.fromEntries(found)
}

function complaintsOf(faults: Faults): string[] {
  return Object.values(faults).flat()
}

function countNotes(apps: readonly App[], kind: 'online' | 'reset') {
  return apps.flatMap(({ record }) => record.notes).filter((note) => note.kind === kind).length
}
