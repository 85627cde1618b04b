import { writeNumber, writeShare } from '@/lib/numbers'
import type { Summary } from './definition/summary'
import type { ResultsShown } from './results-shown'
import * as words from './words/results'

/** The figures behind a chart: a head, and rows whose first cell names them. */
export function tableOf({ chart, points, rows, answered }: Summary): { head: string[]; rows: string[][] } {
  if (chart === 'rows')
    return {
      head: [words.row, ...(rows[0]?.points.map(({ label }) => label) ?? [])],
      rows: rows.map(({ label, points }) => [label, ...points.map(({ count }) => writeNumber(count))]),
    }
  return {
    head: [chart === 'words' ? words.word : words.answer, words.responses, words.shareOf],
    rows: points.map(({ label, count }) => [label, writeNumber(count), writeShare(count, answered)]),
  }
}

/** How far visitors came, step by step, and what share of those of the step before went. */
export function funnelOf({ views, starts, completions, pages }: ResultsShown['visits']) {
  const steps = [
    { label: words.opened, count: views },
    { label: words.begun, count: starts },
    ...pages,
    { label: words.sent, count: completions },
  ]
  return {
    facts:
      views === 0
        ? []
        : [
            { label: words.visits, value: writeNumber(views) },
            { label: words.began, value: writeNumber(starts) },
            { label: words.completed, value: writeShare(completions, views) },
          ],
    rows:
      views === 0
        ? []
        : steps.map(({ label, count }, index) => {
            const before = steps[index - 1]?.count ?? count
            return { label, count, left: index === 0 ? '' : writeShare(Math.max(0, before - count), before) }
          }),
  }
}
