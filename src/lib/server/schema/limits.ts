import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'

/**
 * Wrong passwords in a row for one account, so that a restart does not forgive them. `key` is a keyed hash of whom they
 * were for, whether there is such an account or not; nothing may be tried before `open_at`.
 */
export const credentialFailures = sqliteTable(
  'credential_failures',
  {
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    lastAt: time('last_at').notNull(),
    openAt: time('open_at').notNull(),
  },
  (table) => [index('credential_failures_last_at').on(table.lastAt)],
)
