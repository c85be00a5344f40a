import { loadAxe, violations } from './axe'
import { expect, test } from './fixtures'

/** How the SDK's core begins, which lies in its code as text. */
const SDK_CORE = 'base64,AGFzbQ'
/** Less than it is long, and more than everything else together, in characters. */
const SDK_LENGTH = 4_000_000

test(
  'the page for the TRTC SDK says plainly what is missing',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto('/?backend=sdk')
    const appId = page.getByRole('textbox', { name: 'SDKAppID' })
    await expect(appId).toHaveAccessibleDescription('The number of the application.')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(appId).toBeFocused()
    await expect(appId).toHaveAccessibleDescription('The SDKAppID is missing: a whole number.')
    const userSig = page.getByRole('textbox', { name: 'UserSig' })
    await expect(userSig).toHaveAccessibleDescription('The UserSig is missing.')
    await loadAxe(page)
    expect(await violations(page)).toEqual([])

    await appId.fill('1400000001')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'User ID' })).toBeFocused()
  },
)

test(
  'the address may say part of it, and says the rest is missing',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto('/?backend=sdk&sdkAppId=1400000001&user=ann')
    await expect(page.getByRole('textbox', { name: 'SDKAppID' })).toHaveValue('1400000001')
    await expect(page.getByRole('textbox', { name: 'User ID' })).toHaveValue('ann')
    await expect(page.getByRole('textbox', { name: 'UserSig' })).toHaveAccessibleDescription(
      'The UserSig is missing.',
    )
  },
)

test('the SDK is loaded for nobody else', { tag: '@once' }, async ({ page, request }) => {
  const addresses = new Set<string>()
  page.on('request', (sent) => {
    if (sent.resourceType() === 'script') addresses.add(sent.url())
  })
  await page.goto('/?user=ann')
  await expect(page.getByRole('heading', { name: 'Hello Ann' })).toBeVisible()
  // some parts come only when the page has nothing else to do
  await page.waitForLoadState('networkidle')

  // Asked for again: what a page has received may be gone by the time one looks.
  const parts = await Promise.all(
    [...addresses].map(async (address) => (await request.get(address)).text()),
  )
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.filter((code) => code.includes(SDK_CORE))).toEqual([])
  expect(parts.join('').length).toBeLessThan(SDK_LENGTH)
})
