import { defineConfig, devices } from '@playwright/test'
import { launchOptions, testBrowsers } from './scripts/lib/browsers.mjs'

const port = Number(process.env.E2E_PORT ?? 4317)
const address = `http://localhost:${port}`
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
  workers: 2,
  retries: 0,
  // a story of several steps, on a busy machine
  timeout: 60_000,
  reporter: [['list']],
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide' },
  },
  use: {
    baseURL: address,
    locale: 'en-US',
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
  },
  // What is tagged `@once` asks nothing of the browser: the first one answers for all.
  projects: testBrowsers().map((name, index) => ({
    name,
    ...(index > 0 ? { grepInvert: /@once/ } : {}),
    use: {
      ...devices[profiles[name]],
      launchOptions: launchOptions(name),
      // What moves is tried by `motion.spec.ts`: drawn in each test, it took a quarter of the processor's time. Firefox
      // is told so as a whole.
      ...(name === 'firefox' ? {} : { contextOptions: { reducedMotion: 'reduce' as const } }),
    },
  })),
  webServer: {
    // E2E_BUILT says that the playground and the package have just been built.
    command: `node scripts/serve-playground.mjs --port ${port}${process.env.E2E_BUILT ? ' --only-serve' : ''}`,
    url: address,
    reuseExistingServer: !process.env.CI,
    timeout: 60_000,
  },
})
