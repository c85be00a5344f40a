import { expect, test } from './fixtures'

test('two devices side by side', async ({ page }) => {
  await page.goto('/?view=two&user=ann&second=ben&room=weekly')
  const first = page.frameLocator('iframe >> nth=0')
  const second = page.frameLocator('iframe >> nth=1')
  await expect(second.getByText('Reachable for calls')).toBeVisible()
  await expect(second.getByRole('heading', { name: 'Hello Ben' })).toBeVisible()

  await test.step('both devices take on the theme', async () => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    for (const device of [first, second]) {
      await expect(device.locator('html')).toHaveAttribute('style', /color-scheme: dark/)
    }
    await page.keyboard.press('Escape')
  })

  await test.step('one can be given to somebody else', async () => {
    await page.getByRole('combobox', { name: 'Second device' }).selectOption('Eve')
    await expect(second.getByRole('heading', { name: 'Hello Eve' })).toBeVisible()
    await expect(page).toHaveURL(/second=eve/)
  })

  await test.step('they call each other', async () => {
    await first.getByRole('button', { name: 'Invite people' }).first().click()
    await first.getByRole('option', { name: /^Eve/ }).click()
    await first.getByRole('button', { name: 'Call 1 person' }).click()
    await second
      .getByRole('region', { name: 'Invitation from Ann to weekly' })
      .getByRole('button', { name: /^Join/ })
      .click()
    await expect(first.getByRole('list', { name: 'In the room' })).toContainText('Eve')
    await expect(page).toHaveURL(/secondRoom=weekly/)
  })
})
