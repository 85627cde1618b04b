import { sql } from 'drizzle-orm'
import { dateOf, type DaySpan } from '@/lib/dashboard'
import { dayOf, lastDays } from '@/lib/server/day-span'
import { database } from '@/lib/server/db'
import { assertAdmin, type Admin } from './admin-act.server'
import type { SignInDay } from './admin.schema'

/**
 * The sign-ins of the last days, by the reader's clocks, today included, a day without one too. In vain counts what the log holds: the first, second,
 * fourth, eighth failure of a row. Throws `forbidden`.
 */
export async function listSignIns(by: Admin, days: number, now = new Date()): Promise<SignInDay[]> {
  assertAdmin(by)
  const span = lastDays(days, now)
  const [signedIn, failed] = [
    countByDay('account.signed_in', span),
    countByDay('account.sign_in_failed', span),
  ]
  return Array.from({ length: days }, (_, place) => {
    const day = span.firstDay + place
    return {
      day: dateOf(day),
      signedIn: signedIn.get(day) ?? 0,
      failed: failed.get(day) ?? 0,
    }
  })
}

function countByDay(action: string, span: DaySpan): Map<number, number> {
  const rows = database().all<{ day: number; count: number }>(sql`
    SELECT ${dayOf(sql`at`, span)} AS day, count(*) AS count FROM audit
    WHERE action = ${action} AND at >= ${span.begin} GROUP BY 1`)
  return new Map(rows.map(({ day, count }) => [day, count]))
}
