import { existsSync, readdirSync } from 'node:fs'
import { at } from './paths.mjs'

/** The package's name, under which playground, e2e and tests import it too. */
export const packageName = 'vue-conference-invitations'

/** Source file of each public subpath, below src; `./locales/*` stands for every language. */
export const entries = {
  '.': 'index.ts',
  './manager': 'manager/index.ts',
  './memory': 'engines/memory.ts',
  './embedded': 'engines/embedded/index.ts',
  './service': 'engines/service/index.ts',
  './service-worker': 'engines/service/service-worker.ts',
  './tui': 'engines/tui/index.ts',
  './testing': 'testing/index.ts',
  './resolver': 'resolver.ts',
  './nuxt': 'nuxt.ts',
  './elements': 'elements.ts',
}

/** The entry that is built into one file with everything in it, for pages without a build. */
export const selfContained = './elements'

/** Source file of each public subpath that is for Node.js, below the top folder. */
export const serverEntries = {
  './server': 'server/index.ts',
}

/** Source of the service's program, below the top folder. */
export const serverProgram = 'server/bin.ts'

/** The stylesheet's source, below src. */
export const styleEntry = 'styles/index.css'

/** The example themes, by their file names in src/styles/themes. */
export function themes() {
  return readdirSync(at('src/styles/themes')).flatMap(
    (file) => /^([a-z-]+)\.css$/.exec(file)?.[1] ?? [],
  )
}

/** The languages, by their file names in src/locales: only names such as `en` and `zh-CN` are languages. */
export function locales() {
  const folder = at('src/locales')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(
    (file) => /^([a-z]{2}(?:-[A-Z]{2})?)\.ts$/.exec(file)?.[1] ?? [],
  )
}

/** What helps with languages, beside the languages themselves. */
const localeHelpers = ['load', 'vue-i18n']

/** Subpaths with their source files, the languages spelled out: `{ './locales/en': 'locales/en.ts', … }`. */
export const allEntries = () => ({
  ...entries,
  ...Object.fromEntries(
    [...locales(), ...localeHelpers].map((name) => [`./locales/${name}`, `locales/${name}.ts`]),
  ),
})

/**
 * Lets a Vite project import the package by its public names, without a build.
 * @returns {{ find: RegExp, replacement: string }[]}
 */
export const publicNameAliases = () => [
  ...Object.entries(serverEntries).map(([subpath, file]) => ({
    find: new RegExp(`^${packageName}${subpath.slice(1)}$`),
    replacement: at(file),
  })),
  ...Object.entries(entries).map(([subpath, file]) => ({
    find: new RegExp(`^${packageName}${subpath.slice(1)}$`),
    replacement: at('src', file),
  })),
  { find: new RegExp(`^${packageName}/locales/(.+)$`), replacement: at('src/locales/$1.ts') },
  // Styles may be asked for as a text: `style.css?inline`.
  {
    find: new RegExp(`^${packageName}/style\\.css(\\?.+)?$`),
    replacement: `${at('src', styleEntry)}$1`,
  },
  {
    find: new RegExp(`^${packageName}/themes/(.+\\.css(?:\\?.+)?)$`),
    replacement: at('src/styles/themes/$1'),
  },
]
