import { sql } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { assertAdmin, type Admin } from './admin-act.server'
import type { SignInDay } from './admin.schema'

const DAY_MS = 24 * 60 * 60_000

/**
 * The sign-ins of the last days, today included, a day without one too. In vain counts what the log holds: the first, second,
 * fourth, eighth failure of a row. Throws `forbidden`.
 */
export async function listSignIns(by: Admin, days: number, now = new Date()): Promise<SignInDay[]> {
  assertAdmin(by)
  const firstDay = Math.floor(now.getTime() / DAY_MS) - days + 1
  const [signedIn, failed] = [
    countByDay('account.signed_in', firstDay),
    countByDay('account.sign_in_failed', firstDay),
  ]
  return Array.from({ length: days }, (_, place) => {
    const day = firstDay + place
    return {
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      signedIn: signedIn.get(day) ?? 0,
      failed: failed.get(day) ?? 0,
    }
  })
}

function countByDay(action: string, firstDay: number): Map<number, number> {
  const rows = database().all<{ day: number; count: number }>(sql`
    SELECT at / ${DAY_MS} AS day, count(*) AS count FROM audit
    WHERE action = ${action} AND at >= ${firstDay * DAY_MS} GROUP BY 1`)
  return new Map(rows.map(({ day, count }) => [day, count]))
}
