import { sql } from 'drizzle-orm'
import { check, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'

/**
 * Every backup that was begun, and what came of it. One that is made is heard of (`heard_at`) every few seconds; when it was not
 * for a minute, its process is gone.
 */
export const backups = sqliteTable(
  'backups',
  {
    id: text('id').primaryKey(),
    state: text('state', { enum: ['waiting', 'running', 'verified', 'failed'] }).notNull(),
    /** What began it. */
    origin: text('origin', { enum: ['account', 'schedule', 'command'] }).notNull(),
    accountId: text('account_id'),
    /** Where the file lies, in full. */
    path: text('path').notNull(),
    /** From 0 to 1. */
    progress: real('progress').notNull().default(0),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    schemaVersion: text('schema_version'),
    rows: integer('rows'),
    /** Why it failed: a sentence. */
    reason: text('reason'),
    startedAt: time('started_at').notNull(),
    heardAt: time('heard_at').notNull(),
    finishedAt: time('finished_at'),
  },
  (table) => [
    index('backups_started_at').on(table.startedAt),
    check('backups_verified', sql`${table.state} <> 'verified' OR ${table.sha256} IS NOT NULL`),
    check('backups_failed', sql`${table.state} <> 'failed' OR ${table.reason} IS NOT NULL`),
  ],
)
