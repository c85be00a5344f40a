import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

async function switchOffline(page: Page) {
  await page.bringToFront()
  await page.getByRole('button', { name: 'Network conditions' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Offline' }).click()
  await page.keyboard.press('Escape')
}

test('offline, nothing chosen is lost, and back online everything is up to date', async ({
  open,
  room,
}) => {
  const ann = await open('ann', { room })
  const cat = await open('cat')
  await ann.call('cat')
  await switchOffline(ann.page)
  await expect(ann.panel).toContainText(/Showing the list as of/)

  await ann.openDialog()
  await ann.click(ann.option('ben'))
  await expect(ann.dialog).toContainText('You are offline')
  await cat.decline('ann', room)
  await ann.page.bringToFront()
  await ann.page.keyboard.press('Escape')
  await expect(ann.row('cat')).toContainText('Calling')

  await ann.click(ann.page.getByRole('button', { name: 'Back to good' }))
  await expect(ann.row('cat')).toContainText('Declined')
  await ann.openDialog()
  await ann.click(ann.dialog.getByRole('button', { name: 'Call 1 person' }))
  await expect(ann.row('ben')).toContainText('Calling')
})
