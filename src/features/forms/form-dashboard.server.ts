import { sql, type SQL } from 'drizzle-orm'
import { countOf } from '@/lib/count-of'
import { DAY_MS, fillDays, type DashboardPart, type DaySpan } from '@/lib/dashboard'
import { countRows } from '@/lib/server/first-row'
import { database } from '@/lib/server/db'
import { canEditForm } from './forms.policy'

/** The forms’ part of the dashboard. */
export const formDashboard: DashboardPart = {
  news: ({ workspace, accountId }, since) => {
    const count = countRows(sql`
      SELECT count(DISTINCT f.seq) AS count FROM forms f JOIN form_versions v ON v.form_seq = f.seq
      WHERE f.workspace_id = ${workspace.id} AND f.trashed_at IS NULL
        AND v.published_at > ${since.getTime()} AND v.published_by IS NOT ${accountId}`)
    return count > 0 ? [{ label: countOf(count, 'published form'), about: 'by others', href: '/forms' }] : []
  },
  activity: ({ workspaceId }, span) => [
    { label: 'Forms published', byDay: fillDays(database().all(publishedQuery(workspaceId, span)), span) },
  ],
  firstSteps: (actor) =>
    canEditForm(actor)
      ? [
          {
            label: 'Build a form',
            description: 'From a template or from nothing. Anybody who has its address can answer.',
            href: '/forms/new',
          },
        ]
      : [],
}

export function publishedQuery(workspaceId: string, { firstDay }: DaySpan): SQL {
  return sql`
    SELECT v.published_at / ${DAY_MS} AS day, count(*) AS count
    FROM forms f JOIN form_versions v ON v.form_seq = f.seq
    WHERE f.workspace_id = ${workspaceId} AND f.trashed_at IS NULL AND v.published_at >= ${firstDay * DAY_MS}
    GROUP BY 1`
}
