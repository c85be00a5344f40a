import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { openGallery, show } from './gallery'

/** More stops than any scene has: a list of 300 people, and what is around it. */
const MOST_STOPS = 400

interface Walk {
  /** Where Tab should have led and never did. */
  missed: string[]
  /** Where the focus made no difference to be seen. */
  unseen: string[]
}

declare global {
  interface Window {
    /** Numbers what Tab should reach and begins to note where it leads; tells how many stops there are. */
    beginWalk(): number
    /** Whether Tab has been everywhere. */
    isWalkComplete(): boolean
    /** Ends that and tells what came of it. */
    endWalk(): Promise<Walk>
  }
}

/** Everything happens inside the page: asking it after each key would take many times as long. */
function installWalk() {
  let controls: HTMLElement[] = []
  let looks = new Map<HTMLElement, string>()

  const nameOf = (element: HTMLElement) =>
    `${element.className} "${element.ariaLabel ?? element.textContent?.trim().slice(0, 40)}"`

  /** What may show the focus: the element, the field around it, the option that it is at. */
  function lookOf(element: HTMLElement, option: Element | null) {
    return [element, element.parentElement, option].map((one) => {
      if (!one) return ''
      const { outlineStyle, outlineColor, boxShadow, borderColor, backgroundColor } =
        getComputedStyle(one)
      const isTransparent = /^rgba\(.*, 0\)$/.test(outlineColor)
      const outline = outlineStyle === 'none' || isTransparent ? '' : outlineColor
      return [outline, boxShadow, borderColor, backgroundColor].join()
    })
  }

  const optionOf = (element: HTMLElement) =>
    document.getElementById(element.getAttribute('aria-activedescendant') ?? '')

  // When a key goes down, the focus has had all the time it needed to show where it is.
  function note() {
    const element = document.activeElement
    // What takes the focus only by script, such as a surface that has just opened, is no stop.
    if (!(element instanceof HTMLElement) || element.tabIndex < 0) return
    if (!looks.has(element)) looks.set(element, String(lookOf(element, optionOf(element))))
  }

  // Rows that scroll out of sight are taken out of the page, and are others when they come back.
  const missedControls = () =>
    controls.filter((control) => control.isConnected && !looks.has(control))

  window.beginWalk = () => {
    const surface = document.querySelector('[role="dialog"], [role="alertdialog"]')
    const all = (surface ?? document).querySelectorAll<HTMLElement>(
      ':is(a[href], button, input, select, textarea, summary, [tabindex]):not(:disabled)',
    )
    controls = [...all].filter(
      (control) =>
        control.tabIndex >= 0 && control.checkVisibility() && !control.closest('[inert]'),
    )
    looks = new Map()
    window.addEventListener('keydown', note, true)
    return controls.length
  }

  window.isWalkComplete = () => {
    note()
    return missedControls().length === 0
  }

  window.endWalk = async () => {
    note()
    window.removeEventListener('keydown', note, true)
    const options = new Map([...looks.keys()].map((element) => [element, optionOf(element)]))
    const last = document.activeElement
    if (last instanceof HTMLElement) last.blur()
    const changes = document.getAnimations().filter((one) => one instanceof CSSTransition)
    await Promise.all(changes.map(({ finished }) => finished.catch(() => {})))
    const unseen = [...looks].filter(
      ([element, look]) =>
        element.isConnected && look === String(lookOf(element, options.get(element) ?? null)),
    )
    return {
      missed: missedControls().map(nameOf),
      unseen: unseen.map(([element]) => nameOf(element)),
    }
  }
}

/** Goes once through everything by Tab. */
async function walk(page: Page): Promise<Walk> {
  const stops = await page.evaluate(() => window.beginWalk())
  // The first and the last stop lead out of the page and back into it.
  const round = stops + 3
  for (let presses = 0; presses < MOST_STOPS; presses += round) {
    for (let press = 0; press < round; press++) await page.keyboard.press('Tab')
    // Lists grow while one goes through them.
    if (await page.evaluate(() => window.isWalkComplete())) break
  }
  return page.evaluate(() => window.endWalk())
}

test(
  'Tab reaches everything, is seen everywhere and is never caught',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(90_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.addInitScript(installWalk)
    for (const href of await openGallery(page)) {
      await show(page, href, 'theme=light')
      expect.soft(await walk(page), href).toEqual({ missed: [], unseen: [] })
    }
  },
)

test('Tab passes a long list in one step, arrow keys go through it', async ({ page }) => {
  await page.goto('/?gallery&state=invitation-list-panel-long-list')
  const list = page.getByRole('list')
  await expect(list).toBeVisible()
  const actions = list.getByRole('button')
  const first = await actions.first().getAttribute('aria-label')
  await page.bringToFront()
  await actions.first().focus()
  await page.keyboard.press('End')
  const focused = page.locator(':focus')
  await expect(focused).not.toHaveAccessibleName(first!)
  await expect(focused).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ArrowUp')
  await expect(focused).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Home')
  await expect(focused).toHaveAccessibleName(first!)
  await expect(focused).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /unanswered again$/ })).toBeFocused()
})
