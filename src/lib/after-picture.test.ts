// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { afterPicture } from './after-picture'

afterEach(() => vi.restoreAllMocks())

/** A browser that draws when it is told to. */
function holdPictures() {
  const drawn: FrameRequestCallback[] = []
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((draw) => drawn.push(draw))
  return () => drawn.forEach((draw) => draw(0))
}

test('waits for the picture, and for what the browser does with it', async () => {
  const draw = holdPictures()
  const seen: string[] = []
  const done = afterPicture().then(() => seen.push('after'))
  await Promise.resolve()
  seen.push('picture')
  draw()
  await done
  expect(seen).toEqual(['picture', 'after'])
})

test('waits for nothing once nobody looks', async () => {
  holdPictures()
  const done = afterPicture()
  document.dispatchEvent(new Event('visibilitychange'))
  await expect(done).resolves.toBeUndefined()
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  await expect(afterPicture()).resolves.toBeUndefined()
})
