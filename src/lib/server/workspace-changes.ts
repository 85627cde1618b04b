import { eq, sql } from 'drizzle-orm'
import { prepared } from './db'
import { workspaceChanges } from './schema/dashboard'

/**
 * How often something of a workspace has changed that the dashboard and the lists count: what was made of it is kept under this
 * number. Triggers count, in the transaction of the change, whoever makes it.
 */
export function changesOf(workspaceId: string): number {
  return selectChanges().get({ workspaceId })?.count ?? 0
}

const selectChanges = prepared((db) =>
  db
    .select({ count: workspaceChanges.count })
    .from(workspaceChanges)
    .where(eq(workspaceChanges.workspaceId, sql.placeholder('workspaceId')))
    .prepare(),
)
