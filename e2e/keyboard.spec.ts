import { expect, test } from './fixtures'

test('from the dialog to the call without a mouse', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const { page } = ann
  await page.bringToFront()
  await page.getByRole('button', { name: 'Invite people' }).first().focus()
  await page.keyboard.press('Enter')
  await expect(ann.dialog.getByRole('combobox', { name: 'Search people' })).toBeFocused()
  await page.keyboard.type('cat')
  await expect(ann.option('cat')).toBeVisible()
  await expect(ann.people.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const call = ann.dialog.getByRole('button', { name: 'Call 1 person' })
  await expect(call).toBeVisible()
  for (let presses = 0; presses < 12; presses++) {
    if (await call.evaluate((button) => button === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(ann.row('cat')).toContainText('Calling')
  await expect(ann.dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Invite people' }).first()).toBeFocused()
})

test('F8 leads to the ringing card, Escape back, Join into the room', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const { page } = ben
  const field = page.getByRole('textbox', { name: 'Room' })
  await field.focus()
  await ann.call('ben')
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
  const join = card.getByRole('button', { name: /^Join/ })
  for (let presses = 0; presses < 6; presses++) {
    if (await join.evaluate((button) => button === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(ben.member('ann')).toBeVisible() // what was focused is gone: it goes on in the room
  await expect(page.getByRole('main')).toBeFocused()
})
