import { join } from 'node:path'
import { build } from 'vite'
import { at, cache } from '../../../scripts/lib/paths.mjs'

const folder = join(cache, 'tui-real')

/** The program of a device's process. */
export const deviceFile = join(folder, 'device.mjs')

/** Builds the device, because Node does not read TypeScript; Vitest calls it once, before the tests. */
export async function setup() {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: at('test/tui/real/device.ts'),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'device.mjs' } },
    },
  })
}
