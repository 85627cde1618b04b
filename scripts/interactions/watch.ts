import type { Page } from 'playwright-core'
import { z } from 'zod'

/** How long a page is left alone before its interactions are read, in milliseconds: what they begin has come to an end then. */
const REST = 700

/** Keeps the longest of the interactions that the browser reports. */
export async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(window, 'longestInteraction', 0)
    const options = { type: 'event', durationThreshold: 16 }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const isInteraction = Number(Reflect.get(entry, 'interactionId')) > 0
        const before = Number(Reflect.get(window, 'longestInteraction'))
        if (isInteraction) Reflect.set(window, 'longestInteraction', Math.max(before, entry.duration))
      }
    }).observe(options)
  })
}

/**
 * From the press to the next picture, the longest since it was asked last, in milliseconds by the browser's steps of 8; 0 for less
 * than 16.
 */
export async function longestOf(page: Page): Promise<number> {
  const longest: unknown = await page.evaluate(async (rest) => {
    await new Promise((resolve) => setTimeout(resolve, rest))
    const time: unknown = Reflect.get(window, 'longestInteraction')
    Reflect.set(window, 'longestInteraction', 0)
    return time
  }, REST)
  return z.number().parse(longest)
}
