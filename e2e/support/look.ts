import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations } from './axe'
import { atFullSpeed, resize, type Visit } from './browser'
import { saveScreenshots } from './screenshot'

/** Resolves once the page is drawn in its new colours: a transition half-way has neither theme's contrast. */
const settled = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))`

/**
 * Takes the pictures of a page as it stands, and fails when it is wider than a phone, or when axe finds something in it, as wide as
 * the visit or a phone, light or dark.
 */
export async function look(visit: Visit, name: string): Promise<void> {
  await atFullSpeed(visit.page, () => lookClosely(visit, name))
}

async function lookClosely(visit: Visit, name: string): Promise<void> {
  await saveScreenshots(visit, name)
  const { page, theme, width } = visit
  for (const wide of new Set([360, width])) {
    await resize(visit, wide)
    if (wide === 360) await expectNoWider(page, name)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(settled)
      expect(await findViolations(page), `${name}, ${colorScheme}, ${wide}`).toEqual([])
    }
  }
  await page.emulateMedia({ colorScheme: theme, reducedMotion: null })
}

async function expectNoWider(page: Page, name: string): Promise<void> {
  const most = await page.evaluate('document.documentElement.scrollWidth')
  expect(most, `${name}, width`).toBeLessThanOrEqual(360)
}
