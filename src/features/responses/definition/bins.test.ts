import { assert, integer, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { binsOf } from './bins'

const bins = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other).map((value) => [value, 1] as const)
  return binsOf(sorted, { least: Math.min(...values), greatest: Math.max(...values) })
}
const labels = (values: number[]) => bins(values).map(({ label }) => label)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

test('few numbers stand by themselves', () => {
  expect(labels([3, 1000, 7.5])).toEqual(['3', '7.5', '1000'])
})

test('whole numbers get whole edges at round places', () => {
  expect(labels(range(18, 67))).toEqual(['10–19', '20–29', '30–39', '40–49', '50–59', '60–69'])
  expect(labels(range(-12, 12)).slice(0, 2)).toEqual(['-15 to -11', '-10 to -6'])
})

test('other numbers get ten equal stretches', () => {
  expect(bins(range(0, 20).map((place) => place / 2))).toHaveLength(10)
})

test('whatever whole numbers there are, each is counted once in ten columns at most', () => {
  const numbers = uniqueArray(integer(), { minLength: 11, maxLength: 60 })
  assert(
    property(numbers, (values) => {
      const made = bins(values)
      expect(made.length).toBeLessThanOrEqual(10)
      expect(made.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    }),
  )
})
