import { sql } from 'drizzle-orm'
import type { Figure } from '@/lib/figure'
import { database } from '@/lib/server/db'
import { firstRow } from '@/lib/server/first-row'
import * as words from '../words/account'

const MONTH_MS = 30 * 24 * 60 * 60_000

/** How many accounts there are and who of them stands out. */
export function listAccountFigures(now: Date): Figure[] {
  const row = firstRow<{ all: number; admins: number; banned: number; young: number }>(
    database(),
    sql`SELECT count(*) AS "all",
      count(*) FILTER (WHERE role = 'admin') AS admins,
      count(*) FILTER (WHERE banned = 1 AND (ban_expires IS NULL OR ban_expires > ${now.getTime()})) AS banned,
      count(*) FILTER (WHERE created_at > ${now.getTime() - MONTH_MS}) AS young
    FROM user`,
  )
  const { all = 0, admins = 0, banned = 0, young = 0 } = row ?? {}
  const about = [words.admins(admins), ...(banned > 0 ? [words.banned(banned)] : []), words.young(young)]
  return [{ ...words.figure(all), about: about.join(', '), href: '/admin/accounts' }]
}
