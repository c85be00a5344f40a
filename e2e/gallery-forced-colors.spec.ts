import type { Page } from '@playwright/test'
import { COLOUR_RULES, loadAxe, violations } from './axe'
import { expect, test } from './fixtures'
import { openGallery, show } from './gallery'

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
})

/** Controls without an edge of their own: where colours are forced, nothing else shows how far they reach. */
function withoutEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const hasEdge = (element: Element) => {
      const { borderBlockEndStyle, borderBlockEndWidth, outlineStyle, outlineWidth } =
        getComputedStyle(element)
      return (
        (borderBlockEndStyle !== 'none' && parseFloat(borderBlockEndWidth) > 0) ||
        (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0)
      )
    }
    const controls = document.querySelectorAll(
      '.ci-scope :is(button, select, input:not([type="checkbox"]))',
    )
    return (
      [...controls]
        // The line of a card reaches from edge to edge.
        .filter((control) => !control.matches('.ci-call__who'))
        .filter((control) => control.checkVisibility())
        .filter((control) => !hasEdge(control) && !hasEdge(control.parentElement!))
        .map((control) => `${control.className} "${control.textContent?.trim()}"`)
    )
  })
}

test('every state is accessible in forced colours', { tag: '@once' }, async ({ page }) => {
  test.setTimeout(90_000)
  const scenes = await openGallery(page)
  await loadAxe(page)
  for (const href of scenes) {
    await show(page, href)
    expect.soft(await violations(page, COLOUR_RULES), href).toEqual([])
    expect.soft(await withoutEdge(page), href).toEqual([])
  }
})

test('what is chosen still differs in forced colours', { tag: '@once' }, async ({ page }) => {
  const background = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor)

  await page.goto('/?gallery&state=invite-dialog-chosen-people')
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toHaveCount(2)
  expect(await background('[role="option"][aria-selected="true"] .ci-person__box')).not.toBe(
    await background('[role="option"][aria-selected="false"] .ci-person__box'),
  )

  await page.goto('/?gallery&state=invitation-list-panel-every-state')
  await expect(page.getByRole('button', { name: /^All/, pressed: true })).toBeVisible()
  expect(await background('.ci-filter[aria-pressed="true"]')).not.toBe(
    await background('.ci-filter[aria-pressed="false"]'),
  )
})

test('focus is seen in forced colours', { tag: '@once' }, async ({ page }) => {
  await page.goto('/?gallery&state=incoming-invitation-toast-ringing')
  const join = page.getByRole('button', { name: /^Join/ })
  await expect(join).toBeVisible()
  await page.keyboard.press('F8')
  const focused = page.locator(':focus')
  const outline = () =>
    focused.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return `${outlineStyle} ${outlineWidth}`
    })
  expect(await outline()).toBe('solid 2px')
})
