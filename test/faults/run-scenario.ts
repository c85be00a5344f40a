import { once } from 'node:events'
import type { LoadFigures } from './load'
import type { Service } from './service'

/** Longest time of one scenario; a service that never comes back must not hold up everything, in milliseconds. */
const LONGEST_MS = 90_000

export interface Stage {
  service: Service
  /** How many groups make a load. */
  groups: number
  /** How often something breaks during a load. */
  times: number
}

/** What is left to say of a scenario that went well. */
export interface Account {
  figures?: LoadFigures
  note?: string
}

/** One fault and what must hold; `run` throws when it does not. */
export interface Scenario {
  name: string
  isInShort: boolean
  /** Whether it is about a gateway without Redis. */
  isAlone?: boolean
  run(stage: Stage): Promise<Account>
}

/** What came of a scenario; `error` is `null` when all is well. */
export interface Row {
  name: string
  seconds: number
  figures: LoadFigures | null
  note: string
  error: string | null
}

/** Runs a scenario within its time, or until it is stopped. */
export async function runScenario(
  { name, run }: Scenario,
  stage: Stage,
  stopped: AbortSignal,
): Promise<Row> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1_000
  const limit = AbortSignal.any([stopped, AbortSignal.timeout(LONGEST_MS)])
  const ended = once(limit, 'abort').then(() => {
    throw new Error(stopped.aborted ? 'stopped' : `not over after ${LONGEST_MS} ms`)
  })
  try {
    const { figures = null, note = '' } = await Promise.race([run(stage), ended])
    return { name, seconds: seconds(), figures, note, error: null }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const lines = stage.service.gateways
      .flatMap((gateway) => gateway.lines)
      .filter((line) => line.includes('{'))
    const message = [text, ...lines.slice(-10)].join('\n')
    return { name, seconds: seconds(), figures: null, note: '', error: message }
  }
}
