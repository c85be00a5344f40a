import vue from '@vitejs/plugin-vue'
import { basename, join } from 'node:path'
import { build, preview } from 'vite'
import { publicNameAliases } from '../../scripts/lib/entries.mjs'
import { at, cache } from '../../scripts/lib/paths.mjs'

const common = {
  configFile: /** @type {const} */ (false),
  logLevel: /** @type {const} */ ('error'),
  plugins: [vue()],
  // The kit by its public names, straight from its sources: as an app's bundler would take it in.
  resolve: { alias: publicNameAliases() },
}

/**
 * Builds a module for Node, as for production.
 * @param {string} source below the repository's top folder
 * @returns {Promise<string>} where it is
 */
async function buildForNode(source) {
  const outDir = join(cache, 'bench', basename(source, '.ts'))
  await build({
    ...common,
    root: at('bench'),
    build: { ssr: true, outDir, emptyOutDir: true, rolldownOptions: { input: at(source) } },
  })
  return join(outDir, basename(source).replace(/\.ts$/, '.js'))
}

/** Builds the invitation service. @returns {Promise<string>} where its module is */
export const buildServer = () => buildForNode('server/index.ts')

/**
 * Builds a module of `bench/work` for Node, as for production, and loads it.
 * @param {string} name
 */
export async function loadWork(name) {
  return import(await buildForNode(`bench/work/${name}.ts`))
}

/**
 * Builds the page, as for visitors, and serves it.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function servePage() {
  const outDir = join(cache, 'bench', 'page')
  const config = {
    ...common,
    root: at('bench/page'),
    worker: { format: /** @type {const} */ ('es') },
    build: { target: 'es2022', outDir, emptyOutDir: true },
  }
  await build(config)
  // Any free port from here on.
  const server = await preview({ ...config, preview: { host: 'localhost', port: 4380 } })
  const [address] = server.resolvedUrls?.local ?? []
  if (!address) throw new Error('The page is not served.')
  return { address, close: () => server.close() }
}
