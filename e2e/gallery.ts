import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** Opens the gallery and tells the addresses of all its scenes, or of those of some components. */
export async function openGallery(
  page: Page,
  { address = '/?gallery', only = /./ }: { address?: string; only?: RegExp } = {},
): Promise<string[]> {
  await page.goto(address)
  const links = page.getByRole('main').getByRole('link')
  await expect(links.first()).toBeVisible()
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
  return hrefs.filter((href) => only.test(stateOf(href)))
}

/** Goes to another scene without loading the page again; `look` is more of its address. */
export async function show(page: Page, href: string, look = '') {
  await page.evaluate(
    (address) => {
      history.pushState(null, '', address)
      window.dispatchEvent(new PopStateEvent('popstate'))
    },
    `${href}${look && `&${look}`}`,
  )
  await page.locator(`html[data-shown="${stateOf(href)}"]`).waitFor({ state: 'attached' })
}

/** Brings everything that moves to its end. */
export async function settle(page: Page) {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel()
      else animation.finish()
    }
  })
}

function stateOf(href: string): string {
  return new URLSearchParams(href.slice(href.indexOf('?'))).get('state') ?? ''
}
