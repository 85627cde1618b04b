// @vitest-environment node
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { DAY_MS, dateOf } from '@/lib/dashboard'
import { useInstance } from '@/test/instance'
import { database } from './db'
import { dayOf, lastDays } from './day-span'

useInstance()

const dayIn = (timeZone: string, time: string, now: string, days = 30) => {
  const span = lastDays(days, new Date(now), timeZone)
  const [row] = database().all<{ day: number }>(
    sql`SELECT ${dayOf(sql`t`, span)} AS day FROM (SELECT ${Date.parse(time)} AS t)`,
  )
  return row && dateOf(row.day)
}

test('a zone that is none is refused', () => {
  expect(() => lastDays(7, new Date(0), 'Mars/Olympus')).toThrow(RangeError)
})

test('today is another day where the clocks are ahead', () => {
  const now = new Date('2026-11-28T23:30:00Z')
  const last = (zone: string) => {
    const { firstDay, days } = lastDays(7, now, zone)
    return dateOf(firstDay + days - 1)
  }
  expect([last('UTC'), last('Europe/Berlin'), last('America/New_York')]).toEqual([
    '2026-11-28',
    '2026-11-29',
    '2026-11-28',
  ])
})

test('the first day begins at its midnight, whatever the clocks do since', () => {
  const span = lastDays(30, new Date('2026-11-10T12:00:00Z'), 'America/New_York')
  expect(dateOf(span.firstDay)).toBe('2026-10-12')
  expect(new Date(span.begin).toISOString()).toBe('2026-10-12T04:00:00.000Z')
  expect(span.shifts.map(({ ahead }) => ahead / 3_600_000)).toEqual([-4, -5])
})

test('SQL cuts the days at the midnights of both sides of a change of the clocks', () => {
  const berlin = (time: string) => dayIn('Europe/Berlin', time, '2026-11-10T12:00:00Z')
  expect(berlin('2026-10-24T21:59:59Z')).toBe('2026-10-24')
  expect(berlin('2026-10-24T22:00:00Z')).toBe('2026-10-25')
  expect(berlin('2026-10-25T22:59:59Z')).toBe('2026-10-25')
  expect(berlin('2026-10-25T23:00:00Z')).toBe('2026-10-26')
})

test('a year cut by any zone agrees with its calendar', () => {
  const now = new Date('2026-11-28T12:00:00Z')
  for (const timeZone of [
    'UTC',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'America/St_Johns',
  ]) {
    const span = lastDays(364, now, timeZone)
    const times = Array.from(
      { length: 1400 },
      (_, place) => now.getTime() - place * (DAY_MS / 4) + 123,
    ).filter((time) => time >= span.begin)
    const rows = database().all<{ t: number; day: number }>(sql`
      SELECT value AS t, ${dayOf(sql`value`, span)} AS day FROM json_each(${JSON.stringify(times)})`)
    for (const { t, day } of rows) {
      const local = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(timeZone)
      expect(dateOf(day)).toBe(local.toPlainDate().toString())
    }
    expect(rows.length).toBeGreaterThan(1300)
  }
})
