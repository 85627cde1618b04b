import { and, eq, ne } from 'drizzle-orm'
import {
  assertAdmin,
  assertStillAdmin,
  auditor,
  type Admin,
} from '@/features/accounts/admin/admin-act.server'
import type { AuditAction } from '@/lib/audit-actions'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { isBanned } from '@/lib/server/session'
import * as refusals from '../words/refusals'
import type { RenameWorkspace } from '../workspaces.schema'
import { wrongName } from '../workspaces.server'

/** Renames a workspace of the instance. Throws `forbidden` or `not_found`. */
export async function renameAnyWorkspace(
  by: Admin,
  id: string,
  { name }: RenameWorkspace,
  now = new Date(),
): Promise<void> {
  actOnWorkspace(by, id, (tx, target) => {
    tx.update(organization).set({ name }).where(eq(organization.id, id)).run()
    const entry = { action: 'workspace.renamed', actor: auditor(by), subjectId: id, workspaceId: id } as const
    writeAudit(tx, { ...entry, details: { from: target.name, to: name } }, now)
  })
}

/**
 * Makes a member the owner of their workspace, and whoever was an owner until now an admin: for one whose owner is gone. Throws
 * `forbidden`, `not_found`, or `conflict` for who is the only owner already, and for an account that is banned.
 */
export async function handOverAnyWorkspace(
  by: Admin,
  id: string,
  memberId: string,
  now = new Date(),
): Promise<void> {
  actOnWorkspace(by, id, (tx) => {
    const heir = selectHeir(tx, id, memberId)
    if (!heir) throw new AppError('not_found', refusals.memberGone)
    if (isBanned(heir, now)) throw new AppError('conflict', refusals.isBanned)
    const isOther = and(eq(member.organizationId, id), eq(member.role, 'owner'), ne(member.id, memberId))
    // The new owner comes first: a workspace is never without one.
    tx.update(member).set({ role: 'owner' }).where(eq(member.id, memberId)).run()
    const ids = { accountId: member.userId }
    const before = tx.update(member).set({ role: 'admin' }).where(isOther).returning(ids).all()
    if (before.length === 0) throw new AppError('conflict', refusals.isOnlyOwner)
    const record = (action: AuditAction, subjectId: string, details: Record<string, string>) =>
      writeAudit(tx, { action, actor: auditor(by), subjectId, workspaceId: id, details }, now)
    for (const { accountId } of before)
      record('member.role_changed', accountId, { from: 'owner', to: 'admin' })
    record('workspace.handed_over', heir.accountId, { from: heir.role })
  })
}

/**
 * Deletes a workspace of the instance with all that is in it. `confirmation` is its name as the admin typed it, or its id from a
 * program that names it anyway. Throws `forbidden`, `not_found`, or `bad_input` at `confirmation` for another name.
 */
export async function deleteAnyWorkspace(
  by: Admin,
  id: string,
  confirmation: string,
  now = new Date(),
): Promise<void> {
  actOnWorkspace(by, id, (tx, { name }) => {
    if (confirmation !== name && confirmation !== id) throw wrongName(name)
    tx.delete(organization).where(eq(organization.id, id)).run()
    const entry = { action: 'workspace.deleted', actor: auditor(by), subjectId: id, workspaceId: id } as const
    writeAudit(tx, { ...entry, details: { name } }, now)
  })
}

/** One deed of an admin on one workspace, in one transaction, as `actOn` is one on an account. */
function actOnWorkspace<T>(
  by: Admin,
  id: string,
  work: (
    tx: Transaction,
    target: typeof organization.$inferSelect,
  ) => T extends PromiseLike<unknown> ? never : T,
): T {
  assertAdmin(by)
  return transaction((tx) => {
    assertStillAdmin(tx, by)
    const target = tx.select().from(organization).where(eq(organization.id, id)).get()
    if (!target) throw new AppError('not_found', refusals.noSuchWorkspace)
    return work(tx, target)
  })
}

function selectHeir(tx: Transaction, workspaceId: string, memberId: string) {
  return tx
    .select({
      accountId: user.id,
      role: member.role,
      banned: user.banned,
      banExpires: user.banExpires,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.id, memberId), eq(member.organizationId, workspaceId)))
    .get()
}
