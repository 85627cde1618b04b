/** How high the drawing is, in pixels. */
export const STACK_HEIGHT = 172

/** How much of a column's place it takes: the rest stays empty. */
const COLUMN = 0.75

/** From this width on, in pixels, the spare labels have room: Tailwind’s `@xl`. */
export const WIDE = 576

/** Labels that have room on a phone. */
const FEW_LABELS = 4

/** The most that a column adds up to, at least one. */
export function highestOf(series: readonly { counts: readonly number[] }[], columns: number): number {
  const sums = Array.from({ length: columns }, (_, place) =>
    series.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0),
  )
  return Math.max(1, ...sums)
}

/**
 * An outline a series, of all its columns: a column is one unit wide, `highest` is the height of the drawing. One element a series
 * keeps a page with a year of columns as quick as one with a week.
 */
export function stackOutlines(
  series: readonly { counts: readonly number[] }[],
  { columns, highest }: { columns: number; highest: number },
): string[] {
  const tops = Array.from({ length: columns }, () => 0)
  return series.map(({ counts }) =>
    tops
      .map((below, place) => {
        const count = counts[place] ?? 0
        if (count === 0) return ''
        tops[place] = below + count
        const [from, to] = [topOf(below, highest), topOf(below + count, highest)]
        return `M${round(place + (1 - COLUMN) / 2)} ${from}V${to}h${COLUMN}V${from}z`
      })
      .join(''),
  )
}

/** How far below the top of the drawing a count stands. */
export function topOf(count: number, highest: number): number {
  return round(STACK_HEIGHT * (1 - count / highest))
}

/** The columns that have a label; those that are `spare` only where there is room for twice as many. */
export function labelledColumns(columns: number): { place: number; spare: boolean }[] {
  const step = Math.ceil(columns / (2 * FEW_LABELS))
  return Array.from({ length: Math.ceil(columns / step) }, (_, at) => ({
    place: at * step,
    spare: at % 2 === 1,
  }))
}

function round(value: number): number {
  return Number(value.toFixed(3))
}
