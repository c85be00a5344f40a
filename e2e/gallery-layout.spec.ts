import { expect, test } from './fixtures'

test('unfolded calls stay in the middle', async ({ page }) => {
  await page.goto('/?gallery&state=incoming-invitation-toast-all-unfolded-at-the-top')
  await expect(page.getByRole('button', { name: 'Show fewer' })).toBeVisible()
  const card = await page.locator('.ci-call').first().boundingBox()
  const width = await page.evaluate(() => document.documentElement.clientWidth)
  expect(card!.x + card!.width / 2).toBeCloseTo(width / 2, 0)
})

test('calls that are more than fit on a small phone scroll together', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 320, height: 568 })
  await page.goto('/?gallery&state=incoming-invitation-toast-more-answers-of-several')
  const more = page.getByRole('button', { name: '1 more' })
  await expect(more).not.toBeInViewport()
  await page.getByText('Decline with a reply').hover()
  await page.mouse.wheel(0, 1_000)
  await expect(more).toBeInViewport({ ratio: 1 })
  await more.click()
  await expect(page.getByRole('button', { name: 'Show fewer' })).toBeAttached()
})

test('an empty search field takes no line of its own below the chips', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/?gallery&state=invite-dialog-chosen-people')
  const field = page.getByRole('combobox', { name: 'Search people' })
  const chip = page.getByRole('button', { name: 'Remove Cat' })
  await expect(chip).toBeVisible()
  const chipBox = await chip.boundingBox()
  const fieldBox = await field.boundingBox()
  expect(fieldBox!.y).toBeLessThan(chipBox!.y)
  expect(fieldBox!.width).toBeGreaterThanOrEqual(24)
})

test('a reply keeps its direction among words of the other one', async ({ page }) => {
  await page.goto('/?gallery&state=invitation-list-panel-every-state&lang=ar')
  const reply = page.getByText('«In 10 minutes»')
  await expect(reply).toBeVisible()
  expect(await reply.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
})
