import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'

/**
 * What was done, by whom, to whom: rows are only ever added. The ids point to nothing on purpose, so that a row outlives
 * the account it tells of. `details` is JSON.
 */
export const audit = sqliteTable(
  'audit',
  {
    id: text('id').primaryKey(),
    at: time('at').notNull(),
    action: text('action').notNull(),
    /** The account that did it; null for the operator's commands and for visitors. */
    actorId: text('actor_id'),
    /** The admin behind an impersonation. */
    impersonatorId: text('impersonator_id'),
    /** What it was done to: an account, a workspace, a code, a mail. */
    subjectId: text('subject_id'),
    workspaceId: text('workspace_id'),
    details: text('details').notNull().default('{}'),
  },
  (table) => [index('audit_at').on(table.at), index('audit_subject_id').on(table.subjectId, table.at)],
)
