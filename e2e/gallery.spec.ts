import { COLOUR_RULES, loadAxe, violations } from './axe'
import { expect, test } from './fixtures'
import { openGallery, show } from './gallery'

test('every component in every state is accessible', { tag: '@once' }, async ({ page }) => {
  test.setTimeout(150_000)
  const scenes = await openGallery(page)
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
  for (const href of scenes) {
    await show(page, href, 'theme=light')
    expect.soft(await violations(page), href).toEqual([])
  }
})

test(
  'every component in every state is accessible in the dark',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(150_000)
    const scenes = await openGallery(page)
    await loadAxe(page)
    for (const href of scenes) {
      await show(page, href, 'theme=dark')
      expect.soft(await violations(page, COLOUR_RULES), href).toEqual([])
    }
  },
)

test('a scene speaks the language of its address', async ({ page }) => {
  await page.goto('/?gallery&state=invitation-list-panel-empty&lang=ar')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.locator('html')).toHaveAttribute('data-shown', 'invitation-list-panel-empty')
  await expect(page.getByRole('region')).toHaveAttribute('dir', 'rtl')
})
