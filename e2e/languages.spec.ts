import { expect, test } from './fixtures'

test(
  'the menu offers all languages of the kit, each by its own name',
  { tag: '@once' },
  async ({ open, room }) => {
    const { page } = await open('ann', { room })
    await page.getByRole('button', { name: 'Settings' }).click()
    const languages = page.getByRole('group', { name: 'Language' }).getByRole('menuitemradio')
    await expect(languages).toHaveText([
      'English',
      '简体中文',
      '繁體中文',
      '日本語',
      '한국어',
      'Deutsch',
      'Français',
      'Español',
      'Português (Brasil)',
      'العربية',
    ])
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expect(page.getByRole('region', { name: 'Eingeladene' })).toBeVisible()
    await expect(page).toHaveURL(/lang=de/)
    await page.reload()
    await expect(page.getByRole('region', { name: 'Eingeladene' })).toBeVisible()
  },
)

test('the direction follows the language', { tag: '@once' }, async ({ page }) => {
  await page.goto('/?user=ann&room=weekly&lang=ar')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('dir', 'rtl')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Français' }).click()
  await expect(html).toHaveAttribute('dir', 'ltr')
  await expect(html).toHaveAttribute('lang', 'fr')
})

test(
  'the kit and the words around it each say what language they are in',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto('/?user=ann&room=weekly&lang=de')
    const languageOf = (element: Element) => element.closest('[lang]')?.getAttribute('lang')
    const dock = page.getByRole('button', { name: 'Leave' })
    const panel = page.getByRole('region', { name: 'Eingeladene' })
    expect(await dock.evaluate(languageOf)).toBe('en')
    expect(await panel.evaluate(languageOf)).toBe('de')

    await page.getByRole('button', { name: 'Invite people' }).click()
    expect(await page.getByRole('dialog').evaluate(languageOf)).toBe('de')
  },
)
