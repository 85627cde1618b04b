import { join } from 'node:path'
import { resize, type Visit } from './browser'

const folder = 'test-results/screenshots'

/**
 * With `SCREENSHOTS=1` in the environment, saves the page as it stands, in full, light and dark, on a phone, a tablet and a screen, as
 * `test-results/screenshots/<name>-<theme>-<width>.png`; nobody looks at those of a run of all tests, and they take half its time. The
 * visit keeps its theme and its width, and is at the top.
 */
export async function saveScreenshots(visit: Visit, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return
  const { page, theme, width } = visit
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const narrowOrWide of [360, 768, 1280]) {
        await resize(visit, narrowOrWide)
        await page.evaluate('scrollTo(0, 0)') // What sticks to the top would stand amid a page that is scrolled.
        const path = join(folder, `${name}-${colorScheme}-${narrowOrWide}.png`)
        await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      }
    }
  } finally {
    await page.emulateMedia({ colorScheme: theme })
    await resize(visit, width)
  }
}
