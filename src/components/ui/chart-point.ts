import { writeNumber, writeShare } from '@/lib/numbers'

/** What a chart draws: how often something was. */
export type ChartPoint = { label: string; count: number }

/** For Unovis: where a point stands, and how high. */
export const placeOf = (_: unknown, index: number): number => index
export const countOf = ({ count }: ChartPoint): number => count

/** The label below a place. */
export function tickOf(labels: readonly string[]): (value: number | Date) => string {
  return (value) => labels[Number(value)] ?? ''
}

/** The places of as many labels as have room. */
export function spreadTicks(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}

/** At most so many lines across a chart, the one at nothing left out. */
const MOST_LINES = 5

/** The counts that have a line across: whole numbers, by 1, 2 or 5 of a power of ten. */
export function linesUpTo(highest: number): number[] {
  const step = stepFor(highest)
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, line) => line * step)
}

/** The same, the last at `highest` or above: the top of a chart that ends with a line. */
export function linesOver(highest: number): number[] {
  const step = stepFor(highest)
  return linesUpTo(step * Math.ceil(highest / step))
}

/** What an axis of counts is made of in Unovis, with a number at each line across. */
export function countAxis(lines: number[]) {
  return { type: 'y', tickFormat: wholeTick, tickValues: lines, tickLine: false, domainLine: false } as const
}

function stepFor(highest: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(highest / MOST_LINES)))
  return [1, 2, 5, 10].map((times) => times * power).find((wide) => highest / wide <= MOST_LINES) ?? highest
}

/** A count with its share of all, as it stands beside a bar: `12 (40%)`. */
export function countAndShare(count: number, total: number): string {
  return `${writeNumber(count)} (${writeShare(count, total)})`
}

/** As much of a label as has room; it ends in an ellipsis where some is left out. */
export function shorten(label: string, letters: number): string {
  const all = [...label]
  if (all.length <= letters) return label
  const kept = all.slice(0, Math.max(1, letters - 1)).join('')
  return `${kept.trimEnd()}…`
}

/** Whole numbers alone: nobody answers half a time. */
export function wholeTick(value: number | Date): string {
  return typeof value === 'number' && Number.isInteger(value) ? writeNumber(value) : ''
}

/** The room around a chart for figures up to `highest` on its left and a line of labels below: Unovis would draw all axes twice to measure it. */
export function marginsFor(highest: number) {
  return { top: 8, right: 8, bottom: 28, left: 16 + 7 * wholeTick(highest).length }
}
