import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

// Everywhere else less motion is asked for, as the system of a user may do. Here everything moves, and what waits for
// the end of a movement gets there.
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

/**
 * Notes from now on which animations and transitions begin, by name or property. That they end shows in what is gone
 * afterwards: Vue takes a card away by its own timer, which may come a moment before the event of the end.
 */
async function watchMotion(page: Page) {
  await page.evaluate(() => {
    const begun = new Set<string>()
    document.addEventListener('animationstart', (event) => begun.add(event.animationName), true)
    document.addEventListener('transitionrun', (event) => begun.add(event.propertyName), true)
    Object.assign(window, { begun })
  })
  return (name: string) =>
    expect
      .poll(
        () =>
          page.evaluate(
            (one) => (window as unknown as { begun: Set<string> }).begun.delete(one),
            name,
          ),
        { message: `${name} begins` },
      )
      .toBe(true)
}

// Firefox is told to move nothing for all its pages.
test('what moves comes to its end', { tag: '@once' }, async ({ open, room }) => {
  const ann = await open('ann', { room })
  const ben = await open('ben')
  const card = ben.card('ann', room)
  const annSees = await watchMotion(ann.page)
  const benSees = await watchMotion(ben.page)

  await test.step('the dialog fades in and out, and what is chosen comes in', async () => {
    await ann.openDialog()
    await annSees('ci-fade-in')
    await ann.click(ann.option('ben'))
    await annSees('ci-chip-in')
    await ann.page.keyboard.press('Escape')
    await annSees('ci-fade-in')
    await expect(ann.dialog).toHaveCount(0)
  })

  await test.step('a call closes the dialog, and its card comes in', async () => {
    await ann.openDialog()
    await ann.click(ann.dialog.getByRole('button', { name: 'Call 1 person' }))
    await expect(ann.dialog).toHaveCount(0)
    await ben.page.bringToFront()
    await expect(card).toBeVisible()
    await benSees('transform')
  })

  await test.step('its ring ticks', async () => {
    const left = card.locator('.ci-countdown__left')
    const offset = () => left.evaluate((ring) => getComputedStyle(ring).strokeDashoffset)
    const before = await offset()
    await expect.poll(offset).not.toBe(before)
  })

  await test.step('its replies drop in, and what is answered leaves', async () => {
    await ben.click(card.getByRole('button', { name: /^More/ }))
    await benSees('ci-drop-in')
    await ben.decline('ann', room)
    await benSees('transform')
    await expect(card).toHaveCount(0)
  })
})
