import { and, eq, ne, sql } from 'drizzle-orm'
import type { AuditAction } from '@/lib/audit-actions'
import { workspaceRoles, type Member, type WorkspaceRole } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { prepared, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { Page } from '@/lib/server/page'
import { user } from '@/lib/server/schema/accounts'
import { member } from '@/lib/server/schema/workspaces'
import { changeWorkspace } from './acting.server'
import * as refusals from './words/refusals'
import { canChangeRole, canHandOver, canRemoveMember } from './workspaces.policy'
import type { ChangeRole, ListPage, MemberItem } from './workspaces.schema'

const PAGE_SIZE = 50

/** A page of the workspace's people, owners first, then by name. Throws `bad_input` for a cursor of another list. */
export async function listMembers(actor: Member, page: ListPage = {}): Promise<Page<MemberItem>> {
  return pageOfMembers(actor.workspace.id, page)
}

/** The same of any workspace, for whoever has asked who reads. */
export function pageOfMembers(workspaceId: string, { cursor }: ListPage): Page<MemberItem> {
  const list = `members:${workspaceId}`
  const [rank, name, id] = cursor === undefined ? [-1, '', ''] : readCursor(list, cursor)
  const limit = PAGE_SIZE + 1
  const rows = selectMembers().all({ workspaceId, rank, name, id, limit })
  const shown = rows.slice(0, PAGE_SIZE)
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined
  return new Page(shown.map(toItem), last ? writeCursor(list, [last.rank, last.sortName, last.id]) : null)
}

/** Everybody else in the workspace, by name, at most 500. */
export async function listOthers(actor: Member): Promise<MemberItem[]> {
  return selectOthers().all({ workspaceId: actor.workspace.id, accountId: actor.accountId }).map(toItem)
}

const rank = sql<number>`CASE ${member.role} ${sql.join(
  workspaceRoles.map((role, place) => sql.raw(`WHEN '${role}' THEN ${place}`)),
  sql.raw(' '),
)} END`
const sortName = sql<string>`lower(${user.name})`

const columns = {
  id: member.id,
  accountId: member.userId,
  name: user.name,
  email: user.email,
  picture: user.image,
  role: member.role,
  joinedAt: member.createdAt,
}

const selectMembers = prepared((db) =>
  db
    .select({ ...columns, rank, sortName })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(
      and(
        eq(member.organizationId, sql.placeholder('workspaceId')),
        sql`(${rank}, ${sortName}, ${member.id}) >
          (${sql.placeholder('rank')}, ${sql.placeholder('name')}, ${sql.placeholder('id')})`,
      ),
    )
    .orderBy(rank, sortName, member.id)
    .limit(sql.placeholder('limit'))
    .prepare(),
)

const selectOthers = prepared((db) =>
  db
    .select(columns)
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(
      and(
        eq(member.organizationId, sql.placeholder('workspaceId')),
        ne(member.userId, sql.placeholder('accountId')),
      ),
    )
    .orderBy(sortName, member.id)
    .limit(500)
    .prepare(),
)

type MemberRow = Omit<MemberItem, 'joinedAt'> & { joinedAt: Date }

function toItem({ id, accountId, name, email, picture, role, joinedAt }: MemberRow): MemberItem {
  return { id, accountId, name, email, picture, role, joinedAt: joinedAt.toISOString() }
}

/** Throws `not_found`, `forbidden`, and `conflict` where the last owner would be lost. */
export async function changeRole(
  actor: Member,
  { memberId, role }: ChangeRole,
  now = new Date(),
): Promise<MemberItem> {
  return changeWorkspace(actor, (tx, acting) => {
    const target = loadMember(tx, acting, memberId)
    if (!canChangeRole(acting, target, role)) throw new AppError('forbidden', refusalToChange(target, role))
    if (role !== target.role) {
      assertOwnerStays(tx, target, role)
      setRole(tx, target, role)
      record(tx, 'member.role_changed', acting, target, now, { from: target.role, to: role })
    }
    return { ...target, role }
  })
}

function refusalToChange(target: MemberItem, role: WorkspaceRole): string {
  if (target.role === 'owner') return refusals.changesOwner
  if (role === 'owner') return refusals.makesOwner
  return refusals.onlyManagersChange
}

/** Takes somebody else out of the workspace. Throws `not_found`, `forbidden` or `conflict`. */
export async function removeMember(actor: Member, memberId: string, now = new Date()): Promise<MemberItem> {
  return changeWorkspace(actor, (tx, acting) => {
    const target = loadMember(tx, acting, memberId)
    if (target.accountId === acting.accountId) throw new AppError('conflict', refusals.isYourself)
    if (!canRemoveMember(acting, target)) throw new AppError('forbidden', refusalToRemove(target))
    assertOwnerStays(tx, target)
    tx.delete(member).where(eq(member.id, target.id)).run()
    record(tx, 'member.removed', acting, target, now, { role: target.role })
    return target
  })
}

function refusalToRemove(target: MemberItem): string {
  return target.role === 'owner' ? refusals.removesOwner : refusals.onlyManagersRemove
}

/** Goes. Throws `conflict` for the last owner. */
export async function leaveWorkspace(actor: Member, now = new Date()): Promise<MemberItem> {
  return changeWorkspace(actor, (tx, acting) => {
    const self = loadSelf(tx, acting)
    assertOwnerStays(tx, self)
    tx.delete(member).where(eq(member.id, self.id)).run()
    record(tx, 'member.left', acting, self, now, { role: self.role })
    return self
  })
}

/** Makes somebody else an owner, and the actor an admin, at once. Throws `not_found`, `forbidden` or `bad_input`. */
export async function handOverOwnership(actor: Member, memberId: string, now = new Date()): Promise<void> {
  changeWorkspace(actor, (tx, acting) => {
    const target = loadMember(tx, acting, memberId)
    if (!canHandOver(acting, target)) throw new AppError('forbidden', refusals.onlyOwnersHandOver)
    setRole(tx, target, 'owner')
    setRole(tx, loadSelf(tx, acting), 'admin')
    record(tx, 'workspace.handed_over', acting, target, now, { from: target.role })
  })
}

/** The actor's own place in the workspace. Throws `not_found`. */
export async function getOwnMembership(actor: Member): Promise<MemberItem> {
  return transaction((tx) => loadSelf(tx, actor))
}

/** The member with this address, for a program that knows no more. Throws `not_found`. */
export function findMemberId(actor: Member, email: string): string {
  const row = selectByEmail().get({ workspaceId: actor.workspace.id, email: email.trim().toLowerCase() })
  if (!row) throw new AppError('not_found')
  return row.id
}

const selectByEmail = prepared((db) =>
  db
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(
      and(
        eq(member.organizationId, sql.placeholder('workspaceId')),
        eq(user.email, sql.placeholder('email')),
      ),
    )
    .prepare(),
)

function loadMember(tx: Transaction, actor: Member, memberId: string): MemberItem {
  return load(tx, actor, eq(member.id, memberId))
}

function loadSelf(tx: Transaction, actor: Member): MemberItem {
  return load(tx, actor, eq(member.userId, actor.accountId))
}

function load(tx: Transaction, { workspace }: Member, which: ReturnType<typeof eq>): MemberItem {
  const row = tx
    .select(columns)
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspace.id), which))
    .get()
  if (!row) throw new AppError('not_found', refusals.memberGone)
  return toItem(row)
}

/** Says it before the schema's triggers do. */
function assertOwnerStays(tx: Transaction, target: MemberItem, role?: WorkspaceRole): void {
  if (target.role !== 'owner' || role === 'owner') return
  const inSame = sql`${member.organizationId} = (SELECT organization_id FROM member WHERE id = ${target.id})`
  const other = tx
    .select({ id: member.id })
    .from(member)
    .where(and(inSame, eq(member.role, 'owner'), ne(member.id, target.id)))
    .get()
  if (other) return
  throw new AppError('conflict', refusals.isLastOwner)
}

function setRole(tx: Transaction, { id }: MemberItem, role: WorkspaceRole): void {
  tx.update(member).set({ role }).where(eq(member.id, id)).run()
}

function record(
  tx: Transaction,
  action: AuditAction,
  actor: Member,
  target: MemberItem,
  now: Date,
  details: Record<string, string>,
): void {
  const entry = { action, actor, subjectId: target.accountId, workspaceId: actor.workspace.id, details }
  writeAudit(tx, entry, now)
}
