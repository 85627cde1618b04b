import type { Locator } from 'playwright-core'
import { expect } from 'vitest'

/** Fails where a part of what `what` says is left or right of the page's own area, out of sight or over the sidebar. */
export async function expectWithinPage(what: Locator): Promise<void> {
  await what.waitFor()
  const [box, main] = await Promise.all([what.boundingBox(), what.page().locator('main').boundingBox()])
  if (!box || !main) throw new Error('It takes no room.')
  expect(box.x, 'left').toBeGreaterThanOrEqual(main.x)
  expect(box.x + box.width, 'right').toBeLessThanOrEqual(main.x + main.width)
}
