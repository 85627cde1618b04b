import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { WorkspaceRole } from '@/lib/actor'
import type { DatabaseClient, Transaction } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { invitation, member, organization } from '@/lib/server/schema/workspaces'
import { canGiveRole } from './workspaces.policy'
import type { InvitationRecord, InvitationState } from './workspaces.schema'

const inviter = alias(user, 'inviter')
const inviterMember = alias(member, 'inviter_member')

/** A query for invitations with what stands behind them, still without its conditions. */
export function selectInvitations(db: DatabaseClient | Transaction) {
  return db
    .select({
      id: invitation.id,
      workspaceId: invitation.organizationId,
      workspace: organization.name,
      inviterId: invitation.inviterId,
      inviter: inviter.name,
      /** Null once the inviter is gone from the workspace. */
      inviterRole: inviterMember.role,
      email: invitation.email,
      role: sql<WorkspaceRole>`coalesce(${invitation.role}, 'member')`,
      status: invitation.status,
      linkNumber: invitation.linkNumber,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    })
    .from(invitation)
    .innerJoin(organization, eq(organization.id, invitation.organizationId))
    .innerJoin(inviter, eq(inviter.id, invitation.inviterId))
    .leftJoin(
      inviterMember,
      and(
        eq(inviterMember.userId, invitation.inviterId),
        eq(inviterMember.organizationId, invitation.organizationId),
      ),
    )
    .$dynamic()
}

export type InvitationRow = ReturnType<ReturnType<typeof selectInvitations>['all']>[number]

/**
 * An invitation holds as long as its inviter could still give it: whoever was removed or lost the role takes the links
 * that they copied with them, but not into the workspace.
 */
export function stateOf(row: InvitationRow, now: Date): InvitationState {
  if (row.expiresAt <= now) return 'expired'
  return row.inviterRole !== null && isVouched(row.inviterId, row.inviterRole, row.role)
    ? 'open'
    : 'unvouched'
}

function isVouched(accountId: string, inviterRole: WorkspaceRole, role: WorkspaceRole): boolean {
  return canGiveRole({ accountId, workspace: { role: inviterRole } }, role)
}

/** The shape that Better Auth's client reads. */
export function toRecord(row: InvitationRow): InvitationRecord {
  const { id, workspaceId: organizationId, inviterId, email, role, status, expiresAt, createdAt } = row
  return { id, organizationId, inviterId, email, role, status, expiresAt, createdAt }
}
