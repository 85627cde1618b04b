import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

/**
 * All of axe's rules for WCAG 2.2 AA: the size of targets (2.5.8) is one that it leaves off by itself. What a bar that sticks to the window
 * covers in part, or what is dragged over it, is not small: one scrolls, or lets go.
 */
const run = `(() => {
  const passes = ({ target }) => {
    for (let part = document.querySelector(target[0]); part; part = part.parentElement)
      if (part.matches('[data-dragged]') || ['sticky', 'fixed'].includes(getComputedStyle(part).position)) return true
    return false
  }
  const isBehind = (node) =>
    node.any.some(({ data, relatedNodes }) => data?.messageKey === 'partiallyObscured' && relatedNodes.every(passes))
  return axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then((result) =>
    result.violations
      .map(({ id, nodes }) => [id, ...nodes.filter((node) => !isBehind(node)).map((node) => node.html + node.failureSummary)])
      .filter((rule) => rule.length > 1))
})()`

/** What axe finds in the page as it stands: of each rule its id and the elements that break it. */
export async function findViolations(page: Page): Promise<string[][]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  return z.array(z.array(z.string())).parse(await page.evaluate(run))
}
