import { and, eq, sql } from 'drizzle-orm'
import type { Actor, Member, WorkspaceRole } from '@/lib/actor'
import { database, prepared, type Transaction } from './db'
import { session } from './schema/accounts'
import { member, organization } from './schema/workspaces'

/** Makes a workspace with its first owner, inside the transaction of what it is for; returns its id. */
export function insertWorkspace(tx: Transaction, name: string, ownerId: string, now: Date): string {
  const id = Bun.randomUUIDv7()
  tx.insert(organization).values({ id, name, slug: id, createdAt: now }).run()
  insertMember(tx, { workspaceId: id, accountId: ownerId, role: 'owner' }, now)
  return id
}

type NewMember = { workspaceId: string; accountId: string; role: WorkspaceRole }

/** Returns the id of the membership. */
export function insertMember(
  tx: Transaction,
  { workspaceId, accountId, role }: NewMember,
  now: Date,
): string {
  const id = Bun.randomUUIDv7()
  tx.insert(member).values({ id, organizationId: workspaceId, userId: accountId, role, createdAt: now }).run()
  return id
}

/** The actor as a member of a workspace that may not be the active one; null when they are none. */
export function asMemberOf(actor: Actor, workspaceId: string): Member | null {
  const workspace = selectMembership().get({ accountId: actor.accountId, workspaceId })
  return workspace ? { ...actor, workspace } : null
}

const selectMembership = prepared((db) =>
  db
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(
      and(
        eq(member.userId, sql.placeholder('accountId')),
        eq(member.organizationId, sql.placeholder('workspaceId')),
      ),
    )
    .prepare(),
)

/** Makes the actor's workspace the one that is active in their session, when there is one. */
export function activateWorkspace(actor: Member): void {
  if (!actor.session) return
  database()
    .update(session)
    .set({ activeOrganizationId: actor.workspace.id })
    .where(eq(session.id, actor.session.id))
    .run()
}
