import { sql } from 'drizzle-orm'
import { dateOf } from '@/lib/dashboard'
import { dayOf, lastDays } from '@/lib/server/day-span'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { canReadOutbox } from './mails.policy'
import type { MailDay } from './mails.schema'
import type { OutboxReader } from './outbox.server'

/**
 * The messages of the last days by the day on which they were written, by the reader's clocks, today included, a day without one too. Throws
 * `forbidden`.
 */
export async function listMailDays(reader: OutboxReader, days: number, now = new Date()): Promise<MailDay[]> {
  if (reader !== 'operator' && !canReadOutbox(reader)) throw new AppError('forbidden')
  const span = lastDays(days, now)
  const rows = database().all<{ day: number; written: number; failed: number }>(sql`
    SELECT ${dayOf(sql`created_at`, span)} AS day, count(*) AS written, sum(status = 'failed') AS failed FROM mails
    WHERE created_at >= ${span.begin} GROUP BY 1`)
  const counted = new Map(rows.map(({ day, ...counts }) => [day, counts]))
  return Array.from({ length: days }, (_, place) => {
    const day = span.firstDay + place
    const { written = 0, failed = 0 } = counted.get(day) ?? {}
    return { day: dateOf(day), written, failed }
  })
}
