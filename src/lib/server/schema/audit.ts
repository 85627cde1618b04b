import { sql } from 'drizzle-orm'
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'

/**
 * What was done, by whom, to whom: ids and times alone. Triggers see to it that rows are only ever added. The ids point to
 * nothing on purpose, so that a row outlives the account it tells of.
 */
export const audit = sqliteTable(
  'audit',
  {
    id: text('id').primaryKey(),
    at: time('at').notNull(),
    action: text('action').notNull(),
    /** A page or the API, a command of the operator, or a job. */
    source: text('source', { enum: ['web', 'command', 'job'] })
      .notNull()
      .default('web'),
    /** The account that did it; null for the operator's commands and for visitors. */
    actorId: text('actor_id'),
    /** The admin behind an impersonation. */
    impersonatorId: text('impersonator_id'),
    /** What it was done to: an account, a workspace, a code, a mail. */
    subjectId: text('subject_id'),
    workspaceId: text('workspace_id'),
  },
  (table) => [
    index('audit_at').on(table.at, table.id),
    index('audit_actor_id').on(table.actorId, table.at, table.id),
    index('audit_action').on(table.action, table.at, table.id),
    index('audit_subject_id').on(table.subjectId, table.at, table.id),
    index('audit_workspace_id')
      .on(table.workspaceId, table.at, table.id)
      .where(sql`workspace_id IS NOT NULL`),
  ],
)

/**
 * What a row of the audit log says of people: names, network addresses, values. A row of it can be deleted when a person asks,
 * and never changed.
 */
export const auditValues = sqliteTable('audit_values', {
  auditId: text('audit_id')
    .primaryKey()
    .references(() => audit.id),
  /** The client's network address. */
  address: text('address'),
  requestId: text('request_id'),
  /** The names of who did it, and of the account that it was done to, as they were then. */
  actor: text('actor'),
  subject: text('subject'),
  /** JSON. */
  details: text('details').notNull().default('{}'),
})
