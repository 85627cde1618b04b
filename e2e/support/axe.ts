import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

/**
 * All of axe's rules for WCAG 2.2 AA: the size of targets (2.5.8) is one that it leaves off by itself. What a bar that sticks to the window
 * covers in part is not small: one scrolls.
 */
const run = `axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then((result) =>
  result.violations
    .map((rule) => [rule.id, ...rule.nodes
      .filter((node) => !node.any.some(({ data }) => data?.messageKey === 'partiallyObscured'))
      .map((node) => node.html + node.failureSummary)])
    .filter((rule) => rule.length > 1))`

/** What axe finds in the page as it stands: of each rule its id and the elements that break it. */
export async function findViolations(page: Page): Promise<string[][]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  return z.array(z.array(z.string())).parse(await page.evaluate(run))
}
