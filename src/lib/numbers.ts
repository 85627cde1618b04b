import { formattersOf } from './formatters'
import { currentReader } from './reader'

/** Languages whose digits are not 0 to 9. */
const OWN_DIGITS = /^(ar|bn|fa)-/

/** A number as the reader writes it: `1,234`, `1.234`. One without groups is not asked of Intl, whose first use is slow on a phone. */
export function writeNumber(value: number): string {
  if (value >= 0 && value < 1000 && Number.isInteger(value) && !OWN_DIGITS.test(currentReader().locale))
    return String(value)
  return formattersOf().number.format(value)
}

/** A number that was counted up to `most` and no further: `1,000+`. */
export function writeUpTo(count: number, most: number): string {
  return count < most ? writeNumber(count) : `${writeNumber(most)}+`
}

/** A part of a whole in whole percents: `12%`; of nothing it is none. */
export function writeShare(part: number, whole: number): string {
  return formattersOf().percent.format(whole === 0 ? 0 : part / whole)
}

/** Names one after the other, as they stand in a sentence: `a, b and c`. */
export function writeList(names: readonly string[]): string {
  return formattersOf().list.format(names)
}
