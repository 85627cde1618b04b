import type { Page } from 'playwright-core'

/**
 * Waits until every island of the page that loads at once has its script: a click before that does what the page does without
 * scripts, which is right too, but another thing to look at.
 */
export async function awake(page: Page): Promise<void> {
  const asleep = page.locator('astro-island[ssr]:is([client=load], [client=idle])')
  while ((await asleep.count()) > 0) await asleep.first().waitFor({ state: 'detached' })
  // Parts of an island wake in turns after it; what only they can do is invisible until then.
  await page.locator('.noscript\\:hidden.invisible').first().waitFor({ state: 'detached' })
}
