import type { Page } from 'playwright-core'

/**
 * Waits until every island of the page that loads at once has its script: a click before that does what the page does without
 * scripts, which is right too, but another thing to look at.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction("!document.querySelector('astro-island[ssr]:is([client=load], [client=idle])')")
}
