import { sql } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { canReadOutbox } from './mails.policy'
import type { MailDay } from './mails.schema'
import type { OutboxReader } from './outbox.server'

const DAY_MS = 24 * 60 * 60_000

/**
 * The messages of the last days by the day on which they were written, today included, a day without one too. Throws
 * `forbidden`.
 */
export async function listMailDays(reader: OutboxReader, days: number, now = new Date()): Promise<MailDay[]> {
  if (reader !== 'operator' && !canReadOutbox(reader)) throw new AppError('forbidden')
  const firstDay = Math.floor(now.getTime() / DAY_MS) - days + 1
  const rows = database().all<{ day: number; written: number; failed: number }>(sql`
    SELECT created_at / ${DAY_MS} AS day, count(*) AS written, sum(status = 'failed') AS failed FROM mails
    WHERE created_at >= ${firstDay * DAY_MS} GROUP BY 1`)
  const counted = new Map(rows.map(({ day, ...counts }) => [day, counts]))
  return Array.from({ length: days }, (_, place) => {
    const day = firstDay + place
    const { written = 0, failed = 0 } = counted.get(day) ?? {}
    return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), written, failed }
  })
}
