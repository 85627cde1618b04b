import { sql, type SQL } from 'drizzle-orm'
import { currentReader } from '@/lib/reader'
import { DAY_MS, type DaySpan } from '@/lib/dashboard'

/** The last `days` days by the clocks of a zone, the reader's where none is given; today is the last. */
export function lastDays(days: number, now: Date, timeZone = currentReader().timeZone): DaySpan {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const first = today.startOfDay().subtract({ days: days - 1 })
  return {
    firstDay: Date.parse(first.toPlainDate().toString()) / DAY_MS,
    days,
    begin: first.epochMilliseconds,
    shifts: listShifts(first, now.getTime()),
    timeZone,
  }
}

/** How far the clocks are ahead of UTC, from the first day on: they are put forward or back twice a year. */
function listShifts(first: Temporal.ZonedDateTime, end: number): DaySpan['shifts'] {
  const shifts = [{ from: first.epochMilliseconds, ahead: first.offsetNanoseconds / 1e6 }]
  let change = first.getTimeZoneTransition('next')
  while (change && change.epochMilliseconds <= end) {
    shifts.push({ from: change.epochMilliseconds, ahead: change.offsetNanoseconds / 1e6 })
    change = change.getTimeZoneTransition('next')
  }
  return shifts
}

/** The day of a column of milliseconds, counted from 1970, as SQL. For what is not before the span. */
export function dayOf(column: SQL, { shifts }: DaySpan): SQL {
  const [first, ...later] = shifts
  const before = sql`(${column} + ${first?.ahead ?? 0}) / ${DAY_MS}`
  return later.reduce(
    (earlier, { from, ahead }) =>
      sql`CASE WHEN ${column} >= ${from} THEN (${column} + ${ahead}) / ${DAY_MS} ELSE ${earlier} END`,
    before,
  )
}
