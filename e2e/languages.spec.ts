import { expect, test } from './fixtures'

test('the languages of the kit are chosen from a menu', { tag: '@once' }, async ({ page }) => {
  await page.goto('/?user=ann&room=weekly&lang=ar')
  const html = page.locator('html')
  const settings = page.getByRole('button', { name: 'Settings' })

  await test.step('the menu offers all languages of the kit, each by its own name', async () => {
    await settings.click()
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
  })

  await test.step('the direction follows the language', async () => {
    await expect(html).toHaveAttribute('dir', 'rtl')
    await page.getByRole('menuitemradio', { name: 'Français' }).click()
    await expect(html).toHaveAttribute('dir', 'ltr')
    await expect(html).toHaveAttribute('lang', 'fr')
  })

  const panel = page.getByRole('region', { name: 'Eingeladene' })

  await test.step('a reload keeps what was chosen, by the address', async () => {
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
    await expect(panel).toBeVisible()
    await expect(page).toHaveURL(/lang=de/)
    await page.reload()
    await expect(panel).toBeVisible()
  })

  await test.step('the kit and the words around it each say what language they are in', async () => {
    const languageOf = (element: Element) => element.closest('[lang]')?.getAttribute('lang')
    const dock = page.getByRole('button', { name: 'Leave' })
    expect(await dock.evaluate(languageOf)).toBe('en')
    expect(await panel.evaluate(languageOf)).toBe('de')

    await page.getByRole('button', { name: 'Invite people' }).click()
    expect(await page.getByRole('dialog').evaluate(languageOf)).toBe('de')
  })
})
