import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** All of axe's rules for WCAG 2.2 AA: the size of targets (2.5.8) is one that it leaves off by itself. */
const run = `axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then((result) =>
  result.violations.map((rule) => [rule.id, ...rule.nodes.map((node) => node.html + node.failureSummary)]))`

/** What axe finds in the page as it stands: of each rule its id and the elements that break it. */
export async function findViolations(page: Page): Promise<string[][]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source)
  return z.array(z.array(z.string())).parse(await page.evaluate(run))
}
