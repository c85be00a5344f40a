// Builds the playground and serves the result: what end-to-end tests open. The build is a development one, so that
// Vue's warnings reach the console and fail a test; `--production` makes it what a visitor would get. `--only-build` and
// `--only-serve` do one of the two. A port that is named is kept to.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import { filesIn } from './lib/hash-files.mjs'
import { at } from './lib/paths.mjs'
import { remember } from './lib/remember.mjs'

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
const buildAnew = remember(
  join(outDir, 'built-from.txt'),
  () => [
    ...filesIn(['playground', 'src'], (name) => !name.endsWith('.spec.ts')),
    ...filesIn(['scripts/lib'], (name) => name.endsWith('.mjs')),
    ...['tsconfig.json', 'scripts/serve-playground.mjs'].map((path) => at(path)),
  ],
  async () => {
    await build({
      configFile,
      mode,
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true, sourcemap: true, minify: values.production },
    })
    return []
  },
)

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
