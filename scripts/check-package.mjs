// Looks at the built package as those who install it will: its manifest, its types, its files, its exports, its size.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { locales, packageName, themes } from './lib/entries.mjs'
import { at, cache, root } from './lib/paths.mjs'
import { runNode } from './lib/run.mjs'
import { checkTreeShaking } from './package/tree-shaking.mjs'

const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'))
/** Public subpaths of code, the languages spelled out, each with its built files. */
const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .flatMap(([subpath, target]) =>
    subpath.includes('*')
      ? locales().map((locale) => expand(subpath, target, locale))
      : [{ subpath, ...target }],
  )

/** The stylesheets, by their public subpaths. */
const styles = ['style.css', 'style.unlayered.css', ...themes().map((name) => `themes/${name}.css`)]

function expand(subpath, target, locale) {
  const fill = (text) => text.replace('*', locale)
  return { subpath: fill(subpath), types: fill(target.types), default: fill(target.default) }
}

async function checkManifest() {
  const { messages } = await publint({ pkgDir: root, strict: true })
  return messages.map((message) => formatMessage(message, manifest) ?? message.code)
}

async function checkTypeResolution() {
  const { ok, output } = await runNode([
    at('node_modules/@arethetypeswrong/cli/dist/index.js'),
    ...[
      '--pack',
      root,
      '--profile',
      'esm-only',
      '--exclude-entrypoints',
      ...styles.map((path) => `./${path}`),
      '--no-emoji',
      '--no-color',
    ],
  ])
  return ok ? [] : [output]
}

/** The declarations must hold by themselves, also where modules are resolved as Node does it. */
async function checkDeclarations() {
  const folder = join(cache, 'consumer')
  mkdirSync(folder, { recursive: true })
  const imports = entries.map(
    ({ subpath }, index) => `export * as entry${index} from '${packageName}${subpath.slice(1)}'`,
  )
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    strict: true,
    noEmit: true,
  }
  writeFileSync(join(folder, 'consumer.ts'), imports.join('\n'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
  )
  const { output } = await runNode([
    at('node_modules/typescript/bin/tsc'),
    '-p',
    folder,
    '--pretty',
    'false',
  ])
  // Other packages' declarations are checked too, as an app without skipLibCheck would; they are not ours to mend.
  return output
    .split('\n')
    .filter(
      (line) => /\.ts\(\d+,\d+\): error/.test(line) && !/^\S*node_modules\/(?!\.cache)/.test(line),
    )
}

/** `*` is anything within a folder, `**` anything at all. */
function toExpression(pattern) {
  const escaped = pattern.replaceAll('.', '\\.')
  const parts = escaped.split('**').map((part) => part.replaceAll('*', '[^/]+'))
  return new RegExp(`^${parts.join('.+')}$`)
}

function checkFiles() {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const files = JSON.parse(packed)[0].files.map(({ path }) => path)
  const stylesheets = styles.map((path) => `dist/${path}`)
  const patterns = /** @type {string[]} */ (
    JSON.parse(readFileSync(at('test/package-files.json'), 'utf8'))
  ).map((pattern) => ({ pattern, expression: toExpression(pattern) }))
  const targets = entries
    .flatMap((entry) => [entry.types, entry.default])
    .map((path) => path.replace('./', ''))
  return [
    ...patterns
      .filter(({ expression }) => !files.some((path) => expression.test(path)))
      .map(({ pattern }) => `nothing in the package fits ${pattern} of test/package-files.json`),
    ...[...stylesheets, ...targets]
      .filter((path) => !files.includes(path))
      .map((path) => `missing: ${path}`),
    ...files
      .filter((path) => !patterns.some(({ expression }) => expression.test(path)))
      .map((path) => `does not belong in the package: ${path}`),
    ...files
      .filter((path) => /\.spec\./.test(path))
      .map((path) => `a test in the package: ${path}`),
    ...files
      .filter((path) => path.startsWith('dist/') && readFileSync(at(path), 'utf8').includes(root))
      .map((path) => `contains a path of this machine: ${path}`),
  ]
}

/** What the built entries export must be what the sources do, and importing them must need no browser. */
async function checkExports() {
  const snapshot = at('test/public-api.json')
  if (!existsSync(snapshot)) return [`${snapshot} is missing: run npm run test:unit`]
  const expected = JSON.parse(readFileSync(snapshot, 'utf8'))
  const complaints = []
  for (const entry of entries) {
    const names = Object.keys(await import(pathToFileURL(at(entry.default)).href)).sort()
    const wanted = expected[entry.subpath]?.values ?? []
    if (String(names) !== String(wanted)) {
      complaints.push(
        `${entry.subpath} exports ${names.join(', ')}\n  but should: ${wanted.join(', ')}`,
      )
    }
  }
  return complaints
}

async function checkSizes() {
  const { ok, output } = await runNode([at('scripts/size.mjs')])
  console.log(output)
  return ok ? [] : ['an entry is over its budget: see above']
}

/** The reference pages must say what the components' sources do. */
async function checkReference() {
  const { ok, output } = await runNode([at('scripts/docs-reference.mjs'), '--check'])
  return ok ? [] : [output]
}

if (!existsSync(at('dist'))) {
  console.error('There is no dist folder: run npm run build first.')
  process.exit(1)
}
const checks = {
  'manifest (publint)': checkManifest,
  'type resolution (attw)': checkTypeResolution,
  'declarations under nodenext': checkDeclarations,
  'packed files': checkFiles,
  'exports of the build': checkExports,
  'tree-shaking': checkTreeShaking,
  'reference pages': checkReference,
  'size budgets': checkSizes,
}
let failed = false
for (const [name, check] of Object.entries(checks)) {
  const complaints = await check()
  console.log(`${complaints.length === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  for (const complaint of complaints) console.log(`       ${complaint}`)
  failed ||= complaints.length > 0
}
process.exit(failed ? 1 : 0)
