// Holds each entry to its budget: what a small app's import of it loads at once, bundled from dist, minified and gzipped,
// without vue and pinia, which the app has anyway. What is loaded later, when the page is idle or when it is needed, is
// shown beside it and has a budget as well. 1 KB is 1,000 bytes. Where the goal is not reached yet, the budget keeps what
// there is from growing, and the goal is shown, too.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { at, cache } from './lib/paths.mjs'

const kit = JSON.stringify(at('dist/index.js'))
const manager = JSON.stringify(at('dist/manager/index.js'))
const embedded = JSON.stringify(at('dist/engines/embedded/index.js'))
const service = JSON.stringify(at('dist/engines/service/index.js'))

/** @returns the names of the composables that the built package exports, as an import list */
const composables = async () =>
  Object.keys(await import(at('dist/index.js')))
    .filter((name) => /^use[A-Z]/.test(name))
    .join(', ')

const headless = `export { ${await composables()} } from ${kit}; export * from ${manager}`

/** What the client imports of the manager, which every engine is built on: an app has it with any of them. */
const baseOfEngines = () =>
  readdirSync(at('dist/engines/service'))
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [
      ...readFileSync(at('dist/engines/service', name), 'utf8').matchAll(
        /import \{ ([^}]+) \} from "\.\.\/\.\.\/(manager\/[\w-]+\.js)"/g,
      ),
    ])
    .map(([, names = '', file = ''], index) => {
      const renamed = names.split(', ').map((name) => `${name} as base${index}_${name}`)
      return `export { ${renamed.join(', ')} } from ${JSON.stringify(at('dist', file))}`
    })
    .join('; ')

const sketches = [
  {
    name: 'headless: store, composables, manager',
    budget: 20_200,
    goal: 8_000,
    laterBudget: 6_700,
    code: headless,
  },
  {
    name: 'IncomingInvitationToast alone',
    budget: 25_300,
    goal: 12_000,
    laterBudget: 6_700,
    code: `export { IncomingInvitationToast } from ${kit}`,
  },
  {
    name: 'everything of the main entry, with Reka',
    budget: 47_300,
    goal: 45_000,
    laterBudget: 33_200,
    code: `export * from ${kit}`,
  },
  // Has no budget of its own yet: shown so that its growth is seen.
  { name: 'embedded engine', budget: Infinity, code: `export * from ${embedded}` },
  {
    name: 'service client, its own part',
    budget: 4_000,
    code: `export { connectInvitationService } from ${service}`,
    // what it adds to these
    beside: `${headless}; ${baseOfEngines()}`,
  },
]

/** Bytes that a sketch loads at once and later, minified and gzipped. */
async function measure(code) {
  const entry = join(cache, 'size-sketch.js')
  writeFileSync(entry, code)
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2022',
      write: false,
      minify: 'oxc',
      modulePreload: false,
      // Not the library mode, which would leave the white space in.
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        // Vite's own helper for import() is in every app that loads anything later.
        external: [/^vue$/, /^@vue\//, /^pinia$/, /preload-helper/],
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const scripts = new Map(
    outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one]] : [])),
  )
  const loaded = withImports(
    outputs.find((one) => one.type === 'chunk' && one.isEntry),
    scripts,
  )
  const sizeOf = (some) => some.reduce((sum, { code }) => sum + gzipSync(code).length, 0)
  const later = [...scripts.values()].filter((script) => !loaded.has(script))
  return { bytes: sizeOf([...loaded]), laterBytes: sizeOf(later) }
}

/** A script and what is loaded with it; what it loads on demand is not among them. */
function withImports(script, scripts, found = new Set()) {
  if (!script || found.has(script)) return found
  found.add(script)
  for (const name of script.imports) withImports(scripts.get(name), scripts, found)
  return found
}

mkdirSync(cache, { recursive: true })
/** @type {{ name: string, budget: number, goal?: number, bytes: number, laterBytes?: number, laterBudget?: number }[]} */
const rows = []
for (const { code, beside, ...sketch } of sketches) {
  const { bytes, laterBytes } = await measure(beside ? `${beside}; ${code}` : code)
  const bytesBeside = beside ? (await measure(beside)).bytes : 0
  rows.push({ ...sketch, bytes: bytes - bytesBeside, ...(!beside && { laterBytes }) })
}
rows.push({
  name: 'style.css',
  budget: 7_900,
  goal: 5_000,
  bytes: gzipSync(readFileSync(at('dist/style.css'))).length,
})
rows.push({
  name: 'elements.js, with Vue, Pinia and css',
  budget: 134_600,
  bytes: gzipSync(readFileSync(at('dist/elements.js'))).length,
})

const inKilobytes = (bytes) => (bytes === Infinity ? '–' : `${(bytes / 1000).toFixed(2)} KB`)
const fits = ({ bytes, budget, laterBytes = 0, laterBudget = Infinity }) =>
  bytes <= budget && laterBytes <= laterBudget
for (const row of rows) {
  const { name, budget, goal = budget, bytes, laterBytes = 0, laterBudget = Infinity } = row
  const words = [
    `${name.padEnd(42)}${inKilobytes(bytes).padStart(10)} of ${inKilobytes(budget)}`,
    goal < budget && `goal ${inKilobytes(goal)}`,
    laterBytes > 0 && `later ${inKilobytes(laterBytes)} of ${inKilobytes(laterBudget)}`,
  ]
  console.log(`${fits(row) ? 'ok      ' : 'TOO BIG '}${words.filter(Boolean).join(', ')}`)
}
process.exit(rows.every(fits) ? 0 : 1)
