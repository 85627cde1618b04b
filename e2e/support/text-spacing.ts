import type { Page } from 'playwright-core'
import { z } from 'zod'

/**
 * Sets all text as wide as WCAG 2.2 has a page bear it (1.4.12), and says what is cut off by that: the elements, and the page where it is
 * wider than its window. What ends in an ellipsis is short on purpose, and a box of one pixel is for screen readers.
 */
export async function findCutBySpacing(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(script))
}

const script = `(async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip'
  const isCut = (element) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element)
    if (webkitLineClamp !== 'none') return false
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
    if (clientWidth <= 1) return false
    const isShort = textOverflow === 'ellipsis'
    return (hides(overflowX) && !isShort && scrollWidth > clientWidth + 1) || (hides(overflowY) && scrollHeight > clientHeight + 1)
  }
  const spacing = new CSSStyleSheet()
  spacing.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  )
  document.adoptedStyleSheets.push(spacing)
  await drawn()
  const cut = [...document.body.querySelectorAll('*')]
    .filter((element) => element.checkVisibility() && element.textContent.trim() !== '' && isCut(element))
    .map((element) => element.outerHTML.slice(0, 200))
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) cut.push('the page: ' + root.scrollWidth)
  document.adoptedStyleSheets.pop()
  await drawn()
  return cut
})()`
