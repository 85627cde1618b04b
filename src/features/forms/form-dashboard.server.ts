import { sql, type SQL } from 'drizzle-orm'
import { fillDays, type DashboardPart, type DaySpan } from '@/lib/dashboard'
import { dayOf } from '@/lib/server/day-span'
import { countRows } from '@/lib/server/first-row'
import { database } from '@/lib/server/db'
import { canEditForm } from './forms.policy'
import * as words from './words/feature'

/** The forms’ part of the dashboard. */
export const formDashboard: DashboardPart = {
  news: ({ workspace, accountId }, since) => {
    const count = countRows(sql`
      SELECT count(DISTINCT f.seq) AS count FROM forms f JOIN form_versions v ON v.form_seq = f.seq
      WHERE f.workspace_id = ${workspace.id} AND f.trashed_at IS NULL
        AND v.published_at > ${since.getTime()} AND v.published_by IS NOT ${accountId}`)
    return count > 0 ? [{ label: words.published(count), about: words.byOthers, href: '/forms' }] : []
  },
  activity: ({ workspaceId }, span) => [
    { label: words.formsPublished, byDay: fillDays(database().all(publishedQuery(workspaceId, span)), span) },
  ],
  firstSteps: (actor) =>
    canEditForm(actor)
      ? [
          {
            label: words.build,
            description: words.buildHint,
            href: '/forms/new',
          },
        ]
      : [],
}

export function publishedQuery(workspaceId: string, span: DaySpan): SQL {
  return sql`
    SELECT ${dayOf(sql`v.published_at`, span)} AS day, count(*) AS count
    FROM forms f JOIN form_versions v ON v.form_seq = f.seq
    WHERE f.workspace_id = ${workspaceId} AND f.trashed_at IS NULL AND v.published_at >= ${span.begin}
    GROUP BY 1`
}
