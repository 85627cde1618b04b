import type { Page } from 'playwright-core'

/** Scrolls to every chart of a page, which is drawn when it comes into sight, and waits until it is. */
export async function drawCharts(page: Page): Promise<void> {
  for (const chart of await page.locator('[data-slot=chart]').all()) {
    await chart.scrollIntoViewIfNeeded()
    await chart.locator('svg').first().waitFor()
  }
}
