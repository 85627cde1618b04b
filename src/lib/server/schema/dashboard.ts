import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { organization } from './workspaces'

/**
 * When somebody last looked at a workspace's dashboard. `since_at` is when the visit before that ended: what is new is newer than
 * it. Null at the first visit.
 */
export const dashboardVisits = sqliteTable(
  'dashboard_visits',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    sinceAt: time('since_at'),
    visitedAt: time('visited_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.workspaceId] }),
    index('dashboard_visits_workspace_id').on(table.workspaceId),
  ],
)

/**
 * Counts the changes of what a workspace's charts are drawn from: triggers on those tables add to it, so that no writer can forget
 * to. What was computed under another number is out of date (docs/decisions/038-the-dashboard.md).
 */
export const workspaceChanges = sqliteTable('workspace_changes', {
  workspaceId: text('workspace_id')
    .primaryKey()
    .references(() => organization.id, { onDelete: 'cascade' }),
  count: integer('count').notNull().default(0),
})
