import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Brings everything that moves to its end, then tells what axe finds, in words. */
function violations(page: Page) {
  return page.evaluate(async () => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel()
      else animation.finish()
    }
    const { run } = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
  })
}

/** Goes to another scene without loading the page again. */
async function show(page: Page, href: string, theme: string) {
  await page.evaluate((address) => {
    history.pushState(null, '', address)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }, `${href}&theme=${theme}`)
  const id = new URLSearchParams(href).get('state')!
  await page.locator(`html[data-shown="${id}"]`).waitFor({ state: 'attached' })
}

async function hrefs(page: Page) {
  await page.goto('/?gallery')
  const links = page.getByRole('main').getByRole('link')
  await expect(links.first()).toBeVisible()
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
}

for (const theme of ['light', 'dark']) {
  test(
    `every component in every state is accessible: ${theme}`,
    { tag: '@once' },
    async ({ page }) => {
      test.setTimeout(90_000)
      const scenes = await hrefs(page)
      await page.evaluate(axe.source)
      expect(await violations(page)).toEqual([])
      for (const href of scenes) {
        await show(page, href, theme)
        expect.soft(await violations(page), href).toEqual([])
      }
    },
  )
}

test('no state is wider than a screen of 320 px', async ({ page }) => {
  test.setTimeout(60_000)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const href of await hrefs(page)) {
    await show(page, href, 'light')
    const edges = await page.evaluate(() => {
      // The cards and the dialog are fixed: what sticks out of the screen there does not scroll.
      const boxes = [...document.querySelectorAll('.ci-scope, .ci-scope > *')]
      const { scrollWidth } = document.documentElement
      return [scrollWidth, ...boxes.map((box) => box.getBoundingClientRect().right)]
    })
    expect.soft(Math.max(...edges), href).toBeLessThanOrEqual(320)
  }
})

test('a scene speaks the language of its address', async ({ page }) => {
  await page.goto('/?gallery&state=invitation-list-panel-empty&lang=ar')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('data-shown', 'invitation-list-panel-empty')
  await expect(page.getByRole('region')).toHaveAttribute('dir', 'rtl')
})
