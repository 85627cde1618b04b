import { join } from 'node:path'
import { windowHeight, type Visit } from './browser'

const folder = 'test-results/screenshots'

/**
 * Saves the page as it stands, in full, light and dark, 360 and 1280 wide, as
 * `test-results/screenshots/<name>-<theme>-<width>.png`. The visit keeps its theme and its width, and is at the top.
 */
export async function saveScreenshots({ page, theme, width }: Visit, name: string): Promise<void> {
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const narrowOrWide of [360, 1280]) {
        await page.setViewportSize({ width: narrowOrWide, height: windowHeight })
        await page.evaluate('scrollTo(0, 0)') // What sticks to the top would stand amid a page that is scrolled.
        const path = join(folder, `${name}-${colorScheme}-${narrowOrWide}.png`)
        await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      }
    }
  } finally {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width, height: windowHeight })
  }
}
