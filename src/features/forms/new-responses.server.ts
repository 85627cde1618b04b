import { sql } from 'drizzle-orm'
import { hasRole, type Member } from '@/lib/actor'
import { prepared } from '@/lib/server/db'

/** Beyond this a count says only that there are many. */
export const MANY_NEW = 100

/**
 * How many responses of the active workspace wait for somebody to look at them, at most 100: of forms whose responses the reader may
 * see and that are not in the trash. Asked for on each page, so it is one statement, which an index answers.
 */
export function countNewResponses({ workspace }: Member): number {
  const isAdmin = hasRole(workspace.role, 'admin') ? 1 : 0
  return countNew().get({ workspaceId: workspace.id, isAdmin })?.count ?? 0
}

/** True for forms whose responses are not for admins alone. */
export const seenByAll = sql`json_extract(forms.settings, '$.visibleTo') IS NOT 'admins'`

const countNew = prepared((db) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(
      sql`(SELECT 1 FROM forms CROSS JOIN responses r
        ON r.form_seq = forms.seq AND r.quarantined_at IS NULL AND r.status = 'new'
        WHERE forms.workspace_id = ${sql.placeholder('workspaceId')} AND forms.trashed_at IS NULL
          AND (${sql.placeholder('isAdmin')} = 1 OR ${seenByAll}) LIMIT ${sql.raw(String(MANY_NEW))})`,
    )
    .prepare(),
)
