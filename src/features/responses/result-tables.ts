import { writeNumber, writeShare } from '@/lib/numbers'
import type { Summary } from './definition/summary'
import type { ResultsShown } from './results-shown'

/** The figures behind a chart: a head, and rows whose first cell names them. */
export function tableOf({ chart, points, rows, answered }: Summary): { head: string[]; rows: string[][] } {
  if (chart === 'rows')
    return {
      head: ['Row', ...(rows[0]?.points.map(({ label }) => label) ?? [])],
      rows: rows.map(({ label, points }) => [label, ...points.map(({ count }) => writeNumber(count))]),
    }
  return {
    head: [chart === 'words' ? 'Word' : 'Answer', 'Responses', 'Share'],
    rows: points.map(({ label, count }) => [label, writeNumber(count), writeShare(count, answered)]),
  }
}

/** How far visitors came, step by step, and what share of those of the step before went. */
export function funnelOf({ views, starts, completions, pages }: ResultsShown['visits']) {
  const steps = [
    { label: 'Opened the form', count: views },
    { label: 'Began to answer', count: starts },
    ...pages,
    { label: 'Sent it', count: completions },
  ]
  return {
    facts:
      views === 0
        ? []
        : [
            { label: 'Visits', value: writeNumber(views) },
            { label: 'Began', value: writeNumber(starts) },
            { label: 'Completed', value: writeShare(completions, views) },
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
