import { afterEach, expect, test } from 'vitest'
import { countOf } from './count-of'
import { formattersOf } from './formatters'
import { locales } from './locales'
import { writeList, writeNumber, writeShare } from './numbers'
import { findReaderBy, plainReader, type Reader } from './reader'
import { shortSize } from './size'
import { fullDate, fullTime, relativeTime, shortDate } from './time'

const berlin = { locale: 'de-DE', timeZone: 'Europe/Berlin' }
const newYork = { locale: 'en-US', timeZone: 'America/New_York' }

function readAs(reader: Reader): void {
  findReaderBy(() => reader)
}

afterEach(() => readAs(plainReader))

test('a zone that this runtime does not know is UTC, and says so', () => {
  readAs({ locale: 'en-GB', timeZone: 'Mars/Olympus' })
  expect(fullTime('2026-03-10T09:05:00Z')).toBe('10 March 2026 at 09:05 UTC')
})

test('one moment before midnight is two days to two readers', () => {
  const moment = '2026-11-28T23:30:00Z'
  expect(fullTime(moment, berlin)).toBe('29. November 2026 um 00:30 MEZ')
  expect(fullTime(moment, newYork)).toBe('November 28, 2026 at 6:30 PM EST')
})

test('on both sides of a change of the clocks each says its own', () => {
  expect(fullTime('2026-10-25T00:30:00Z', berlin)).toBe('25. Oktober 2026 um 02:30 MESZ')
  expect(fullTime('2026-10-25T01:30:00Z', berlin)).toBe('25. Oktober 2026 um 02:30 MEZ')
  expect(fullTime('2026-03-08T06:59:00Z', newYork)).toBe('March 8, 2026 at 1:59 AM EST')
  expect(fullTime('2026-03-08T07:00:00Z', newYork)).toBe('March 8, 2026 at 3:00 AM EDT')
})

test('a date is the same day in every zone', () => {
  readAs(newYork)
  expect([fullDate('2026-11-28'), shortDate('2026-11-28')]).toEqual(['November 28, 2026', 'Nov 28'])
  readAs(berlin)
  expect([fullDate('2026-11-28'), shortDate('2026-11-28')]).toEqual(['28. November 2026', '28. Nov.'])
})

test('relative times, numbers, parts and sizes are in the form of the reader', () => {
  readAs(berlin)
  expect(relativeTime('2026-11-27T09:00:00Z', '2026-11-28T12:00:00Z')).toBe('gestern')
  expect(relativeTime('2026-11-28T11:59:59Z', '2026-11-28T12:00:00Z')).toBe('jetzt')
  expect(writeNumber(1_234_567)).toBe('1.234.567')
  expect(writeNumber(999)).toBe('999')
  expect(writeShare(1, 8)).toBe('13\u00A0%')
  expect(writeShare(0, 0)).toBe('0\u00A0%')
  expect(shortSize(12_345_678)).toBe('12,3 MB')
})

test('a small number is written by the digits of its language, as Intl does', () => {
  for (const locale of locales) {
    readAs({ locale, timeZone: 'UTC' })
    for (const value of [0, 7, 999])
      expect(writeNumber(value)).toBe(new Intl.NumberFormat(locale).format(value))
  }
})

test('what stands inside an English sentence stays English', () => {
  readAs(berlin)
  expect(countOf(1, 'entry', 'entries')).toBe('1 entry')
  expect(countOf(0, 'entry', 'entries')).toBe('0 entries')
  expect(countOf(1200, 'note')).toBe('1.200 notes')
  expect(writeList(['a', 'b', 'c'])).toBe('a, b and c')
  readAs(newYork)
  expect(writeList(['a', 'b', 'c'])).toBe('a, b, and c')
})

test('what was built for a reader is used again, and not kept for ever', () => {
  const first = formattersOf(berlin)
  expect(formattersOf({ ...berlin })).toBe(first)
  formattersOf(newYork)
  expect(formattersOf(berlin)).toBe(first)
  for (const timeZone of Intl.supportedValuesOf('timeZone').slice(0, 100))
    formattersOf({ locale: 'de-DE', timeZone })
  expect(formattersOf(berlin)).not.toBe(first)
})
