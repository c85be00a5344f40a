import { expect, test } from './fixtures'

test('from the first screen into a room, and out to the lobby', async ({ page }) => {
  await test.step('the first screen leads into a room without instructions', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
    await page.getByRole('radio', { name: 'Cat' }).check({ force: true })
    await page.getByRole('textbox', { name: 'Room', exact: true }).fill('design review')
    await page.getByRole('textbox', { name: 'Name shown to others' }).fill('Design review 3')
    await page.getByRole('button', { name: 'Enter the room' }).click()
    await expect(page.getByRole('heading', { name: 'Design review 3' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'In the room' })).toContainText('Cat')
    await expect(page).toHaveURL(/user=cat.*room=design\+review/)

    await page.reload()
    await expect(page.getByRole('list', { name: 'In the room' })).toContainText('Cat')
  })

  await test.step('leaving leads to the lobby, and the address follows', async () => {
    await page.getByRole('button', { name: 'Leave' }).click()
    await expect(page.getByRole('heading', { name: 'Hello Cat' })).toBeVisible()
    await expect(page).not.toHaveURL(/room=/)
  })

  await test.step('a room field says what is wrong while one types', async () => {
    await page.getByRole('textbox', { name: 'Room' }).fill('a/b')
    await expect(page.getByText('not possible in one: /')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Enter the room' })).toBeDisabled()
  })
})

test('a room id that cannot be one is explained, with a way on', async ({ page }) => {
  await page.goto('/?user=ann&room=caf%C3%A9%2Fmonday')
  const explanation = page.getByRole('main').getByRole('alert')
  await expect(explanation).toContainText('“café/monday” is not a room id.')
  await expect(explanation).toContainText('not possible in one: é /')
  await page.getByRole('button', { name: 'Enter this room instead' }).click()
  await expect(page.getByRole('heading', { name: 'cafe-monday' })).toBeVisible()
  await expect(page).toHaveURL(/room=cafe-monday/)
})

test(
  'a person who cannot be anybody is explained, with a way back',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto(`/?user=${'x'.repeat(65)}&room=weekly`)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('user')
    await page.getByRole('button', { name: 'Back to the start' }).click()
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  },
)

test(
  'language and direction follow the address and the menu',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto('/?user=ann&room=weekly&lang=zh-CN&dir=rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await page.getByRole('button', { name: '邀请成员' }).first().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()

    await page.getByRole('button', { name: '设置' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await page.getByRole('menuitemradio', { name: 'Left to right' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Invite people' }).first()).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
    await expect(page).not.toHaveURL(/lang=zh-CN/)
  },
)

test('the theme follows the address', async ({ page }) => {
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.goto('/?theme=light')
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  const light = await background()
  await page.goto('/?theme=dark')
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  expect(await background()).not.toBe(light)
})

test('a browser that refuses storage says that nobody else can be called', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get: () => undefined })
  })
  await page.goto('/?user=ann&room=weekly')
  await expect(page.getByText('This browser refuses to store anything')).toBeVisible()
  await expect(page.getByRole('list', { name: 'In the room' })).toContainText('Ann')
})

test('what happens is logged, and another person takes over', async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')

  await test.step('the event log tells what happened', async () => {
    await ann.click(ann.page.getByRole('button', { name: 'Event log' }))
    const log = ann.page.getByRole('dialog', { name: 'Event log' })
    await expect(log).toBeVisible()
    await ann.call('cat')
    await expect(log.getByRole('listitem').filter({ hasText: 'Cat is on the list' })).toBeVisible()
  })

  await test.step('becoming somebody else takes over their calls', async () => {
    await ben.click(ben.page.getByRole('button', { name: 'You are Ben' }))
    await ben.click(ben.page.getByRole('menuitem', { name: 'Cat', exact: true }))
    await expect(ben.page).toHaveURL(/user=cat/)
    await expect(ben.card('ann', room)).toBeVisible()
  })
})
