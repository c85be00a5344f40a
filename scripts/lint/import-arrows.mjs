// The arrows of the architecture as a lint rule: what each part of the project may import, and nothing else. It looks at
// where a specifier leads, not at how it is written, and also sees re-exports, `import()` and types' `import('…')`.
import { dirname, relative, resolve, sep } from 'node:path'
import { packageName } from '../lib/entries.mjs'
import { root } from '../lib/paths.mjs'

const anything = () => true

/** What the service alone may have use for; apps that do not run it need not install them. */
const serverPackages = [
  'classic-level',
  'ioredis',
  'jose',
  'pino',
  'prom-client',
  'valibot',
  'web-push',
  'ws',
]

/**
 * What each part may import besides its own files: other parts, and npm packages by name.
 * `types` are parts of which only types may be imported.
 */
export const arrows = {
  manager: {},
  'engines/memory': { parts: ['manager'] },
  'engines/embedded': { parts: ['manager'], packages: ['idb'] },
  'engines/service': { parts: ['manager', 'wire'] },
  // What the two ends of the service's connection say to each other.
  wire: { types: ['manager'] },
  server: {
    parts: ['manager', 'wire'],
    packages: (name) => name.startsWith('node:') || serverPackages.includes(name),
  },
  'engines/tui': { parts: ['manager'] },
  diagnostics: {},
  locales: { types: ['manager'] },
  context: { parts: ['manager', 'locales', 'diagnostics'], packages: ['vue'] },
  stores: { parts: ['context', 'manager', 'diagnostics'], packages: ['vue', 'pinia'] },
  composables: { parts: ['stores', 'context', 'manager', 'diagnostics'], packages: ['vue'] },
  components: {
    parts: ['composables', 'locales'],
    types: ['manager'],
    packages: ['vue', 'reka-ui', 'uqr'],
  },
  plugin: {
    parts: ['stores', 'composables', 'context', 'manager', 'locales', 'diagnostics', 'devtools'],
    packages: ['vue', 'pinia'],
  },
  devtools: { parts: ['stores', 'context', 'manager'], packages: ['vue', '@vue/devtools-api'] },
  testing: {
    parts: ['plugin', 'composables', 'context', 'manager', 'locales'],
    packages: ['vue', 'pinia', '@vue/test-utils'],
  },
  names: {},
  resolver: { parts: ['names'] },
  nuxt: { parts: ['names'], packages: ['@nuxt/kit', '@nuxt/schema'] },
  elements: {
    parts: [
      'components',
      'composables',
      'context',
      'engines/embedded',
      'manager',
      'locales',
      'styles',
    ],
    packages: ['vue', 'pinia'],
  },
  index: {
    parts: ['plugin', 'components', 'composables', 'stores', 'context', 'manager', 'locales'],
    packages: [],
  },
  playground: { packages: anything, publicNames: true },
  e2e: { packages: anything, publicNames: true },
  bench: { packages: anything, publicNames: true },
}

// What only tests use may stand anywhere: `src/<part>/…/testing/`, but not the public `src/testing/`.
const freeOfArrows = [
  /^(src|server)\/.*\.spec\.ts$/,
  /^src\/.+\/testing\//,
  /^server\/testing\//,
  /^playground\/[^/]+\.config\.ts$/,
  /^bench\/.+\.mjs$/,
]

/** The part that a file (absolute path) belongs to, or undefined for files that no arrow concerns, such as tests. */
export function partOf(file) {
  const path = relative(root, file).split(sep).join('/')
  if (freeOfArrows.some((pattern) => pattern.test(path))) return undefined
  const [top = '', second = '', third = ''] = path
    .replace(/(\.d)?\.(ts|js|mjs|vue)$/, '')
    .split('/')
  if (top !== 'src') return top in arrows ? top : undefined
  if (/^src\/engines\/service\/(wire|close-codes)(\.ts)?$/.test(path)) return 'wire'
  return second === 'engines' ? `engines/${third}` : second
}

const packageOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/** Why a file of `part` may not import this, in words, or undefined when it may. */
function objection(part, file, specifier, isTypeOnly) {
  const { parts = [], types = [], packages = [], publicNames = false } = arrows[part] ?? {}
  if (!specifier.startsWith('.')) {
    const name = packageOf(specifier)
    if (name === packageName) {
      return publicNames ? undefined : 'the kit does not import itself by its public name'
    }
    const allowed = typeof packages === 'function' ? packages(name) : packages.includes(name)
    return allowed ? undefined : `${part} may not import the package ${name}`
  }
  const target = partOf(resolve(dirname(file), specifier))
  if (target === part || parts.includes(target)) return undefined
  if (types.includes(target)) {
    return isTypeOnly ? undefined : `${part} may import only types of ${target}`
  }
  return publicNames
    ? `${part} may import the kit only by its public names`
    : `${part} may not import ${target ?? specifier}`
}

/** @type {import('eslint').Rule.RuleModule} */
export const importArrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { forbidden: '{{ reason }} (architecture: import arrows)' },
  },
  create(context) {
    const part = partOf(context.filename)
    if (part === undefined) return {}
    const check = (node, source, isTypeOnly) => {
      if (typeof source?.value !== 'string') return
      const reason = objection(part, context.filename, source.value, isTypeOnly)
      if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } })
    }
    // TypeScript's parser adds these kinds to the nodes.
    const onlyTypes = (node, kind) =>
      node[kind] === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every((one) => one[kind] === 'type'))
    return {
      ImportDeclaration: (node) => check(node, node.source, onlyTypes(node, 'importKind')),
      ExportNamedDeclaration: (node) => check(node, node.source, onlyTypes(node, 'exportKind')),
      ExportAllDeclaration: (node) => check(node, node.source, onlyTypes(node, 'exportKind')),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal, true),
    }
  },
}
