// Makes relative specifiers in emitted declarations resolvable everywhere: `./a` becomes `./a.js`, `./A.vue` becomes
// `./A.vue.js` (whose declaration is `A.vue.d.ts`). Without it only bundlers' resolution finds them, not Node's.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const folder = process.argv[2] ?? 'dist'
const relativeSpecifier = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}(?:\/[^'"]*)?)\2/g

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue
  const file = join(folder, name)
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
