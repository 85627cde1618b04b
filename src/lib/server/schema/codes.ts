import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'

/** Registration codes: each makes as many accounts as it has uses, until it expires or is revoked. */
export const codes = sqliteTable(
  'codes',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull().unique(),
    label: text('label').notNull(),
    maxUses: integer('max_uses').notNull(),
    uses: integer('uses').notNull().default(0),
    expiresAt: time('expires_at'),
    revokedAt: time('revoked_at'),
    createdBy: text('created_by').references(() => user.id, { onDelete: 'set null' }),
    createdAt: time('created_at').notNull(),
  },
  (table) => [check('codes_uses', sql`${table.uses} BETWEEN 0 AND ${table.maxUses}`)],
)
