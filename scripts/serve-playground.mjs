// Builds the playground and serves the result: what end-to-end tests open. The build is a development one, so that
// Vue's warnings reach the console and fail a test; `--production` makes it what a visitor would get. `--only-build` and
// `--only-serve` do one of the two. A port that is named is kept to.
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
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

if (!values['only-serve']) {
  await build({
    configFile,
    mode,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, sourcemap: true, minify: values.production },
  })
}

if (!values['only-build']) {
  const server = await preview({
    configFile,
    mode,
    build: { outDir },
    preview: { host: 'localhost', port: Number(values.port ?? 4173), strictPort: !!values.port },
  })
  server.printUrls()
}
