import { dateOf, type DayChart, type DaySpan } from '@/lib/dashboard'
import { writeNumber } from '@/lib/numbers'
import { shortDate } from '@/lib/time'
import * as words from './words/charts'

/** Columns of a chart with the labels below: what adds up to a column is a series each. */
export type Columns = { labels: string[]; series: { label: string; href?: string; counts: number[] }[] }

/** Beyond so many days a column is a week. */
const MOST_COLUMNS = 90

/** A chart by day as columns, by week where there are too many days. */
export function columnsOf(
  { series }: DayChart,
  { firstDay, days }: Pick<DaySpan, 'firstDay' | 'days'>,
): Columns {
  const step = stepOf(days)
  const places = Array.from({ length: Math.ceil(days / step) }, (_, place) => place * step)
  const sumFrom = (byDay: readonly number[], from: number) =>
    byDay.slice(from, from + step).reduce((sum, count) => sum + count, 0)
  return {
    labels: places.map((place) => shortDate(dateOf(firstDay + place))),
    series: series.map(({ byDay, ...own }) => ({
      ...own,
      counts: places.map((place) => sumFrom(byDay, place)),
    })),
  }
}

/** What a column stands for. */
export function unitOf(days: number): string {
  return stepOf(days) === 1 ? words.day : words.weekFrom
}

function stepOf(days: number): 1 | 7 {
  return days > MOST_COLUMNS ? 7 : 1
}

/** A column's name and its counts, the newest first, as a table has them. */
export function rowsOf({ labels, series }: Columns): string[][] {
  return labels
    .map((label, place) => [label, ...series.map(({ counts }) => writeNumber(counts[place] ?? 0))])
    .toReversed()
}

export function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The chart in a sentence, for those who listen. */
export function describeColumns(title: string, { labels, series }: Columns, unit: string): string {
  const sums = labels.map((_, place) => totalOf(series.map(({ counts }) => counts[place] ?? 0)))
  const most = Math.max(0, ...sums)
  const when = labels[sums.indexOf(most)] ?? ''
  return words.summary(title, totalOf(sums), [labels[0] ?? '', labels.at(-1) ?? ''], { most, when, unit })
}
