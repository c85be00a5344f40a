// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import {
  allEntries,
  entries,
  packageName,
  serverEntries,
  serverProgram,
  styleEntry,
} from '../scripts/lib/entries.mjs'
import { at } from '../scripts/lib/paths.mjs'
import { typeNames } from './type-names'

/** Public subpaths of code with their source files. */
const subpaths = [
  ...Object.entries(allEntries()).map(([subpath, file]) => [subpath, at('src', file)] as const),
  ...Object.entries(serverEntries).map(([subpath, file]) => [subpath, at(file)] as const),
]

describe('public API', () => {
  it('has the names of the snapshot, and no others', async () => {
    const api = Object.fromEntries(
      await Promise.all(
        subpaths.map(async ([subpath, file]) => {
          const names = (await import(/* @vite-ignore */ file)) as object
          return [subpath, { values: Object.keys(names).sort(), types: typeNames(file) }]
        }),
      ),
    )
    await expect(`${JSON.stringify(api, null, 2)}\n`).toMatchFileSnapshot('public-api.json')
  })

  it('is reached by the subpaths of package.json', () => {
    const built = Object.fromEntries(
      Object.entries({ ...entries, ...serverEntries, './locales/*': 'locales/*.ts' }).map(
        ([subpath, file]) => {
          const path = `./dist/${file.replace(/\.ts$/, '')}`
          return [subpath, { types: `${path}.d.ts`, default: `${path}.js` }]
        },
      ),
    )
    expect(manifest.exports).toEqual({
      ...built,
      './style.css': './dist/style.css',
      './style.unlayered.css': './dist/style.unlayered.css',
      './themes/*.css': './dist/themes/*.css',
      './package.json': './package.json',
    })
    expect(Object.values(manifest.bin)).toEqual([`./dist/${serverProgram.replace(/ts$/, 'js')}`])
    expect(Object.values(manifest.exports).map((target) => Object.keys(target)[0])).not.toContain(
      'default',
    )
  })

  it('is found by TypeScript under the same names', () => {
    const { compilerOptions } = JSON.parse(readFileSync(at('tsconfig.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, string[]> }
    }
    const sources = {
      ...entries,
      './locales/*': 'locales/*.ts',
      './style.css': styleEntry,
      './themes/*.css': 'styles/themes/*.css',
    }
    const paths = [
      ...Object.entries(sources).map(([subpath, file]) => [subpath, `./src/${file}`] as const),
      ...Object.entries(serverEntries).map(([subpath, file]) => [subpath, `./${file}`] as const),
    ]
    expect(compilerOptions.paths).toEqual(
      Object.fromEntries(
        paths.map(([subpath, file]) => [`${packageName}${subpath.slice(1)}`, [file]]),
      ),
    )
  })
})
