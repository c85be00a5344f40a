import { writeFileSync } from 'node:fs'
import { buildGateway } from './gateways'
import { runScenario, type Row } from './run-scenario'
import { scenarios } from './scenarios'
import { makeFolder, startAlone, startService, type Service } from './service'
import { formatTable } from './table'

const GATEWAYS = { full: 3, short: 2 }
const GROUPS = { full: 6, short: 3 }

/** Runs the scenarios one after another and prints what came of them; gives the code to exit with. */
async function main(args: readonly string[]): Promise<number> {
  const size = args.includes('--short') ? 'short' : 'full'
  const words = args.filter((arg) => !arg.startsWith('--'))
  const chosen = scenarios.filter(
    ({ name, isInShort }) =>
      (size === 'full' || isInShort) &&
      (words.length === 0 || words.some((word) => name.includes(word))),
  )
  const started = performance.now()
  const { folder, remove } = makeFolder()
  const rows: Row[] = []
  const services: Service[] = []
  const open = async (opening: Promise<Service>) => {
    const service = await opening
    services.push(service)
    return service
  }
  try {
    const program = await buildGateway(folder)
    const together = await open(startService(program, folder, GATEWAYS[size]))
    for (const scenario of chosen) {
      const service = scenario.isAlone ? await open(startAlone(program, folder)) : together
      const row = await runScenario(scenario, { service, groups: GROUPS[size] })
      rows.push(row)
      const mark = row.error === null ? '✔' : '✘'
      console.log(`${mark} ${row.name} (${row.seconds.toFixed(1)} s)`)
      if (row.error !== null) console.log(row.error)
    }
  } catch (error) {
    console.log(error)
    rows.push({
      name: 'the service itself',
      seconds: 0,
      figures: null,
      note: '',
      error: String(error),
    })
  } finally {
    await Promise.all(services.map((service) => service.close()))
    remove()
  }
  const failed = rows.filter(({ error }) => error !== null).length
  const passed = rows.length - failed
  console.log(`\n${formatTable(rows)}\n`)
  console.log(`${((performance.now() - started) / 1_000).toFixed(0)} s in all`)
  if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, `${passed} ${failed}\n`)
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 || passed === 0 ? 1 : 0
}

// while this module is loaded: what it loads later, its loader would not give any more
process.exitCode = await main(process.argv.slice(2))
