import { formattersOf } from './formatters'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes for people, in powers of a thousand: `12.3 MB`. */
export function shortSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const value = bytes / 1000 ** step
  const { number, tenths } = formattersOf()
  return `${step === 0 || value >= 100 ? number.format(Math.round(value)) : tenths.format(value)} ${UNITS[step]}`
}
