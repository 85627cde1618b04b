import { tidy } from './tidy'

type Bin = { label: string; count: number }
type Ends = { least: number; greatest: number }
type Numbers = readonly (readonly [number, number])[]

/** So many stretches at most. */
const BINS = 10

/**
 * The columns of a histogram: stretches of equal width with edges at round places, empty ones too. Whole numbers have whole edges
 * (`20–29`); of other numbers, few stand by themselves, and many in stretches up to where the next begins (`1.5 to 2.0`). `sorted` are
 * the numbers with how often each was given.
 */
export function binsOf(sorted: Numbers, ends: Ends): Bin[] {
  if (sorted.every(([value]) => Number.isSafeInteger(value))) return wholeBins(sorted, ends)
  if (sorted.length <= BINS) return sorted.map(([value, count]) => ({ label: tidy(value), count }))
  return brokenBins(sorted, ends)
}

function wholeBins(sorted: Numbers, ends: Ends): Bin[] {
  const { width } = roundWidth(ends, 0, wholePlace)
  return count(
    sorted,
    ends,
    (value) => wholePlace(value, width),
    (place) => {
      const from = place * width
      return width === 1 ? String(from) : stretch(from, from + width - 1)
    },
  )
}

function brokenBins(sorted: Numbers, ends: Ends): Bin[] {
  const leastExponent = Math.floor(Math.log10((ends.greatest - ends.least) / BINS))
  const { width, exponent } = roundWidth(ends, leastExponent, brokenPlace)
  const decimals = Math.min(20, Math.max(0, -exponent))
  const edge = (place: number) => (place * width).toFixed(decimals)
  return count(
    sorted,
    ends,
    (value) => brokenPlace(value, width),
    (place) => `${edge(place)} to ${edge(place + 1)}`,
  )
}

const wholePlace = (value: number, width: number) => Math.floor(value / width)
/** 0.3 divided by 0.1 is a little less than 3. */
const brokenPlace = (value: number, width: number) => Math.floor(value / width + 1e-9)

/** The narrowest of 1, 2, 5, 10, 20, 50 ... times a power of ten that needs no more stretches than there may be. */
function roundWidth({ least, greatest }: Ends, leastExponent: number, placeOf: typeof wholePlace) {
  for (let exponent = leastExponent; ; exponent += 1)
    for (const mantissa of [1, 2, 5]) {
      const width = Number(`${mantissa}e${exponent}`)
      if (placeOf(greatest, width) - placeOf(least, width) < BINS) return { width, exponent }
    }
}

function count(
  sorted: Numbers,
  { least, greatest }: Ends,
  placeOf: (value: number) => number,
  labelOf: (place: number) => string,
): Bin[] {
  const first = placeOf(least)
  const counts = Array.from({ length: placeOf(greatest) - first + 1 }, () => 0)
  for (const [value, times] of sorted) {
    const place = placeOf(value) - first
    counts[place] = (counts[place] ?? 0) + times
  }
  return counts.map((times, place) => ({ label: labelOf(first + place), count: times }))
}

/** A dash between numbers below zero would be read as a minus. */
function stretch(from: number, to: number): string {
  return from < 0 ? `${from} to ${to}` : `${from}–${to}`
}
