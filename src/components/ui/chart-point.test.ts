import { expect, test } from 'vitest'
import { shorten } from './chart-point'

test.each([
  ['Soup', 4, 'Soup'],
  ['A large cake', 8, 'A large…'],
  ['🎂🎂🎂', 2, '🎂…'],
  ['Soup', -3, 'S…'],
])('%s has room for %i letters as %s', (label, letters, shown) => {
  expect(shorten(label, letters)).toBe(shown)
})
