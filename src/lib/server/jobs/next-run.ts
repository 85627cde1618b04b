import { Cron } from 'croner'

/**
 * The next time of a cron expression (five fields: minute, hour, day of the month, month, day of the week) after `from`,
 * in the time zone of the process. Throws when the expression is none, or never comes.
 */
export function nextRun(schedule: string, from: Date): Date {
  const next = new Cron(schedule, { mode: '5-part' }).nextRun(from)
  if (!next) throw new Error(`${schedule} never comes.`)
  return next
}
