import { tidy } from './tidy'

type Bin = { label: string; count: number }
type Ends = { least: number; greatest: number }

/** So many stretches at most. */
const BINS = 10

/**
 * The columns of a histogram: each number by itself where there are few, else stretches of equal width. Whole numbers get whole edges at
 * round places (`20–29`). `sorted` are the numbers with how often each was given.
 */
export function binsOf(sorted: readonly (readonly [number, number])[], ends: Ends): Bin[] {
  if (sorted.length <= BINS) return sorted.map(([value, count]) => ({ label: tidy(value), count }))
  const isWhole = sorted.every(([value]) => Number.isSafeInteger(value))
  return isWhole ? wholeBins(sorted, ends) : equalBins(sorted, ends)
}

function wholeBins(sorted: readonly (readonly [number, number])[], { least, greatest }: Ends): Bin[] {
  const width = roundWidth(least, greatest)
  const first = Math.floor(least / width)
  const counts = Array.from({ length: Math.floor(greatest / width) - first + 1 }, () => 0)
  for (const [value, times] of sorted) {
    const place = Math.floor(value / width) - first
    counts[place] = (counts[place] ?? 0) + times
  }
  return counts.map((count, place) => {
    const from = (first + place) * width
    return { label: width === 1 ? String(from) : stretch(from, from + width - 1), count }
  })
}

/** The narrowest of 1, 2, 5, 10, 20, 50 ... that needs no more stretches than there may be. */
function roundWidth(least: number, greatest: number): number {
  for (let power = 1; ; power *= 10) {
    for (const width of [power, 2 * power, 5 * power])
      if (Math.floor(greatest / width) - Math.floor(least / width) < BINS) return width
  }
}

function equalBins(sorted: readonly (readonly [number, number])[], { least, greatest }: Ends): Bin[] {
  const width = (greatest - least) / BINS
  const counts = Array.from({ length: BINS }, () => 0)
  for (const [value, times] of sorted) {
    const place = Math.max(0, Math.min(BINS - 1, Math.floor((value - least) / width)))
    counts[place] = (counts[place] ?? 0) + times
  }
  return counts.map((count, place) => ({
    label: `${tidy(least + place * width)} to ${tidy(least + (place + 1) * width)}`,
    count,
  }))
}

/** A dash between numbers below zero would be read as a minus. */
function stretch(from: number, to: number): string {
  return from < 0 ? `${from} to ${to}` : `${from}–${to}`
}
