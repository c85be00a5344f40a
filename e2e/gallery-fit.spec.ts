import { expect, test } from './fixtures'
import { misfits, unreachable } from './fit'
import { openGallery, settle, show } from './gallery'

const panels = /^(invitation-list-panel|missed)/

// Each width once in each browser; the other direction is a matter of the css alone.
const narrow = [
  { width: 320, lang: 'en', only: /./ },
  { width: 320, lang: 'ar', only: /./, tag: '@once' },
  // A side panel may be as narrow as this.
  { width: 280, lang: 'ar', only: panels },
  { width: 280, lang: 'en', only: panels, tag: '@once' },
]

for (const { width, lang, only, tag = [] } of narrow) {
  test(`nothing is cut off at ${width} px: ${lang}`, { tag }, async ({ page }) => {
    test.setTimeout(90_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 640 })
    for (const href of await openGallery(page, { only })) {
      await show(page, href, `theme=light&lang=${lang}`)
      await settle(page)
      expect.soft(await misfits(page), href).toEqual([])
    }
  })
}

test.describe('at 200 %', () => {
  test.use({ viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 })

  test('everything fits and every control can be reached', { tag: '@once' }, async ({ page }) => {
    test.setTimeout(90_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const href of await openGallery(page)) {
      await show(page, href, 'theme=light')
      await settle(page)
      expect.soft(await misfits(page), href).toEqual([])
      expect.soft(await unreachable(page), href).toEqual([])
    }
  })
})

test('every control can be reached on a small phone', { tag: '@once' }, async ({ page }) => {
  test.setTimeout(90_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 320, height: 568 })
  for (const href of await openGallery(page)) {
    await show(page, href, 'theme=light')
    await settle(page)
    expect.soft(await unreachable(page), href).toEqual([])
  }
})
