const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** Made at its first use: the locale's data is read then, which no page waits for that shows no such time. */
let relative: Intl.RelativeTimeFormat | undefined

/** How long ago, as people say it: `yesterday`, `3 weeks ago`. Both are ISO 8601. */
export function relativeTime(time: string, now: string): string {
  const seconds = (Date.parse(time) - Date.parse(now)) / 1000
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? []
  if (unit === undefined || length === undefined) return 'just now'
  relative ??= new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  return relative.format(Math.trunc(seconds / length), unit)
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A time in full, in UTC, for where the reader's zone is not known. */
export function fullTime(time: string): string {
  const at = new Date(time)
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} at ${at.toISOString().slice(11, 16)} UTC`
}
