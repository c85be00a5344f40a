// `npm run bench`: what things take, each beside the least that the machine needs for it and beside how others do it.
// `npm run bench -- P1 P2` runs only these. Prints a table, and a run of all of them is written into bench/results.json.
import { writeFileSync } from 'node:fs'
import { at } from '../scripts/lib/paths.mjs'
import { createBrowser } from './lib/browser.mjs'
import { table, withRatios } from './lib/report.mjs'
import { changeCost } from './suites/change-cost.mjs'
import { countdown } from './suites/countdown.mjs'
import { embedded } from './suites/embedded.mjs'
import { panel } from './suites/panel.mjs'
import { serviceCalls, serviceMemory } from './suites/service.mjs'
import { store } from './suites/store.mjs'
import { stream } from './suites/stream.mjs'

// Before anything of Vue is loaded: it looks once.
process.env.NODE_ENV = 'production'

/** @type {Record<string, (browser: import('./lib/browser.mjs').Browser) => Promise<import('./lib/report.mjs').Row[]>>} */
const suites = {
  P1: store,
  P2: panel,
  P3: stream,
  P4: countdown,
  P5: embedded,
  P6: serviceCalls,
  P7: serviceMemory,
  P8: changeCost,
}

const chosen = process.argv.slice(2).map((name) => name.toUpperCase())
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) {
  const all = Object.keys(suites).join(', ')
  console.error(`No such benchmark: ${unknown.join(', ')}. Benchmarks: ${all}.`)
  process.exit(1)
}

const browser = createBrowser()
const rows = []
for (const [name, suite] of Object.entries(suites)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.error(`${name} …`)
  rows.push(...(await suite(browser)))
}
await browser.close()

console.log(`\n${table(rows)}`)
if (chosen.length === 0) {
  const results = JSON.stringify(rows.map(withRatios), null, 2)
  writeFileSync(at('bench/results.json'), `${results}\n`)
}
process.exit(0)
