import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { organization } from './workspaces'

/**
 * The outbox: every message, written in the transaction of what it tells of. `data` is the template's input as JSON;
 * `link` stands apart, because it is a key to something and is erased once the message was sent.
 */
export const mails = sqliteTable(
  'mails',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    recipient: text('recipient').notNull(),
    accountId: text('account_id').references(() => user.id, { onDelete: 'cascade' }),
    workspaceId: text('workspace_id').references(() => organization.id, { onDelete: 'cascade' }),
    data: text('data').notNull(),
    link: text('link'),
    status: text('status', { enum: ['queued', 'sent', 'failed'] })
      .notNull()
      .default('queued'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    createdAt: time('created_at').notNull(),
    sentAt: time('sent_at'),
  },
  (table) => [index('mails_created_at').on(table.createdAt), index('mails_account_id').on(table.accountId)],
)
