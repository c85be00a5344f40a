// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at } from '../scripts/lib/paths.mjs'
import { markdownFiles, samplesOf } from '../scripts/lib/samples.mjs'

const files = markdownFiles()

/** The text without code, where nothing is a link or a heading. */
function prose(file: string): string {
  return readFileSync(at(file), 'utf8')
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()#]/g, ''))
}

/** The anchors that hosts of Markdown make of headings. */
function anchorsOf(file: string): string[] {
  return Array.from(prose(file).matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
    title
      .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

function brokenLinks(file: string): string[] {
  const links = Array.from(prose(file).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link)
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path = '', anchor] = link.split('#')
    const target = path ? join(dirname(file), decodeURIComponent(path)) : file
    if (!existsSync(at(target))) return true
    return anchor !== undefined && !anchorsOf(target).includes(anchor)
  })
}

describe('documents', () => {
  it.each(files)('%s links to what is there', (file) => {
    expect(brokenLinks(file)).toEqual([])
  })

  it.each(files)('%s shows only code that is type-checked', (file) => {
    const text = readFileSync(at(file), 'utf8')
    const fences = text.match(/^\s*```(?:ts|typescript|vue|tsx)\b.*$/gm) ?? []
    expect(samplesOf(text)).toHaveLength(fences.length)
  })

  it('are found, in all folders', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'docs/guide/first-call.md']))
  })
})

describe('samples', () => {
  it('have the name of their first line, and what a hidden comment declares', () => {
    const markdown = [
      '<!-- sample\nconst a: number\n-->\n',
      '```ts\n// main.ts\nconst b = a\n```',
      '```vue\n<!-- App.vue -->\n<template />\n```',
      '```ts\nconst c = 1\n```',
    ].join('\n')
    expect(samplesOf(markdown)).toEqual([
      {
        name: 'main.ts',
        code: 'declare const a: number\n\n// main.ts\nconst b = a\n\nexport {}\n',
      },
      { name: 'App.vue', code: '<!-- App.vue -->\n<template />\n' },
      { name: 'sample-3.ts', code: '\nconst c = 1\n\nexport {}\n' },
    ])
  })
})
