import type { Locator, Page } from 'playwright-core'

/** More stops than any page has. */
const MOST = 150

/**
 * What is wrong with where the focus is: it is nowhere, cannot be seen, or something lies over it. Null when all is well. A frame shows
 * its own.
 */
const faultOfFocus = `(() => {
  const own = document.activeElement
  if (own === null || own === document.body) return 'nowhere'
  if (own instanceof HTMLIFrameElement) return null
  const name = own.tagName + ' ' + (own.getAttribute('aria-label') ?? own.textContent ?? '').trim().slice(0, 60)
  const { width, height, left, top } = own.getBoundingClientRect()
  if (width < 1 || height < 1) return 'has no size: ' + name
  const shown = [own, own.parentElement].some((element) => {
    const style = getComputedStyle(element)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  })
  if (!shown) return 'is not shown: ' + name
  const y = Math.min(Math.max(top + height / 2, 0), innerHeight - 1)
  const x = Math.min(Math.max(left + Math.min(width / 2, 20), 0), innerWidth - 1)
  const over = document.elementFromPoint(x, y)
  return over !== null && (own.contains(over) || over.contains(own)) ? null : 'is covered: ' + name
})()`

/** Goes on by Tab until the wanted element has the focus, and fails where the focus cannot be seen on the way. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await wanted.waitFor()
  for (let stops = 0; stops < MOST; stops += 1) {
    if (await hasFocus(wanted)) return
    await page.keyboard.press(key)
    const fault = await page.evaluate(faultOfFocus)
    // Past the last stop the focus is with the browser itself, and comes back.
    if (fault !== null && fault !== 'nowhere')
      throw new Error(`${await page.title()}: the focus ${String(fault)}`)
  }
  throw new Error(`No ${key} leads to ${String(wanted)}.`)
}

/** Goes there and presses it. */
export async function press(page: Page, wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, wanted)
  await page.keyboard.press(key)
}

export async function hasFocus(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement)
}
