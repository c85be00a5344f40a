import { chromium } from 'playwright'
import { launchOptions } from '../lib/browsers.mjs'

/**
 * Opens Chromium for a while; `said` is everything that its pages wrote to the console or threw.
 * @template T
 * @param {(context: import('playwright').BrowserContext, said: string[]) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inChromium(use) {
  const browser = await chromium.launch(launchOptions('chromium'))
  /** @type {string[]} */
  const said = []
  try {
    const context = await browser.newContext({ locale: 'en-US' })
    context.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
    context.on('weberror', (error) => said.push(`thrown: ${error.error()}`))
    context.setDefaultTimeout(15_000)
    return await use(context, said)
  } catch (error) {
    // what the page said is often the cause
    throw new Error([...said, ''].join('\n'), { cause: error })
  } finally {
    await browser.close()
  }
}

/** Waits until a text is in an element; throws with what is there instead. */
export async function expectText(locator, text, timeout = 15_000) {
  const found = locator.filter({ hasText: text }).first()
  await found.waitFor({ timeout }).catch(async () => {
    throw new Error(`expected "${text}", but there is "${await locator.first().textContent()}"`)
  })
}
