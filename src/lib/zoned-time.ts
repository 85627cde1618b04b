/** What `datetime-local` writes: no seconds, no zone. */
const WALL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

/** True for the name of a time zone that this runtime knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * The instant, as ISO 8601 UTC, at which clocks of a zone show a time such as `2026-12-24T18:30`; one that clocks leave out in
 * spring is as much later, one that they show twice is the first. What is no such time comes back as it is.
 */
export function instantOf(wallTime: string, timeZone: string): string {
  if (!WALL_TIME.test(wallTime)) return wallTime
  try {
    const instant = Temporal.PlainDateTime.from(wallTime).toZonedDateTime(timeZone).toInstant()
    return instant.toString()
  } catch {
    return wallTime
  }
}

/** What clocks of a zone show at an instant of ISO 8601: the counterpart of `instantOf`. */
export function wallTimeOf(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}
