import axe from 'axe-core'
import { expect } from 'vitest'
import { resize, type Visit } from './browser'
import { saveScreenshots } from './screenshot'

/** Resolves once the page is drawn in its new colours: a transition half-way has neither theme's contrast. */
const settled = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))`

/**
 * Takes the pictures of a page as it stands, and fails when it is wider than a phone, or when axe finds something in it,
 * light or dark.
 */
export async function look(visit: Visit, name: string): Promise<void> {
  await saveScreenshots(visit, name)
  const { page, theme, width } = visit
  await resize(visit, 360)
  expect(await page.evaluate('document.documentElement.scrollWidth'), `${name}, width`).toBeLessThanOrEqual(
    360,
  )
  await resize(visit, width)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settled)
    await page.evaluate(axe.source)
    const violations = await page.evaluate(
      'axe.run().then((result) => result.violations.map((rule) => [rule.id, ...rule.nodes.map((node) => node.html + node.failureSummary)]))',
    )
    expect(violations, `${name}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: theme, reducedMotion: null })
}
