import type { Page } from '@playwright/test'
import { loadAxe, violations } from './axe'
import { expect, test } from './fixtures'

const CARDS = '[aria-label^="Invitation from"]'

/**
 * Checks a page as it is now, then colours in the dark: of the whole page, or of the parts that were not there when
 * the rest was checked.
 */
async function expectAccessible(page: Page, added?: string) {
  await page.bringToFront()
  await loadAxe(page)
  expect(await violations(page)).toEqual([])
  const setScheme = (scheme: string) =>
    page.evaluate((value) => void (document.documentElement.style.colorScheme = value), scheme)
  await setScheme('dark')
  expect(await violations(page, ['color-contrast'], added), 'in the dark').toEqual([])
  await setScheme('light')
}

const params = { theme: 'light' }
// axe reads the document, which every browser builds alike.
const tag = '@once'

test('start, lobby and a bad room id are accessible', { tag }, async ({ page, open }) => {
  await page.goto('/?theme=light')
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/?theme=light&user=ann&room=a%2Fb')
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expectAccessible(page)
  const ben = await open('ben', { params })
  await expectAccessible(ben.page)
})

test(
  'conference, dialog and panel are accessible in every state',
  { tag },
  async ({ open, room }) => {
    const ann = await open('ann', { room, params })
    await expectAccessible(ann.page)
    const ben = await open('ben', { room, params })
    const cat = await open('cat', { params })
    await ann.call('cat', 'dan')
    await cat.decline('ann', room)
    await expect(ann.row('cat')).toContainText('Declined')
    await expectAccessible(ann.page)
    await expectAccessible(ben.page)
    await ann.openDialog()
    await ann.click(ann.option('eve'))
    await expectAccessible(ann.page, '[role="dialog"]')
  },
)

test(
  'ringing cards are accessible, also as a stack and at their end',
  { tag },
  async ({ open, room }) => {
    const ann = await open('ann', { room, params })
    const dan = await open('dan', { room: 'second', params })
    const ben = await open('ben', { params })
    await ann.call('ben')
    await dan.call('ben')
    await expect(ben.cards).toHaveCount(2)
    await expectAccessible(ben.page, CARDS)
    await ben.click(ben.card('dan', 'second').getByRole('button', { name: /^More/ }))
    await expectAccessible(ben.page, CARDS)
    await ann.click(ann.panel.getByRole('button', { name: 'Cancel call to Ben' }))
    await expect(ben.card('ann', room)).toContainText('Cancelled by Ann')
    await expectAccessible(ben.page, CARDS)
  },
)

test('menus, missed calls and the event log are accessible', { tag }, async ({ open, room }) => {
  const { page } = await open('ann', { room, params })
  for (const name of ['You are Ann', 'Network conditions', 'Settings']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expectAccessible(page, '[role="menu"]')
    await page.keyboard.press('Escape')
  }
  await page.getByRole('button', { name: 'Missed invitations' }).click()
  await expect(page.getByRole('region', { name: 'Missed invitations' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Event log' }).click()
  await expectAccessible(page)
})
