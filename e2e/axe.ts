import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { settle } from './gallery'

/** Rules about what is only to be seen: another theme changes nothing else. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block', 'target-size']

/** Puts axe into a page, unless it is there since the page was loaded. */
export async function loadAxe(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
}

/**
 * What axe finds, in words, once everything that moves has come to its end; all rules unless some are named.
 * @param within selector of the parts to look at; there has to be one
 */
export async function violations(
  page: Page,
  rules: string[] = [],
  within = ':root',
): Promise<string[]> {
  await settle(page)
  return page.evaluate(
    async ([only, parts]) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe
      const { violations } = await run(parts, {
        resultTypes: ['violations'],
        ...(only.length > 0 && { runOnly: only }),
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
    },
    [rules, within] as const,
  )
}
