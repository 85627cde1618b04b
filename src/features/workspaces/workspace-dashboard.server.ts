import { sql } from 'drizzle-orm'
import { countOf } from '@/lib/count-of'
import type { DashboardPart } from '@/lib/dashboard'
import { countRows } from '@/lib/server/first-row'
import { canListInvitations } from './workspaces.policy'

/** Who joined, and whom to ask first. */
export const workspaceDashboard: DashboardPart = {
  news: ({ workspace, accountId }, since) => {
    const count = countRows(sql`
      SELECT count(*) AS count FROM member WHERE organization_id = ${workspace.id} AND user_id <> ${accountId}
        AND created_at > ${since.getTime()}`)
    return count > 0
      ? [{ label: countOf(count, 'new member'), about: 'of the workspace', href: '/workspace' }]
      : []
  },
  firstSteps: (actor) =>
    canListInvitations(actor)
      ? [
          {
            label: 'Invite somebody',
            description: 'They get a link. You decide whether they write here or only read.',
            href: '/workspace/invitations',
          },
        ]
      : [],
}
