import { selectors, type Page } from 'playwright-core'
import { vi } from 'vitest'

/** Islands that load at once and have not woken yet, parts of one that wake in turns after it and are invisible until then, and scripts' lists. */
const asleep = [
  'astro-island[ssr][client=load]',
  'astro-island[ssr][client=idle]',
  'astro-island[ssr][client=only]',
  '.noscript\\:hidden.invisible',
  '#note-list:not([data-awake])',
].join(', ')

/** `unready=css` is the root of a page that has not loaded, or that holds what the CSS selects. Call it once, before any page is open. */
export async function registerUnready(): Promise<void> {
  const makeEngine = () => ({
    queryAll(root: Node, css: string) {
      const page = root.ownerDocument ?? document
      const isReady = page.readyState === 'complete' && page.querySelector(css) === null
      return isReady ? [] : [page.documentElement]
    },
    query(root: Node, css: string) {
      return this.queryAll(root, css)[0]
    },
  })
  await selectors.register('unready', makeEngine, { contentScript: true })
}

/**
 * Waits until the page has loaded and every island that loads at once has its script: a press before that does what the page does
 * without scripts, which is right too, but another thing to look at.
 */
export async function awake(page: Page): Promise<void> {
  await page.waitForLoadState()
  const islands = page.locator(asleep)
  await vi.waitUntil(async () => (await islands.count()) === 0, { timeout: 15_000, interval: 20 })
}

/**
 * Lets every click, every typing into a field and every `waitFor` on this page, wherever it leads, begin when it has loaded and is awake.
 * What does not wait by itself does not wait for this: `page.keyboard`, `count()`, `evaluate()`. They want `awake()` before them.
 */
export async function actWhenAwake(page: Page, javaScript: boolean): Promise<void> {
  const island = javaScript ? asleep : 'never-awake'
  const wait = () => (javaScript ? awake(page) : page.waitForLoadState())
  // Playwright itself would look again only after half a second.
  await page.addLocatorHandler(page.locator(`unready=${island}`), wait, { noWaitAfter: true })
}
