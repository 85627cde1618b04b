import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeTurn } from './take-turn'

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
  for (const callback of frames.splice(0)) callback(0)
  await new Promise((resolve) => setTimeout(resolve))
  await new Promise((resolve) => setTimeout(resolve))
}

test('Nobody has a turn before a frame, and one frame gives one turn, in the order of asking', async () => {
  const had: string[] = []
  for (const name of ['first', 'second', 'third']) void takeTurn().then(() => had.push(name))
  await new Promise((resolve) => setTimeout(resolve))
  expect(had).toEqual([])
  await drawFrame()
  expect(had).toEqual(['first'])
  await drawFrame()
  await drawFrame()
  expect(had).toEqual(['first', 'second', 'third'])
})
