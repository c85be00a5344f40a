// Builds the playground and serves the result: what end-to-end tests open. The build is a development one, so that
// Vue's warnings reach the console and fail a test; `--production` makes it what a visitor would get. `--only-build` and
// `--only-serve` do one of the two. A port that is named is kept to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import { filesIn, hashFiles, projectFiles } from './lib/hash-files.mjs'
import { at } from './lib/paths.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    production: { type: 'boolean', default: false },
    'only-build': { type: 'boolean', default: false },
    'only-serve': { type: 'boolean', default: false },
  },
})
const mode = values.production ? 'production' : 'development'
process.env.NODE_ENV = mode

const configFile = at('playground/vite.config.ts')
const outDir = at('playground/dist', mode)

/** Builds it, unless what is there was built from the same files. */
async function buildAnew() {
  const stamp = join(outDir, 'built-from.txt')
  const sources = ['playground', 'src'].flatMap((folder) => projectFiles(at(folder)))
  const files = [
    ...sources.filter((path) => !path.endsWith('.spec.ts')),
    ...filesIn(['scripts/lib'], (name) => name.endsWith('.mjs')),
    ...['package-lock.json', 'package.json', 'tsconfig.json', 'scripts/serve-playground.mjs'].map(
      (path) => at(path),
    ),
  ]
  const found = hashFiles(files)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === found) return
  await build({
    configFile,
    mode,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, sourcemap: true, minify: values.production },
  })
  writeFileSync(stamp, found)
}

if (!values['only-serve']) await buildAnew()

if (!values['only-build']) {
  const server = await preview({
    configFile,
    mode,
    build: { outDir },
    preview: { host: 'localhost', port: Number(values.port ?? 4173), strictPort: !!values.port },
  })
  server.printUrls()
}
