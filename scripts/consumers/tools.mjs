import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { packageName } from '../lib/entries.mjs'
import { run } from '../lib/run.mjs'

/**
 * A path inside of the folder in which the package is installed.
 * @typedef {(...parts: string[]) => string} Inside
 */

/** Loads a package as the consumers have it. */
export async function load(inside, name) {
  return import(pathToFileURL(createRequire(inside('package.json')).resolve(name)).href)
}

export async function build(inside, folder, options = {}) {
  const vite = await load(inside, 'vite')
  const { default: vue } = await load(inside, '@vitejs/plugin-vue')
  const { plugins = [], ...rest } = options
  const result = await vite.build({
    root: inside(folder),
    configFile: false,
    logLevel: 'error',
    plugins: [vue(), ...plugins],
    ...rest,
  })
  const files = [result].flat().flatMap(({ output }) => output)
  const modules = files.flatMap((file) => file.moduleIds ?? [])
  return { files, modules }
}

export function typeCheck(inside, folder, compilerOptions) {
  const config = {
    compilerOptions: {
      target: 'es2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: [],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      ...compilerOptions,
    },
    include: ['**/*.ts', '**/*.vue'],
  }
  writeFileSync(inside(folder, 'tsconfig.json'), JSON.stringify(config))
  return run(process.execPath, [
    inside('node_modules/vue-tsc/bin/vue-tsc.js'),
    ...['-p', inside(folder), '--pretty', 'false'],
  ])
}

export const bundler = { module: 'esnext', moduleResolution: 'bundler' }
/** As Vite's own template has it, for `import 'style.css'`. */
export const vitesOwn = { ...bundler, types: ['vite/client'] }

export function expect(isTrue, why) {
  if (!isTrue) throw new Error(why)
}

/** Subpaths with code, those with a star left out. */
export const codeSubpaths = (inside) =>
  Object.entries(
    JSON.parse(readFileSync(inside(`node_modules/${packageName}/package.json`), 'utf8')).exports,
  )
    .filter(([subpath, target]) => typeof target === 'object' && !subpath.includes('*'))
    .map(([subpath]) => `${packageName}${subpath.slice(1)}`)
