import { expect, it } from 'vitest'
import { Recent } from './recent'

it('keeps the last that were asked for, and no more', () => {
  const recent = new Recent<number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  expect(recent.get('a')).toBe(1)
  recent.set('c', 3)
  expect([recent.get('a'), recent.get('b'), recent.get('c'), recent.size]).toEqual([1, undefined, 3, 2])
  recent.set('c', 4)
  expect([recent.get('c'), recent.size]).toEqual([4, 2])
})
