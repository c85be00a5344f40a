import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions, testBrowsers } from './scripts/lib/browsers.mjs'
import { compiledCache, compiledCacheKeys } from './scripts/lib/compiled-cache.mjs'
import { publicNameAliases } from './scripts/lib/entries.mjs'
import { SpecOrder } from './scripts/lib/spec-order.mjs'

const unit = ['src/**/*.spec.ts', 'test/*.spec.ts', 'bench/*.spec.ts']
/** Specs that put something else in a module's place: what they load must not be another file's. */
const mocked = 'src/**/*.mocked.spec.ts'
/** Half a minute of waiting for a replica to become the primary: a script of its own. */
const redisForms = 'test/service-stores/redis-forms.spec.ts'

export default defineConfig({
  plugins: [vue(), compiledCacheKeys()],
  resolve: { alias: publicNameAliases() },
  test: {
    setupFiles: ['test/setup.ts'],
    // Generous, because a busy machine is no failure; no test waits for time to pass.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    experimental: compiledCache,
    sequence: { sequencer: SpecOrder },
    coverage: { provider: 'v8', include: ['src/**/*.{ts,vue}'], exclude: ['src/**/*.spec.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: unit,
          exclude: [mocked],
          // A file that needs no DOM says so with a `@vitest-environment node` comment, and starts faster.
          environment: 'happy-dom',
          // Modules are loaded once for many files: a third of the time, and what one file leaves behind fails another.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-mocked',
          include: [mocked],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['server/**/*.spec.ts', 'test/service*/**/*.spec.ts', 'test/faults/*.spec.ts'],
          exclude: [redisForms],
          environment: 'node',
          // Each file has engines and sockets of its own; much of the time they wait for the disk.
          maxWorkers: 2,
          // As with the unit specs: modules are loaded once, and what one file leaves behind fails another.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'redis-forms',
          include: [redisForms],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'tui-real',
          include: ['test/tui/real/**/*.spec.ts'],
          environment: 'node',
          globalSetup: ['test/tui/real/build-device.ts'],
        },
      },
      {
        extends: true,
        // All there is to pre-bundle, named beforehand: found late, it would reload the page in the middle of a test.
        optimizeDeps: {
          include: ['vue', 'pinia', 'reka-ui', 'idb', 'fast-check'],
        },
        test: {
          name: 'embedded',
          // The same here.
          isolate: false,
          include: ['test/browser/**/*.spec.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright(),
            instances: testBrowsers().map((browser) => ({
              browser,
              name: `embedded-${browser}`,
              provider: playwright({ launchOptions: launchOptions(browser) }),
            })),
          },
        },
      },
    ],
  },
})
