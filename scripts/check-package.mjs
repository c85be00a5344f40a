// Looks at the built package as those who install it will: its manifest, its types, its files, its exports, its size.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { locales, packageName, themes } from './lib/entries.mjs'
import { filesIn } from './lib/hash-files.mjs'
import { at, cache, root } from './lib/paths.mjs'
import { remember } from './lib/remember.mjs'
import { runNode } from './lib/run.mjs'
import { checkDeclarations } from './package/declarations.mjs'
import { checkTreeShaking } from './package/tree-shaking.mjs'

const self = at('scripts/check-package.mjs')
const checked = join(cache, 'checked')
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

/** Packs the package as it would be published. */
function pack() {
  const folder = join(cache, 'packed')
  mkdirSync(folder, { recursive: true })
  const printed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [{ filename, files }] = JSON.parse(printed)
  return { file: join(folder, filename), files: files.map(({ path }) => path) }
}

async function checkManifest() {
  const tarball = new Uint8Array(readFileSync(packed.file)).buffer
  const { messages } = await publint({ pkgDir: 'package', strict: true, pack: { tarball } })
  return messages.map((message) => formatMessage(message, manifest) ?? message.code)
}

async function checkTypeResolution() {
  const { ok, output } = await runNode([
    at('node_modules/@arethetypeswrong/cli/dist/index.js'),
    ...[
      packed.file,
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

/** `*` is anything within a folder, `**` anything at all. */
function toExpression(pattern) {
  const escaped = pattern.replaceAll('.', '\\.')
  const parts = escaped.split('**').map((part) => part.replaceAll('*', '[^/]+'))
  return new RegExp(`^${parts.join('.+')}$`)
}

function checkFiles() {
  const { files } = packed
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
const packed = pack()
const checks = {
  'manifest (publint)': checkManifest,
  'type resolution (attw)': remember(
    join(checked, 'type-resolution'),
    () => [...filesIn(['dist'], (name) => /\.(js|ts)$/.test(name)), self],
    checkTypeResolution,
  ),
  'declarations under nodenext': remember(
    join(checked, 'declarations'),
    () => [
      ...filesIn(['dist'], (name) => name.endsWith('.d.ts')),
      at('scripts/package/declarations.mjs'),
      self,
    ],
    () => checkDeclarations(entries.map(({ subpath }) => `${packageName}${subpath.slice(1)}`)),
  ),
  'packed files': checkFiles,
  'exports of the build': checkExports,
  'tree-shaking': checkTreeShaking,
  'reference pages': remember(
    join(checked, 'reference'),
    () => [
      ...filesIn(['src', 'docs'], (name) => /(?<!\.spec)\.(ts|vue|md)$/.test(name)),
      ...filesIn(['scripts/lib', 'scripts/reference'], (name) => name.endsWith('.mjs')),
      ...['scripts/docs-reference.mjs', 'tsconfig.json', 'web-types.json'].map((path) => at(path)),
      self,
    ],
    checkReference,
  ),
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
