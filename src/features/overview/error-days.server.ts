import { gte } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { errorDays } from '@/lib/server/schema/error-days'

const DAY_MS = 24 * 60 * 60_000

/** A day in UTC (`2026-01-31`) with how many answers said that something broke here. */
export type ErrorDay = { day: string; count: number }

/** The errors of the last days, today included, a day without one too. Throws `forbidden` as the figures do. */
export async function listErrorDays(actor: Actor, days: number, now = new Date()): Promise<ErrorDay[]> {
  if (!actor.isInstanceAdmin || actor.session?.impersonator) throw new AppError('forbidden')
  const first = Math.floor(now.getTime() / DAY_MS) - days + 1
  const dayOf = (place: number) => new Date((first + place) * DAY_MS).toISOString().slice(0, 10)
  const rows = database()
    .select()
    .from(errorDays)
    .where(gte(errorDays.day, dayOf(0)))
    .all()
  const counted = new Map(rows.map(({ day, count }) => [day, count]))
  return Array.from({ length: days }, (_, place) => ({
    day: dayOf(place),
    count: counted.get(dayOf(place)) ?? 0,
  }))
}
