import type { Locator, Page } from 'playwright-core'

/** Where a pointer goes: the middle of an element, or its upper or lower edge. */
async function pointOf(target: Locator, at: 'top' | 'middle' | 'bottom') {
  const box = await target.boundingBox()
  if (!box) throw new Error('What is dragged, or dragged to, is not on the page.')
  const share = { top: 0.1, middle: 0.5, bottom: 0.9 }[at]
  return { x: box.x + box.width / 2, y: box.y + box.height * share }
}

type Way = { from: Locator; to: Locator; at: 'top' | 'bottom'; before?: () => Promise<void> }

/** Drags by the mouse, in steps as a hand does; `before` looks at what is there just before it is let go. */
export async function dragByMouse(page: Page, { from, to, at, before }: Way): Promise<void> {
  const start = await pointOf(from, 'middle')
  const end = await pointOf(to, at)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 12 })
  await before?.()
  await page.mouse.move(end.x, end.y - 1) // A picture makes the window narrower and wider again meanwhile.
  await page.mouse.up()
}

/** Drags by a finger: real touches, from which the browser makes pointer events or scrolls. */
export async function dragByFinger(page: Page, { from, to, at, before }: Way): Promise<void> {
  const start = await pointOf(from, 'middle')
  const end = await pointOf(to, at)
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints })
  await touch('touchStart', [start])
  for (let step = 1; step <= 12; step += 1)
    await touch('touchMove', [
      { x: start.x + ((end.x - start.x) * step) / 12, y: start.y + ((end.y - start.y) * step) / 12 },
    ])
  await before?.()
  await touch('touchEnd', [])
  await session.detach()
}
