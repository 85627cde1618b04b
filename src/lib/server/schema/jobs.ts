import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'

/**
 * Background work. A worker takes a job by setting `leased_until`; a job whose lease ran out is free again. A finished
 * job is deleted, one that failed for good keeps `failed_at`. `key` makes a job unique: a schedule's next run.
 */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    key: text('key').unique(),
    /** JSON. */
    payload: text('payload').notNull(),
    runAt: time('run_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: time('leased_until'),
    failedAt: time('failed_at'),
    lastError: text('last_error'),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    index('jobs_run_at').on(table.failedAt, table.runAt),
    check('jobs_attempts', sql`${table.attempts} >= 0`),
  ],
)
