import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles } from './hash-files.mjs'
import { at, cache } from './paths.mjs'
import { runNode } from './run.mjs'

/**
 * Where type programs keep what they found and emitted. TypeScript's build mode then looks only at what has changed
 * since; but not into packages, so another lockfile makes all of it void.
 */
export function typeCache() {
  const folder = join(cache, 'types')
  const stamp = join(folder, 'lockfile.txt')
  const lockfile = hashFiles([at('package-lock.json')])
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockfile) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(stamp, lockfile)
  }
  return folder
}

/**
 * Runs vue-tsc in build mode, which does nothing where nothing has changed.
 * @param {string[]} configs paths of tsconfig files
 */
export function buildPrograms(configs) {
  return runNode([at('node_modules/vue-tsc/bin/vue-tsc.js'), '-b', ...configs])
}

/**
 * Type-checks a program without emitting anything.
 * @param {string} name what it is called among others
 * @param {string} config absolute path of its tsconfig
 */
export function checkProgram(name, config) {
  const folder = typeCache()
  const path = join(folder, `${name}.tsconfig.json`)
  const compilerOptions = {
    noEmit: true,
    incremental: true,
    tsBuildInfoFile: join(folder, `${name}.tsbuildinfo`),
  }
  writeIfChanged(path, JSON.stringify({ extends: config, compilerOptions }))
  return buildPrograms([path])
}

/** Writes a text unless the file says it already: a newer file would have to be looked at again. */
export function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  writeFileSync(path, text)
}
