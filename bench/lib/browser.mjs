import { chromium } from 'playwright'
import { launchOptions } from '../../scripts/lib/browsers.mjs'
import { servePage } from './build.mjs'

/**
 * @typedef {object} Tab a page with what `bench/page/main.ts` offers
 * @property {(name: string, ...args: unknown[]) => Promise<any>} call
 * @property {(name: 'ScriptDuration' | 'TaskDuration') => Promise<number>} readMs one of Chromium's own counters, in milliseconds
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Browser
 * @property {() => Promise<Tab>} openTab
 * @property {() => Promise<void>} close
 */

/**
 * Gives Chromium on the built page, which starts with the first tab.
 * @returns {Browser}
 */
export function createBrowser() {
  /** @type {ReturnType<typeof start> | undefined} */
  let started
  return {
    async openTab() {
      const { openTab } = await (started ??= start())
      return openTab()
    },
    async close() {
      const running = await started
      await running?.close()
    },
  }
}

/** @returns {Promise<Browser>} */
async function start() {
  const { address, close: closePage } = await servePage()
  const options = launchOptions('chromium')
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), '--js-flags=--expose-gc'],
  })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })

  /** @returns {Promise<Tab>} */
  async function openTab() {
    const page = await context.newPage()
    /** @type {Error[]} */
    const errors = []
    page.on('pageerror', (error) => errors.push(error))
    await page.goto(address)
    await page.waitForFunction('globalThis.bench !== undefined')
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    return {
      async call(name, ...args) {
        const answer = await page.evaluate(
          ([method, parameters]) => globalThis.bench[method](...parameters),
          /** @type {const} */ ([name, args]),
        )
        const [first] = errors
        if (first) throw first
        return answer
      },
      async readMs(counter) {
        const { metrics } = await session.send('Performance.getMetrics')
        return (metrics.find(({ name }) => name === counter)?.value ?? NaN) * 1_000
      },
      close: () => page.close(),
    }
  }

  async function close() {
    await browser.close()
    await closePage()
  }

  return { openTab, close }
}
