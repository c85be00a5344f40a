import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures'

/** Goes on with Tab, at most so often, until something has the focus. */
async function tabTo(target: Locator, presses: number) {
  for (; presses > 0; presses--) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await target.page().keyboard.press('Tab')
  }
}

test('a call is made, found and joined without a mouse', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const field = ben.page.getByRole('textbox', { name: 'Room' })
  await field.focus()

  await test.step('from the dialog to the call', async () => {
    const { page, dialog } = ann
    const opener = page.getByRole('button', { name: 'Invite people' }).first()
    await page.bringToFront()
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('combobox', { name: 'Search people' })).toBeFocused()
    await page.keyboard.type('ben')
    await expect(ann.option('ben')).toBeVisible()
    await expect(ann.people.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const call = dialog.getByRole('button', { name: 'Call 1 person' })
    await expect(call).toBeVisible()
    await tabTo(call, 12)
    await page.keyboard.press('Enter')
    await expect(ann.row('ben')).toContainText('Calling')
    await expect(dialog).toBeHidden()
    await expect(opener).toBeFocused()
  })

  await test.step('F8 leads to the ringing card, Escape back, Join into the room', async () => {
    const { page } = ben
    const card = ben.card('ann', room)
    await expect(card).toBeVisible()
    await page.bringToFront()
    await expect(field).toBeFocused()
    await page.keyboard.press('F8')
    await expect
      .poll(() => card.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect(field).toBeFocused()

    await page.keyboard.press('F8')
    await tabTo(card.getByRole('button', { name: /^Join/ }), 6)
    await page.keyboard.press('Enter')
    await expect(ben.member('ann')).toBeVisible() // what was focused is gone: it goes on in the room
    await expect(page.getByRole('main')).toBeFocused()
  })
})
