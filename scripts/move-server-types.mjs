// Puts the emitted declarations of the service beside those of the kit, whose sources are one folder deeper:
// `../../src/manager/ports` becomes `../../manager/ports`. Those of the kit itself are left where they are.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, cache } from './lib/paths.mjs'

const emitted = join(cache, 'server-types')
const folder = join(emitted, 'server')
const relativeSource = /((?:from|import)\s*\(?\s*['"](?:\.\.\/)+)src\//g

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue
  const file = join(folder, name)
  writeFileSync(file, readFileSync(file, 'utf8').replace(relativeSource, '$1'))
  const target = at('dist/server', name)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(file, target)
}
rmSync(emitted, { recursive: true })
