import { expect, test } from './fixtures'

test('two devices side by side call each other', async ({ page }) => {
  await page.goto('/?view=two&user=ann&second=ben&room=weekly')
  const ann = page.frameLocator('iframe >> nth=0')
  const ben = page.frameLocator('iframe >> nth=1')
  await expect(ben.getByText('Reachable for calls')).toBeVisible()
  await ann.getByRole('button', { name: 'Invite people' }).first().click()
  await ann.getByRole('option', { name: /^Ben/ }).click()
  await ann.getByRole('button', { name: 'Call 1 person' }).click()
  await ben
    .getByRole('region', { name: 'Invitation from Ann to weekly' })
    .getByRole('button', { name: /^Join/ })
    .click()
  await expect(ann.getByRole('list', { name: 'In the room' })).toContainText('Ben')
  await expect(page).toHaveURL(/secondRoom=weekly/)
})

test('both devices take on the theme, and one can be given to somebody else', async ({ page }) => {
  await page.goto('/?view=two&user=ann&second=ben')
  const second = page.frameLocator('iframe >> nth=1')
  await expect(second.getByRole('heading', { name: 'Hello Ben' })).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(second.locator('html')).toHaveAttribute('style', /color-scheme: dark/)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Second device' }).selectOption('Eve')
  await expect(second.getByRole('heading', { name: 'Hello Eve' })).toBeVisible()
  await expect(page).toHaveURL(/second=eve/)
})
