import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useLater } from './use-later'

let frames: FrameRequestCallback[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
})

afterEach(() => {
  vi.unstubAllGlobals()
})

/** Lets the frame that is asked for be drawn, and the tasks after it run. */
async function drawFrame(): Promise<void> {
  await nextTick()
  for (const callback of frames.splice(0)) callback(0)
  await new Promise((resolve) => setTimeout(resolve))
  await new Promise((resolve) => setTimeout(resolve))
}

test('What comes later stands still until a frame is drawn, and is then what there is by that time', async () => {
  const typed = shallowRef('')
  const later = useLater(() => typed.value)
  typed.value = 'a'
  await nextTick()
  typed.value = 'ab'
  expect(later.value).toBe('')
  await drawFrame()
  expect(later.value).toBe('ab')
})

test('What changes again after its turn has another one', async () => {
  const typed = shallowRef('')
  const later = useLater(() => typed.value)
  typed.value = 'a'
  await drawFrame()
  typed.value = 'b'
  await drawFrame()
  expect(later.value).toBe('b')
})
