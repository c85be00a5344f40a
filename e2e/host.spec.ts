import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { misfits, unreachable } from './fit'
import { openGallery, settle, show } from './gallery'

/** The computed styles of everything on the host page that is not the kit's, with the kit's css or without it. */
function hostStyles(page: Page, { withKit }: { withKit: boolean }): Promise<string[]> {
  return page.evaluate((isOn) => {
    document.querySelector<HTMLStyleElement>('#kit-styles')!.disabled = !isOn
    const own = document.querySelectorAll('html, body, #host, #host *')
    return [...own].flatMap((element) =>
      [undefined, '::before'].flatMap((pseudo) => {
        const style = getComputedStyle(element, pseudo)
        return (
          [...style]
            // Tokens are for everybody to use, and style nothing by themselves; how high the page is says nothing.
            .filter((name) => !/^--|^(block-size|height)$|-origin$/.test(name))
            .map(
              (name) =>
                `${element.tagName}${pseudo ?? ''} "${element.textContent?.trim().slice(0, 20)}" ${name}: ${style.getPropertyValue(name)}`,
            )
        )
      }),
    )
  }, withKit)
}

for (const css of ['none', 'reset', 'hostile']) {
  test(
    `the kit changes nothing of a host page with these styles: ${css}`,
    { tag: '@once' },
    async ({ page }) => {
      await openGallery(page, { address: `/host.html?gallery&css=${css}` })
      const beside = await hostStyles(page, { withKit: true })
      const without = await hostStyles(page, { withKit: false })
      expect(beside.filter((line, index) => line !== without[index])).toEqual([])
    },
  )
}

test('under a usual reset nothing is cut off and every control can be reached', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 390, height: 780 })
  for (const href of await openGallery(page, { address: '/host.html?gallery&css=reset' })) {
    await show(page, href, 'theme=light')
    await settle(page)
    expect.soft(await misfits(page), href).toEqual([])
    expect.soft(await unreachable(page), href).toEqual([])
  }
})
