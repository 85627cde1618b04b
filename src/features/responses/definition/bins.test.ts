import { assert, double, integer, oneof, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { binsOf } from './bins'

const bins = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other).map((value) => [value, 1] as const)
  return binsOf(sorted, { least: Math.min(...values), greatest: Math.max(...values) })
}
const labels = (values: number[]) => bins(values).map(({ label }) => label)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place)

test('whole numbers that nobody gave have their empty place', () => {
  expect(bins([1, 2, 4])).toEqual([
    { label: '1', count: 1 },
    { label: '2', count: 1 },
    { label: '3', count: 0 },
    { label: '4', count: 1 },
  ])
  expect(labels([1, 2, 1000])).toEqual(['0–199', '200–399', '400–599', '600–799', '800–999', '1000–1199'])
})

test('few other numbers stand by themselves', () => {
  expect(labels([3, 1000, 7.5])).toEqual(['3', '7.5', '1000'])
})

test('whole numbers get whole edges at round places', () => {
  expect(labels(range(18, 67))).toEqual(['10–19', '20–29', '30–39', '40–49', '50–59', '60–69'])
  expect(labels(range(-12, 12)).slice(0, 2)).toEqual(['-15 to -11', '-10 to -6'])
})

test('other numbers get stretches from one round number up to the next', () => {
  const tenths = range(0, 20).map((place) => place / 10)
  expect(bins(tenths).slice(0, 2)).toEqual([
    { label: '0.0 to 0.5', count: 5 },
    { label: '0.5 to 1.0', count: 5 },
  ])
  expect(labels(tenths.map((value) => value / 1000 - 0.0005))[0]).toBe('-0.0005 to 0.0000')
  expect(labels(range(1, 24).map((place) => 1_234_567_890 * place + 0.125))[1]).toBe(
    '5000000000 to 10000000000',
  )
})

test('whatever numbers there are, each is counted once in ten columns at most', () => {
  const anyNumber = oneof(integer(), double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }))
  const numbers = uniqueArray(anyNumber, { minLength: 11, maxLength: 60 })
  assert(
    property(numbers, (values) => {
      const made = bins(values)
      expect(made.length).toBeLessThanOrEqual(10)
      expect(made.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    }),
  )
})
