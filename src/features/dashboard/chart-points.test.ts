import { expect, test } from 'vitest'
import { columnsOf, describeColumns, rowsOf, unitOf } from './chart-points'

const firstDay = Date.UTC(2026, 0, 1) / 86_400_000
const chart = (days: number) => ({
  title: 'Responses',
  series: [
    { label: 'Order bread', byDay: Array.from({ length: days }, (_, day) => day) },
    { label: 'Contact', byDay: Array.from({ length: days }, () => 1) },
  ],
})

test('a column is a day, and a week where there would be too many', () => {
  expect(unitOf(90)).toBe('Day')
  expect(columnsOf(chart(7), { firstDay, days: 7 }).labels).toEqual([
    '1 Jan',
    '2 Jan',
    '3 Jan',
    '4 Jan',
    '5 Jan',
    '6 Jan',
    '7 Jan',
  ])
  const year = columnsOf(chart(364), { firstDay, days: 364 })
  expect(unitOf(364)).toBe('Week from')
  expect(year.labels).toHaveLength(52)
  expect(year.series.map(({ counts }) => counts[0])).toEqual([21, 7])
})

test('its table has the newest day first, its sentence the sum and the highest column', () => {
  const columns = columnsOf(chart(7), { firstDay, days: 7 })
  expect(rowsOf(columns)[0]).toEqual(['7 Jan', '6', '1'])
  expect(describeColumns('Responses', columns, 'Day')).toBe(
    'Responses: 28 from 1 Jan to 7 Jan, the most, 7, on 7 Jan.',
  )
})
