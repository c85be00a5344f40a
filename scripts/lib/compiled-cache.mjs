import { join } from 'node:path'
import { filesIn, hashFiles } from './hash-files.mjs'
import { cache } from './paths.mjs'

/** What Vitest compiled, kept for the next run; a change of the lockfile, of Vitest's configuration or of a file shows. */
export const compiledCache = { fsModuleCache: true, fsModuleCachePath: join(cache, 'vitest') }

/**
 * Vite plugin: Vue files also know the types that they import for their props and events, which Vitest's cache cannot
 * see. So what is kept of them is good only as long as no TypeScript file of the kit or the playground has changed.
 */
export function compiledCacheKeys() {
  /** @type {string | null} */
  let types = null
  return {
    name: 'compiled-cache-keys',
    watchChange() {
      types = null
    },
    configureVitest({ experimental_defineCacheKeyGenerator }) {
      experimental_defineCacheKeyGenerator(({ id }) => {
        if (id.includes('.vue')) return (types ??= hashOfTypes())
      })
    },
  }
}

const hashOfTypes = () =>
  hashFiles(
    filesIn(['src', 'playground'], (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')),
  )
