/** How many backups stay: the newest of each of the last so many days, weeks and months that have one. */
export type BackupKeep = { daily: number; weekly: number; monthly: number }

const MOST = 1000

/** Reads a list such as `daily=7,weekly=4,monthly=12`; a unit that is left out keeps none. Throws an Error with a sentence. */
export function parseBackupKeep(text: string): BackupKeep {
  const keep: BackupKeep = { daily: 0, weekly: 0, monthly: 0 }
  const seen = new Set<string>()
  for (const entry of text.split(',')) {
    const [, unit, amount] = /^(daily|weekly|monthly)=(\d{1,4})$/.exec(entry.trim()) ?? []
    if (unit !== 'daily' && unit !== 'weekly' && unit !== 'monthly')
      throw new Error('must be a list such as daily=7,weekly=4,monthly=12')
    if (seen.has(unit)) throw new Error(`names ${unit} twice`)
    if (Number(amount) > MOST) throw new Error(`may keep at most ${MOST} of a unit`)
    seen.add(unit)
    keep[unit] = Number(amount)
  }
  if (keep.daily + keep.weekly + keep.monthly === 0) throw new Error('must keep at least one backup')
  return keep
}

/** Which of the backups stay, by the times they were made (UTC): the newest always does. */
export function chooseKept(times: readonly Date[], keep: BackupKeep): Set<Date> {
  const newestFirst = times.toSorted((one, other) => other.getTime() - one.getTime())
  return new Set([
    ...newestFirst.slice(0, 1),
    ...newestOfEach(newestFirst, dayOf).slice(0, keep.daily),
    ...newestOfEach(newestFirst, weekOf).slice(0, keep.weekly),
    ...newestOfEach(newestFirst, monthOf).slice(0, keep.monthly),
  ])
}

function newestOfEach(newestFirst: Date[], periodOf: (time: Date) => string): Date[] {
  const newest = new Map<string, Date>()
  for (const time of newestFirst) if (!newest.has(periodOf(time))) newest.set(periodOf(time), time)
  return [...newest.values()]
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** By the Monday it began with. */
function weekOf(time: Date): string {
  const sinceMonday = (time.getUTCDay() + 6) % 7
  return dayOf(new Date(time.getTime() - sinceMonday * 86_400_000))
}

function monthOf(time: Date): string {
  return time.toISOString().slice(0, 7)
}
