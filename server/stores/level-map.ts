import { loadPackage } from '../packages'
import type { OrderedMap } from './ordered-map'

/** Opens an {@link OrderedMap} on disk; rejects with a message for operators where the folder cannot be used. */
export async function openLevelMap(directory: string): Promise<OrderedMap> {
  const { ClassicLevel } = await loadPackage(() => import('classic-level'))
  const level = new ClassicLevel<string, string>(directory)
  try {
    await level.open()
  } catch (error) {
    throw new Error(`${directory}: ${reasonOf(error)}`, { cause: error })
  }

  return {
    snapshot() {
      const snapshot = level.snapshot()
      return {
        getMany: (keys) => level.getMany([...keys], { snapshot }),
        list: (from, to, limit = Infinity) =>
          level.iterator({ gte: from, lt: to, limit, snapshot }).all(),
        close: () => snapshot.close(),
      }
    },
    async write(changes) {
      const operations = [...changes].map(([key, value]) =>
        value === null ? ({ type: 'del', key } as const) : ({ type: 'put', key, value } as const),
      )
      // on the disk before anybody is answered
      await level.batch(operations, { sync: true })
    },
    close: () => level.close(),
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: string } | null)?.code
  if (code === 'LEVEL_LOCKED') {
    return 'another process keeps its data there: only one may. Several share a Redis instead.'
  }
  return cause instanceof Error ? cause.message : String(cause)
}
