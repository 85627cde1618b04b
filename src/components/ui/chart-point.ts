/** What a chart draws: how often something was. */
export type ChartPoint = { label: string; count: number }

/** A count with its share of all, as it stands beside a bar: `12 (40 %)`. */
export function countAndShare(count: number, total: number): string {
  const share = total === 0 ? 0 : Math.round((100 * count) / total)
  return `${count.toLocaleString('en')} (${share} %)`
}

/** Whole numbers alone: nobody answers half a time. */
export function wholeTick(value: number | Date): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : ''
}
