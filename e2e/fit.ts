import type { Page } from '@playwright/test'

/**
 * What of the kit does not fit, in words: parts that stick out of the screen on either side, parts whose content is cut
 * off, and shortened texts that nobody can read in full.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const TOLERANCE = 1
    const width = document.documentElement.clientWidth
    const found: string[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${element.textContent?.trim().slice(0, 40)}"`

    /** Made to scroll sideways, a placeholder, an invisible box around cards, or not to be seen at all. */
    const isExempt = (element: Element) => {
      if (
        element.matches('.ci-calls') ||
        element.closest('.ci-filters, .ci-skeleton, [aria-hidden="true"]')
      )
        return true
      for (let one: Element | null = element; one; one = one.parentElement) {
        if (getComputedStyle(one).clipPath !== 'none') return true
      }
      return false
    }
    const clips = (style: CSSStyleDeclaration) => style.overflowX !== 'visible'
    const isInsideClip = (element: Element) => {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) {
        if (parent === document.body) return false
        if (clips(getComputedStyle(parent))) return true
      }
      return false
    }
    const canBeReadInFull = (element: Element) => {
      const text = element.textContent?.trim() ?? ''
      const titled = element.closest('[title]') ?? element.querySelector('[title]')
      return titled?.getAttribute('title')?.includes(text) ?? false
    }

    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways')
    for (const element of document.querySelectorAll('.ci-scope, .ci-scope *')) {
      if (isExempt(element) || element.closest('svg') || !element.checkVisibility()) continue
      const style = getComputedStyle(element)
      const { left, right } = element.getBoundingClientRect()
      if (!isInsideClip(element) && (left < -TOLERANCE || right > width + TOLERANCE)) {
        found.push(`sticks out (${left} to ${right} of ${width}): ${name(element)}`)
      }
      const isCutOff =
        (clips(style) && element.scrollWidth > element.clientWidth + TOLERANCE) ||
        (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + TOLERANCE)
      if (element.matches('button') && element.scrollWidth > element.clientWidth + TOLERANCE) {
        found.push(`says more than it has room for: ${name(element)}`)
      }
      if (!isCutOff) continue
      if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) continue
      const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      if (!isShortened) {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
        const sizes = `${scrollWidth} in ${clientWidth}, ${scrollHeight} in ${clientHeight}`
        found.push(`is cut off (${sizes}): ${name(element)}`)
      } else if (!canBeReadInFull(element)) found.push(`is shortened for good: ${name(element)}`)
    }
    return found
  })
}

/** Buttons and fields of the kit that cannot be brought into sight, or that something else covers. */
export function unreachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      '.ci-scope :is(button, input, select, [role="option"])',
    )
    return [...controls]
      .filter((control) => control.checkVisibility() && !control.closest('[inert]'))
      .flatMap((control) => {
        control.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        // That also scrolls what no user can scroll.
        for (let one = control.parentElement; one; one = one.parentElement) {
          if (getComputedStyle(one).overflowY === 'hidden') one.scrollTop = 0
        }
        const { left, top, width, height } = control.getBoundingClientRect()
        const hit = document.elementFromPoint(left + width / 2, top + height / 2)
        // What has opened above the rest closes again.
        const isBelowMenu = hit?.closest('.ci-menu__content, .ci-qr__card')
        const isHit =
          isBelowMenu || (hit !== null && (control.contains(hit) || hit.contains(control)))
        return isHit ? [] : [`${control.className} "${control.textContent?.trim()}"`]
      })
  })
}
