import { existsSync } from 'node:fs'
import { chromium, firefox, webkit } from 'playwright'
import { which } from './which.mjs'

/** The browsers that tests can run in: how a system names them and what Debian and Ubuntu call their packages. */
const known = {
  chromium: {
    type: chromium,
    variable: 'KIT_CHROMIUM',
    // The shell is the same engine without the windows: half the work for two cores.
    commands: [
      'chromium-headless-shell',
      'chromium',
      'google-chrome-stable',
      'google-chrome',
      'microsoft-edge',
      'chromium-browser',
    ],
    aptPackages: ['chromium-headless-shell', 'chromium'],
  },
  firefox: {
    type: firefox,
    variable: 'KIT_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    aptPackages: ['firefox-esr'],
  },
  // Playwright drives only its own build of WebKit.
  webkit: { type: webkit, variable: undefined, commands: [], aptPackages: [] },
}

/** The environment variable with a browser's path, and its apt packages, best first, as `scripts/setup.mjs` needs them. */
export const describeBrowser = (name) => ({
  variable: known[name].variable,
  aptPackages: known[name].aptPackages,
})

/**
 * Where a browser is: the path in KIT_CHROMIUM or KIT_FIREFOX, else Playwright's own build, else the system's.
 * @returns {{ path: string, own: boolean } | undefined} `own` means the build that Playwright manages itself
 */
export function findBrowser(name) {
  const { type, variable, commands } = known[name]
  const chosen = variable && process.env[variable]
  if (chosen) return { path: chosen, own: false }
  const bundled = type.executablePath()
  if (bundled && existsSync(bundled)) return { path: bundled, own: true }
  const path = which(commands)
  return path ? { path, own: false } : undefined
}

/** Keeps a system Chromium from talking to the outside, and its text rendering the same everywhere. */
const chromiumArguments = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter',
  '--font-render-hinting=none',
  '--disable-lcd-text',
]

/**
 * Firefox, which paints on the processor where there is no graphics card, is asked for less motion everywhere; what
 * moves is tried in Chromium. All pages are of one site: one process will do.
 */
const firefoxUserPrefs = {
  'ui.prefersReducedMotion': 1,
  'toolkit.cosmeticAnimations.enabled': false,
  'browser.newtab.preload': false,
  'fission.autostart': false,
  'dom.ipc.processCount': 1,
}

/**
 * Playwright's launch options for a browser, as both test runners use them.
 * @param {'chromium' | 'firefox' | 'webkit'} name
 * @returns {import('playwright').LaunchOptions}
 */
export function launchOptions(name) {
  const options =
    name === 'chromium'
      ? { args: chromiumArguments }
      : name === 'firefox'
        ? { firefoxUserPrefs }
        : {}
  const found = findBrowser(name)
  if (!found || found.own) return options
  // A Firefox that is not Playwright's speaks WebDriver BiDi only, which is what this channel means.
  return {
    ...options,
    executablePath: found.path,
    ...(name === 'firefox' ? { channel: 'moz-firefox' } : {}),
  }
}

/**
 * The browsers that tests run in: those named in E2E_BROWSERS (with commas), else Chromium and Firefox, and WebKit
 * only where Playwright's own build of it is there.
 * @returns {('chromium' | 'firefox' | 'webkit')[]}
 */
export function testBrowsers() {
  const named = process.env.E2E_BROWSERS?.split(',').map((name) => {
    if (name in known) return /** @type {keyof typeof known} */ (name)
    throw new Error(`E2E_BROWSERS names "${name}"; known are ${Object.keys(known).join(', ')}.`)
  })
  if (named) return named
  return findBrowser('webkit') ? ['chromium', 'firefox', 'webkit'] : ['chromium', 'firefox']
}
