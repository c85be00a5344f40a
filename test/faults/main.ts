import { writeFileSync } from 'node:fs'
import { buildGateway } from './gateways'
import { runScenario, type Row } from './run-scenario'
import { scenarios } from './scenarios'
import { makeFolder, startAlone, startService, type Service } from './service'
import { formatTable } from './table'

const FULL = { gateways: 3, groups: 8, times: 3 }
const SHORT = { gateways: 2, groups: 3, times: 1 }
/** No scenario begins later than this: whoever waits for the outcome does not wait for ever, in milliseconds. */
const LAST_START_MS = 270_000

/** Runs the scenarios one after another and prints what came of them; gives the code to exit with. */
async function main(args: readonly string[]): Promise<number> {
  const isShort = args.includes('--short')
  const size = isShort ? SHORT : FULL
  const words = args.filter((arg) => !arg.startsWith('--'))
  const chosen = scenarios
    .filter(({ isInShort }) => isInShort || !isShort)
    .filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  const started = performance.now()
  const stopped = followSignals()
  const { folder, remove } = makeFolder()
  const rows: Row[] = []
  /** The service on Redis, which scenarios share; one in which something went wrong is used no more. */
  let shared: Service | null = null

  async function runOne(scenario: (typeof chosen)[number], program: string) {
    if (performance.now() - started > LAST_START_MS) throw new Error('there is no time left')
    const service = scenario.isAlone
      ? await startAlone(program, folder)
      : (shared ??= await startService(program, folder, size.gateways))
    const row = await runScenario(scenario, { ...size, service }, stopped)
    if (service !== shared) await service.close()
    else if (row.error !== null) {
      shared = null
      await service.close()
    }
    return row
  }

  try {
    const program = await buildGateway(folder)
    for (const scenario of chosen) {
      if (stopped.aborted) break
      const row = await runOne(scenario, program)
      rows.push(row)
      console.log(`${row.error === null ? '✔' : '✘'} ${row.name} (${row.seconds.toFixed(1)} s)`)
      if (row.error !== null) console.log(row.error)
    }
  } catch (error) {
    console.log(error)
    const seconds = (performance.now() - started) / 1_000
    rows.push({ name: 'all of it', seconds, figures: null, note: '', error: String(error) })
  } finally {
    await (shared as Service | null)?.close()
    remove()
  }
  const failed = rows.filter(({ error }) => error !== null).length
  const passed = rows.length - failed
  console.log(`\n${formatTable(rows)}\n`)
  console.log(`${((performance.now() - started) / 1_000).toFixed(0)} s in all`)
  if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, `${passed} ${failed}\n`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 || stopped.aborted ? 1 : 0
}

/** Aborts when this process is told to stop, so that what runs is ended in order; who asks twice does not wait. */
function followSignals(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort())
  }
  return controller.signal
}

// while this module is loaded: what it loads later, its loader would not give any more
process.exitCode = await main(process.argv.slice(2))
