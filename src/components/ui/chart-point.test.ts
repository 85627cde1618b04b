import { expect, test } from 'vitest'
import { linesOver, linesUpTo, shorten, wholeTick } from './chart-point'

test.each([
  ['Soup', 4, 'Soup'],
  ['A large cake', 8, 'A large…'],
  ['🎂🎂🎂', 2, '🎂…'],
  ['Soup', -3, 'S…'],
])('%s has room for %i letters as %s', (label, letters, shown) => {
  expect(shorten(label, letters)).toBe(shown)
})

test.each([
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6]],
  [23, [0, 5, 10, 15, 20]],
  [50, [0, 10, 20, 30, 40, 50]],
  [51, [0, 20, 40]],
  [1200, [0, 500, 1000]],
])('up to %i the lines are %j', (highest, lines) => {
  expect(linesUpTo(highest)).toEqual(lines)
})

test.each([
  [1, [0, 1]],
  [5, [0, 1, 2, 3, 4, 5]],
  [7, [0, 2, 4, 6, 8]],
  [23, [0, 5, 10, 15, 20, 25]],
  [51, [0, 20, 40, 60]],
  [1200, [0, 500, 1000, 1500]],
])('over %i the lines are %j', (highest, lines) => {
  expect(linesOver(highest)).toEqual(lines)
})

test('up to a thousand no line is without its number, none is too many, and the last is over all', () => {
  for (let highest = 1; highest <= 1000; highest += 1) {
    const lines = linesOver(highest)
    expect(lines.length).toBeLessThanOrEqual(6)
    expect(lines.at(-1)).toBeGreaterThanOrEqual(highest)
    expect(lines.filter((line) => wholeTick(line) === '')).toEqual([])
  }
})
