import { asc, eq, sql } from 'drizzle-orm'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { prepared, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { member, organization } from '@/lib/server/schema/workspaces'
import { activateWorkspace, asMemberOf, insertWorkspace } from '@/lib/server/workspaces'
import { actIn, changeWorkspace } from './acting.server'
import * as refusals from './words/refusals'
import { canDeleteWorkspace, canRenameWorkspace } from './workspaces.policy'
import type { CreateWorkspace, RenameWorkspace, WorkspaceItem, WorkspaceRecord } from './workspaces.schema'

/** The actor's workspaces, as they were joined. */
export async function listWorkspaces(actor: Actor): Promise<WorkspaceItem[]> {
  return selectWorkspaces().all({ accountId: actor.accountId })
}

const selectWorkspaces = prepared((db) =>
  db
    .select({
      id: organization.id,
      name: organization.name,
      role: member.role,
      members: sql<number>`(SELECT count(*) FROM member AS m WHERE m.organization_id = ${organization.id})`,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, sql.placeholder('accountId')))
    .orderBy(asc(member.createdAt), asc(member.id))
    .prepare(),
)

/** The workspace's row, as Better Auth's client reads it. Throws `not_found`. */
export async function getWorkspace({ workspace }: Member): Promise<WorkspaceRecord> {
  const row = selectRecord().get({ id: workspace.id })
  if (!row) throw new AppError('not_found')
  return row
}

const selectRecord = prepared((db) =>
  db
    .select()
    .from(organization)
    .where(eq(organization.id, sql.placeholder('id')))
    .prepare(),
)

/** A workspace of the actor's own, which becomes the active one unless told not to; returns them as its owner. */
export async function createWorkspace(
  actor: Actor,
  { name, activate = true }: CreateWorkspace & { activate?: boolean },
  now = new Date(),
): Promise<Member> {
  const owner = transaction((tx) => {
    const workspaceId = insertWorkspace(tx, name, actor.accountId, now)
    writeAudit(tx, { action: 'workspace.created', actor, subjectId: workspaceId, workspaceId }, now)
    return actIn(actor, workspaceId)
  })
  if (activate) activateWorkspace(owner)
  return owner
}

/** Throws `forbidden` for members and viewers. */
export async function renameWorkspace(
  actor: Member,
  { name }: RenameWorkspace,
  now = new Date(),
): Promise<void> {
  const { id } = actor.workspace
  changeWorkspace(actor, (tx, acting) => {
    if (!canRenameWorkspace(acting)) throw new AppError('forbidden', refusals.onlyManagersRename)
    tx.update(organization).set({ name }).where(eq(organization.id, id)).run()
    const details = { from: acting.workspace.name, to: name }
    writeAudit(tx, { action: 'workspace.renamed', actor, subjectId: id, workspaceId: id, details }, now)
  })
}

/**
 * Deletes a workspace with all that is in it. `confirmation` is its name as the person typed it, or its id from a
 * program that names it anyway. Throws `forbidden` for all but owners, `bad_input` at `confirmation` for another name.
 */
export async function deleteWorkspace(actor: Member, confirmation: string, now = new Date()): Promise<void> {
  const { id } = actor.workspace
  changeWorkspace(actor, (tx, acting) => {
    if (!canDeleteWorkspace(acting)) throw new AppError('forbidden', refusals.onlyOwnersDelete)
    const { name } = acting.workspace
    if (confirmation !== name && confirmation !== id) throw wrongName(name)
    tx.delete(organization).where(eq(organization.id, id)).run()
    const details = { name }
    writeAudit(tx, { action: 'workspace.deleted', actor, subjectId: id, workspaceId: id, details }, now)
  })
}

/** What the wrong confirmation of a deletion is refused with. */
export function wrongName(name: string): AppError {
  const issues = [{ path: 'confirmation', message: refusals.wrongName(name) }]
  return new AppError('bad_input', undefined, { issues })
}

/** Makes another of the actor's workspaces the active one of their session. Throws `not_found`. */
export async function switchWorkspace(actor: Actor, workspaceId: string): Promise<Member> {
  const member = asMemberOf(actor, workspaceId)
  if (!member) throw new AppError('not_found')
  activateWorkspace(member)
  return member
}
