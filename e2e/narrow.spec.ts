import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

test.use({ viewport: { width: 320, height: 640 } })

async function expectNoSidewaysScrolling(page: Page) {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)
}

test('inviting and joining fit on a narrow phone', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  await expectNoSidewaysScrolling(ben.page)
  await ann.openDialog()
  await expectNoSidewaysScrolling(ann.page)
  await ann.click(ann.option('ben'))
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 1 person' }))
  await expect(ann.row('ben')).toContainText('Calling')
  await expectNoSidewaysScrolling(ann.page)

  const card = ben.card('ann', room)
  await expect(card).toBeInViewport({ ratio: 1 })
  await expectNoSidewaysScrolling(ben.page)
  await ben.join('ann', room)
  await expect(ben.member('ann')).toBeVisible()
  await expectNoSidewaysScrolling(ben.page)
})

test('the first screen and the two devices fit on a narrow phone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await page.getByRole('link', { name: 'Two devices side by side' }).click()
  await expect(page.frameLocator('iframe >> nth=1').getByText('Reachable for calls')).toBeVisible()
  await expectNoSidewaysScrolling(page)
})
