import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { organization } from './workspaces'
import { time } from './columns'

/**
 * What each workspace holds, trash, private notes and spam included: triggers keep it, so that a list of all of them is read and
 * sorted without counting. `bytes` are those of files and pictures; `active_at` is the last change of a note, a form or a response
 * (docs/decisions/043-workspaces-in-the-panel.md).
 */
export const workspaceTotals = sqliteTable(
  'workspace_totals',
  {
    workspaceId: text('workspace_id')
      .primaryKey()
      .references(() => organization.id, { onDelete: 'cascade' }),
    members: integer('members').notNull().default(0),
    notes: integer('notes').notNull().default(0),
    forms: integer('forms').notNull().default(0),
    responses: integer('responses').notNull().default(0),
    bytes: integer('bytes').notNull().default(0),
    activeAt: time('active_at').notNull(),
  },
  (table) => [
    index('workspace_totals_members').on(table.members, table.workspaceId),
    index('workspace_totals_bytes').on(table.bytes, table.workspaceId),
    index('workspace_totals_active_at').on(table.activeAt, table.workspaceId),
  ],
)
