import { sql } from 'drizzle-orm'
import type { DashboardPart } from '@/lib/dashboard'
import { countRows } from '@/lib/server/first-row'
import * as words from './words/dashboard'
import { canListInvitations } from './workspaces.policy'

/** Who joined, and whom to ask first. */
export const workspaceDashboard: DashboardPart = {
  news: ({ workspace, accountId }, since) => {
    const count = countRows(sql`
      SELECT count(*) AS count FROM member WHERE organization_id = ${workspace.id} AND user_id <> ${accountId}
        AND created_at > ${since.getTime()}`)
    return count > 0 ? [{ label: words.newMembers(count), about: words.ofWorkspace, href: '/workspace' }] : []
  },
  firstSteps: (actor) =>
    canListInvitations(actor)
      ? [
          {
            label: words.invite,
            description: words.inviteHint,
            href: '/workspace/invitations',
          },
        ]
      : [],
}
