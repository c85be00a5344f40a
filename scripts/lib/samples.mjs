// The code samples of README and docs, so that they can be type-checked as the files that they show.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, cache } from './paths.mjs'
import { writeIfChanged } from './type-programs.mjs'

const folder = join(cache, 'samples')

/** Hidden from readers: what the sample that follows uses and does not show. */
const sample = /(?:<!-- sample\n([^]*?)-->\n\n)?^```(ts|vue)\n([^]*?)^```$/gm

/** The Markdown files of the project, relative to its top folder. */
export function markdownFiles() {
  const inDocs = readdirSync(at('docs'), { recursive: true, encoding: 'utf8' })
  return [
    ...readdirSync(at()).filter((name) => name.endsWith('.md')),
    ...inDocs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
  ].map((name) => name.replaceAll('\\', '/'))
}

/**
 * The samples of a text: its code, under the name that its first line says.
 * @param {string} markdown
 * @returns {{ name: string, code: string }[]}
 */
export function samplesOf(markdown) {
  return Array.from(markdown.matchAll(sample), ([, needs = '', language, shown = ''], index) => {
    const named = /^(?:\/\/|<!--) ([\w./-]+\.(?:ts|vue))/.exec(shown)?.[1]
    const name = named ?? `sample-${index + 1}.${language}`
    const declared = needs.replace(/^(?=(?:const|function) )/gm, 'declare ')
    if (language === 'ts') return { name, code: `${declared}\n${shown}\nexport {}\n` }
    const script = declared && `<script lang="ts">\n${declared}</script>\n`
    return { name, code: `${script}${shown}` }
  })
}

/**
 * Writes every sample into a folder of its document, with a tsconfig above them all that takes in the project's own files.
 * @returns {string} path of the tsconfig
 */
export function writeSamples() {
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const file of markdownFiles()) {
    const samples = samplesOf(readFileSync(at(file), 'utf8'))
    for (const [index, { name, code }] of samples.entries()) {
      const first = join(folder, file, name)
      // a document may show one file twice, at different times
      files.set(files.has(first) ? join(folder, file, String(index), name) : first, code)
    }
  }
  const { include, exclude } = JSON.parse(readFileSync(at('tsconfig.json'), 'utf8'))
  const config = {
    extends: at('tsconfig.json'),
    include: [...include.map((path) => at(path)), '**/*.ts', '**/*.vue'],
    exclude: exclude.filter((path) => path !== 'node_modules').map((path) => at(path)),
  }
  const path = join(folder, 'tsconfig.json')
  files.set(path, JSON.stringify(config))
  const old = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
    : []
  for (const entry of old) {
    const left = join(entry.parentPath, entry.name)
    if (entry.isFile() && !files.has(left)) rmSync(left)
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(file), { recursive: true })
    writeIfChanged(file, text)
  }
  return path
}
