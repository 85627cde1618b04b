import { expect, test } from 'vitest'
import { frameByFrame } from '@/test/frames'
import { takeTurn } from './take-turn'

const drawFrame = frameByFrame()

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
