import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { forms } from './forms'
import { responses } from './responses'

/**
 * A personal link to a form, good for one response. Only the hash of its token is kept. Where answers are anonymous `used_at` is
 * the day alone, and `response_id` stays empty, so that nothing tells which response came by it.
 */
export const formLinks = sqliteTable(
  'form_links',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    formSeq: integer('form_seq')
      .notNull()
      .references(() => forms.seq, { onDelete: 'cascade' }),
    label: text('label').notNull().default(''),
    email: text('email'),
    tokenHash: text('token_hash').notNull().unique(),
    authorId: text('author_id').references(() => user.id, { onDelete: 'set null' }),
    createdAt: time('created_at').notNull(),
    revokedAt: time('revoked_at'),
    usedAt: time('used_at'),
    responseId: text('response_id').references(() => responses.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('form_links_form_seq').on(table.formSeq, table.seq),
    index('form_links_author_id').on(table.authorId),
    index('form_links_response_id').on(table.responseId),
    check('form_links_used', sql`${table.responseId} IS NULL OR ${table.usedAt} IS NOT NULL`),
    check('form_links_once', sql`${table.usedAt} IS NULL OR ${table.revokedAt} IS NULL`),
  ],
)
