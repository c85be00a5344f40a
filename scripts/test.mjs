// `npm test`: everything, from what must be installed to the end-to-end tests. `npm test -- lint unit` runs only these.
// In TEST_TOTALS it takes the path of a file to write "<passed> <failed>" into.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './lib/ensure-installed.mjs'
import { requireNode } from './lib/node-version.mjs'
import { cache } from './lib/paths.mjs'
import { runPool, runScript } from './lib/run.mjs'

const started = performance.now()
requireNode()
ensureInstalled()

const chosen = process.argv.slice(2)
const isChosen = (name) => chosen.length === 0 || chosen.includes(name)
const report = (name) => join(cache, 'reports', `${name}.json`)
const vitestReport = (name) => ({
  file: report(name),
  args: ['--reporter=dot', '--reporter=json', `--outputFile.json=${report(name)}`],
  count: ({ numPassedTests, numFailedTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
  }),
})
// Each worker loads every module for itself, and the second processor has another step to do.
const inOneWorker = (report) => ({ ...report, args: [...report.args, '--maxWorkers=1'] })
const playwrightReport = {
  file: report('e2e'),
  args: ['--reporter=dot,json'],
  env: {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e'),
    ...(isChosen('package') && isChosen('playground') && { E2E_BUILT: '1' }),
  },
  count: ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }),
}

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} scripts of package.json, one after another
 * @property {boolean} [live] prints at once
 * @property {boolean} [waits] mostly waits, and runs beside the others of its wave
 * @property {{ file: string, args: string[], env?: Record<string, string>, count: Function }} [report] of test runners
 */

/**
 * Waves run one after another; the steps of a wave share the machine, two at a time, the long ones first. No test waits
 * for time to pass, so a busy machine makes none fail; the last wave fills both processors by itself.
 * @type {Step[][]}
 */
const waves = [
  [{ name: 'browsers', scripts: ['setup'], live: true }],
  [
    { name: 'package', scripts: ['build', 'test:package'] },
    { name: 'lint', scripts: ['lint'] },
    { name: 'service', scripts: ['test:service'], report: vitestReport('service') },
    { name: 'types', scripts: ['test:types'] },
    { name: 'contract', scripts: ['test:browser'], report: vitestReport('contract') },
    { name: 'unit', scripts: ['test:unit'], report: inOneWorker(vitestReport('unit')) },
    { name: 'playground', scripts: ['build:playground'] },
    { name: 'tui', scripts: ['test:tui'], report: vitestReport('tui'), waits: true },
    { name: 'format', scripts: ['format:check'] },
  ],
  [{ name: 'e2e', scripts: ['test:e2e'], report: playwrightReport }],
]

const names = waves.flat().map(({ name }) => name)
const unknown = chosen.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${names.join(', ')}.`)
  process.exit(1)
}

function countTests({ file, count }) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // It ended before it could write its report.
    return { passed: 0, failed: 0 }
  }
}

/** @param {Step} step */
async function runStep({ name, scripts, live = false, report }) {
  if (live) console.log(`\n── ${name}`)
  if (report) rmSync(report.file, { force: true })
  const outputs = []
  let seconds = 0
  let ok = true
  for (const script of scripts) {
    if (!ok) break
    const outcome = await runScript(script, report?.args, { live, env: report?.env })
    outputs.push(outcome.output)
    seconds += outcome.seconds
    ok = outcome.ok
  }
  const counted = report ? countTests(report) : { passed: ok ? 1 : 0, failed: 0 }
  // A step that fails without a failed test, or passes without any test, is a failure of its own.
  const ownFailure = ok ? counted.passed === 0 : counted.failed === 0
  const result = {
    name,
    seconds,
    passed: counted.passed,
    failed: counted.failed + (ownFailure ? 1 : 0),
    report,
  }
  if (!live) console.log(`\n── ${describe(result)}`)
  if (result.failed > 0) console.log(outputs.join('\n'))
  return result
}

function describe({ name, seconds, passed, failed, report }) {
  const tests = report ? `, ${passed} passed, ${failed} failed` : ''
  return `${failed > 0 ? '✘' : '✔'} ${name} (${seconds.toFixed(1)} s${tests})`
}

mkdirSync(join(cache, 'reports'), { recursive: true })
const results = []
for (const wave of waves) {
  const steps = wave.filter(({ name }) => isChosen(name))
  const tasksOf = (some) => some.map((step) => () => runStep(step))
  const lanes = [steps.filter(({ waits }) => !waits), steps.filter(({ waits }) => waits)]
  results.push(...(await Promise.all(lanes.map((some) => runPool(tasksOf(some))))).flat())
  if (results.some(({ name, failed }) => name === 'browsers' && failed > 0)) break
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0)
const totals = { passed: sum('passed'), failed: sum('failed') }
if (process.env.TEST_TOTALS) {
  writeFileSync(process.env.TEST_TOTALS, `${totals.passed} ${totals.failed}\n`)
}
console.log('\n── summary')
for (const result of results) console.log(describe(result))
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 ? 1 : 0)
