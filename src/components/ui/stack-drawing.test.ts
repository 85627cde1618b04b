// @vitest-environment node
import { expect, test } from 'vitest'
import { highestOf, labelledColumns, stackOutlines, topOf } from './stack-drawing'

test('the highest column is the sum of its series, and at least one', () => {
  expect(highestOf([{ counts: [1, 4, 0] }, { counts: [2, 0] }], 3)).toBe(4)
  expect(highestOf([{ counts: [0, 0] }], 2)).toBe(1)
  expect(highestOf([], 0)).toBe(1)
})

test('each series is one outline that stands on those before it', () => {
  const series = [{ counts: [1, 0] }, { counts: [3, 2] }]
  expect(stackOutlines(series, { columns: 2, highest: 4 })).toEqual([
    'M0.125 172V129h0.75V172z',
    'M0.125 129V0h0.75V129zM1.125 172V86h0.75V172z',
  ])
  expect(stackOutlines([{ counts: [] }], { columns: 2, highest: 1 })).toEqual([''])
})

test('a count stands as far below the top as it is less than the highest', () => {
  expect([0, 5, 10].map((count) => topOf(count, 10))).toEqual([172, 86, 0])
})

test.each([1, 7, 30, 52, 90, 365])(
  'of %i columns a phone labels four at most, a wide screen eight',
  (columns) => {
    const labelled = labelledColumns(columns)
    expect(labelled.length).toBeLessThanOrEqual(8)
    expect(labelled.filter(({ spare }) => !spare).length).toBeLessThanOrEqual(4)
    expect(labelled[0]).toEqual({ place: 0, spare: false })
    expect(Math.max(...labelled.map(({ place }) => place))).toBeLessThan(columns)
  },
)
