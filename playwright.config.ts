import { defineConfig, devices } from '@playwright/test'
import { launchOptions, testBrowsers } from './scripts/lib/browsers.mjs'

const port = Number(process.env.E2E_PORT ?? 4317)
/**
 * Chromium opens the playground as it is developed, where Vue warns; the others open it as visitors get it, which takes a
 * seventh off Firefox's time.
 */
const builds = {
  development: { port, flags: [] },
  production: { port: port + 1, flags: ['--production'] },
}
const buildOf = (browser: string) => builds[browser === 'chromium' ? 'development' : 'production']
const addressOf = ({ port }: { port: number }) => `http://localhost:${port}`
const profiles = {
  chromium: 'Desktop Chrome',
  firefox: 'Desktop Firefox',
  webkit: 'Desktop Safari',
}

// Two tabs in one test: the keyboard reaches only the front page of a Firefox that is not Playwright's own build, so
// call `page.bringToFront()` before pressing keys.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/__screenshots__/{projectName}/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // One more than processors: tests wait for each other's tabs now and then.
  workers: 3,
  retries: 0,
  // a story of several steps, on a busy machine
  timeout: 60_000,
  reporter: [['list']],
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide' },
  },
  use: {
    locale: 'en-US',
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
  },
  // What is tagged `@once` asks nothing of the browser: the first one answers for all.
  projects: testBrowsers().map((name, index) => ({
    name,
    ...(index > 0 ? { grepInvert: /@once/ } : {}),
    use: {
      ...devices[profiles[name]],
      baseURL: addressOf(buildOf(name)),
      launchOptions: launchOptions(name),
      // What moves is tried by `motion.spec.ts`: drawn in each test, it took a quarter of the processor's time. Firefox
      // is told so as a whole.
      ...(name === 'firefox' ? {} : { contextOptions: { reducedMotion: 'reduce' as const } }),
    },
  })),
  webServer: [...new Set(testBrowsers().map(buildOf))].map((build) => ({
    command: [
      ...['node', 'scripts/serve-playground.mjs', '--port', build.port, ...build.flags],
      // E2E_BUILT says that the playground and the package have just been built.
      ...(process.env.E2E_BUILT ? ['--only-serve'] : []),
    ].join(' '),
    url: addressOf(build),
    reuseExistingServer: !process.env.CI,
    timeout: 60_000,
  })),
})
