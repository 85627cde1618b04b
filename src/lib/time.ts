import { formattersOf, isEnglish, withUsualSpaces } from './formatters'
import { currentReader, type Reader } from './reader'
import * as words from './words/time'

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How long ago, as people say it: `yesterday`, `3 weeks ago`. Both are ISO 8601. */
export function relativeTime(time: string, now: string): string {
  const { locale, relative } = formattersOf()
  const seconds = (Date.parse(time) - Date.parse(now)) / 1000
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? []
  if (unit === undefined || length === undefined)
    return isEnglish(locale) ? words.justNow : relative.format(0, 'second')
  return relative.format(Math.trunc(seconds / length), unit)
}

/** A time in full, by the reader's clocks, with their zone. */
export function fullTime(time: string, reader: Reader = currentReader()): string {
  const { moment, written } = formattersOf(reader)
  const known = written.get(time)
  if (known !== undefined) return known
  const text = withUsualSpaces(moment.format(Date.parse(time)))
  written.set(time, text)
  return text
}

/** A date without a time, such as `2026-11-28`, in full: `28 November 2026`. It is the same in every zone. */
export function fullDate(date: string): string {
  return formattersOf().date.format(Date.parse(date))
}

/** The same of what may be a date; any other text is as it was. */
export function fullDateOr(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? fullDate(text) : text
}

/** A date as it stands below a chart, `28 Nov`; a month, such as `2026-11`, is `Nov 2026`. */
export function shortDate(date: string): string {
  const { shortDay, month } = formattersOf()
  return (date.length === 7 ? month : shortDay).format(Date.parse(date))
}
