// Makes the declarations of the package: of the kit, which knows no Node, and of the service, which knows no DOM. They are
// emitted into the cache, where only what has changed is written anew, and mended on their way into dist:
// - `./a` becomes `./a.js`, `./A.vue` becomes `./A.vue.js` (whose declaration is `A.vue.d.ts`). Without it only bundlers'
//   resolution finds them, not Node's.
// - Those of the service come to lie beside those of the kit, whose sources are one folder deeper:
//   `../../src/manager/ports` becomes `../../manager/ports.js`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { at } from './lib/paths.mjs'
import { buildPrograms, typeCache } from './lib/type-programs.mjs'

const types = typeCache()

/** Where each of the two programs puts its declarations, where its sources are, and where the declarations go. */
const programs = [
  { emitted: join(types, 'kit'), sources: at('src'), target: at('dist') },
  {
    emitted: join(types, 'service/server'),
    sources: at('server'),
    target: at('dist/server'),
  },
]
const relativeSource = /((?:from|import)\s*\(?\s*['"](?:\.\.\/)+)src\//g
const relativeSpecifier = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}(?:\/[^'"]*)?)\2/g

/** The cache may hold declarations of sources that are gone. */
function hasSource(sources, name) {
  const source = join(sources, name.replace(/\.d\.ts$/, ''))
  return existsSync(source.endsWith('.vue') ? source : `${source}.ts`)
}

const { ok, output } = await buildPrograms([
  at('tsconfig.build.json'),
  at('tsconfig.server.build.json'),
])
if (output) console.log(output)
if (!ok) process.exit(1)

const placed = programs.flatMap(({ emitted, sources, target }) =>
  readdirSync(emitted, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.d.ts') && hasSource(sources, name))
    .map((name) => ({ file: join(emitted, name), target: join(target, name) })),
)
for (const { file, target } of placed) {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, readFileSync(file, 'utf8').replace(relativeSource, '$1'))
}
for (const { target: file } of placed) {
  const before = readFileSync(file, 'utf8')
  const after = before.replace(relativeSpecifier, (whole, start, quote, written) => {
    if (/\.(js|json|css)$/.test(written)) return whole
    // inferred types may name the source
    const specifier = written.replace(/\.ts$/, '')
    const target = resolve(dirname(file), specifier)
    if (existsSync(`${target}.d.ts`)) return `${start}${quote}${specifier}.js${quote}`
    if (existsSync(join(target, 'index.d.ts')))
      return `${start}${quote}${specifier.replace(/\/$/, '')}/index.js${quote}`
    throw new Error(`${file}: nothing was emitted for "${specifier}"`)
  })
  if (after !== before) writeFileSync(file, after)
}
