// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { frameByFrame } from '@/test/frames'
import { useTurns } from './use-turns'

const drawFrame = frameByFrame()

function mountTurns(total: () => number) {
  const turns: ReturnType<typeof useTurns>[] = []
  const wrapper = mount({
    setup: () => {
      turns.push(useTurns({ total, step: 2, first: 1 }))
      return () => null
    },
  })
  const [own] = turns
  if (!own) throw new Error('Nothing was set up.')
  return { wrapper, ...own }
}

test('So many more are drawn each frame, until all are', async () => {
  const { drawn, draw } = mountTurns(() => 4)
  let isDone = false
  void draw().then(() => (isDone = true))
  expect(drawn.value).toBe(1)
  await drawFrame()
  expect([drawn.value, isDone]).toEqual([3, false])
  await drawFrame()
  expect([drawn.value, isDone]).toEqual([5, true])
})

test('What is asked for while it draws comes with the rest, and no faster', async () => {
  const total = shallowRef(2)
  const { drawn, draw } = mountTurns(() => total.value)
  void draw()
  total.value = 5
  void draw()
  await drawFrame()
  expect(drawn.value).toBe(3)
  await drawFrame()
  await drawFrame()
  expect(drawn.value).toBe(5)
})

test('A component that is gone takes no more turns', async () => {
  const { wrapper, draw } = mountTurns(() => 100)
  let isDone = false
  void draw().then(() => (isDone = true))
  wrapper.unmount()
  await drawFrame()
  expect(isDone).toBe(true)
})
