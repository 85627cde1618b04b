import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { frameByFrame } from '@/test/frames'
import { useLater } from './use-later'

const drawFrame = frameByFrame()

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
