import { and, desc, eq, sql } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor, Member, WorkspaceRole } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { assertLimit } from '@/lib/server/limits/limits'
import { database, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { Page } from '@/lib/server/page'
import { user } from '@/lib/server/schema/accounts'
import { invitation, member } from '@/lib/server/schema/workspaces'
import { actIn, changeWorkspace } from './acting.server'
import { writeLink } from './invitation-link.server'
import { selectInvitations, stateOf, toRecord, type InvitationRow } from './invitation-rows.server'
import * as refusals from './words/refusals'
import { canGiveRole, canListInvitations } from './workspaces.policy'
import type { InvitationItem, InvitationRecord, Invite, ListPage } from './workspaces.schema'

const PAGE_SIZE = 50
const HOUR = 60 * 60_000

/** An invitation, and each link to it, is good for this long, in milliseconds. */
const INVITATION_AGE = 7 * 24 * HOUR

/**
 * Invites an address, or renews the invitation that it has, and writes to it. What happens is the same whether the
 * address has an account or not. Throws `forbidden`, `limited`, and `conflict` for somebody who is here already.
 */
export async function invite(actor: Member, input: Invite, now = new Date()): Promise<InvitationRecord> {
  return changeWorkspace(actor, (tx, acting) => {
    assertMayGive(acting, input.role)
    assertNotMember(tx, acting, input.email)
    const known = findPending(tx, acting, input.email)
    if (known) assertMayGive(acting, known.role)
    countMessages(acting, input.email, now)
    const row = known
      ? renew(tx, acting, known.id, input.role, now)
      : insertInvitation(tx, acting, input, now)
    tell(tx, acting, row, now)
    record(tx, known ? 'invitation.renewed' : 'invitation.sent', acting, row, now)
    return toRecord(row)
  })
}

/** Writes again, with a new link and seven more days; the older link ends. Throws `not_found`, `forbidden`, `limited`. */
export async function resendInvitation(
  actor: Member,
  id: string,
  now = new Date(),
): Promise<InvitationRecord> {
  return changeWorkspace(actor, (tx, acting) => {
    const pending = loadPending(tx, acting, id)
    countMessages(acting, pending.email, now)
    const row = renew(tx, acting, id, pending.role, now)
    tell(tx, acting, row, now)
    record(tx, 'invitation.renewed', acting, row, now)
    return toRecord(row)
  })
}

/** Ends an invitation: its links stop working. Throws `not_found` or `forbidden`. */
export async function revokeInvitation(
  actor: Member,
  id: string,
  now = new Date(),
): Promise<InvitationRecord> {
  return changeWorkspace(actor, (tx, acting) => {
    const pending = loadPending(tx, acting, id)
    tx.update(invitation).set({ status: 'canceled' }).where(eq(invitation.id, id)).run()
    record(tx, 'invitation.revoked', acting, pending, now)
    return toRecord({ ...pending, status: 'canceled' })
  })
}

/**
 * The invitations that nobody has answered, the newest first, each with a link to hand out. Throws `forbidden` for
 * members and viewers, `bad_input` for a cursor of another list.
 */
export async function listInvitations(
  actor: Member,
  { cursor }: ListPage = {},
  now = new Date(),
): Promise<Page<InvitationItem>> {
  const acting = actIn(actor, actor.workspace.id)
  if (!canListInvitations(acting)) throw refusal()
  const list = `invitations:${acting.workspace.id}`
  const before = cursor === undefined ? [] : readCursor(list, cursor)
  const rows = selectInvitations(database())
    .where(
      and(
        eq(invitation.organizationId, acting.workspace.id),
        eq(invitation.status, 'pending'),
        before.length === 2
          ? sql`(${invitation.createdAt}, ${invitation.id}) < (${before[0]}, ${before[1]})`
          : undefined,
      ),
    )
    .orderBy(desc(invitation.createdAt), desc(invitation.id))
    .limit(PAGE_SIZE + 1)
    .all()
  const shown = rows.slice(0, PAGE_SIZE)
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined
  return new Page(
    shown.map((row) => toItem(acting, row, now)),
    last ? writeCursor(list, [last.createdAt.getTime(), last.id]) : null,
  )
}

function toItem(actor: Member, row: InvitationRow, now: Date): InvitationItem {
  const state = stateOf(row, now)
  const isTheirs = canGiveRole(actor, row.role)
  const [origin] = instance().address.origins
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    inviter: row.inviter,
    state,
    isTheirs,
    link: isTheirs && state === 'open' ? `${origin}${writeLink(row, 'copy')}` : null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** The workspace of an invitation that the actor is a member of, for a program that knows no more. Throws `not_found`. */
export function actOnInvitation(actor: Actor, id: string): Member {
  const row = database()
    .select({ workspaceId: invitation.organizationId })
    .from(invitation)
    .where(eq(invitation.id, id))
    .get()
  if (!row) throw new AppError('not_found')
  return actIn(actor, row.workspaceId)
}

function assertMayGive(actor: Member, role: WorkspaceRole): void {
  if (!canGiveRole(actor, role)) throw refusal(role)
}

function refusal(role?: WorkspaceRole): AppError {
  const message = role === 'owner' ? refusals.invitesOwner : refusals.onlyManagersInvite
  return new AppError('forbidden', message)
}

/** Strangers are written to in somebody's name, so not without end: by workspace, and to one address. */
function countMessages({ workspace }: Member, email: string, now: Date): void {
  assertLimit('mail', `invitation:${workspace.id}:${email}`, now.getTime())
  assertLimit('invitation', workspace.id, now.getTime())
}

function assertNotMember(tx: Transaction, { workspace }: Member, email: string): void {
  const row = tx
    .select({ id: member.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, workspace.id), eq(user.email, email)))
    .get()
  if (row) throw new AppError('conflict', refusals.isHere(email))
}

function findPending(tx: Transaction, { workspace }: Member, email: string): InvitationRow | undefined {
  return selectInvitations(tx)
    .where(
      and(
        eq(invitation.organizationId, workspace.id),
        eq(invitation.email, email),
        eq(invitation.status, 'pending'),
      ),
    )
    .get()
}

/** A pending invitation that the actor may see to. */
function loadPending(tx: Transaction, actor: Member, id: string): InvitationRow {
  if (!canListInvitations(actor)) throw refusal()
  const row = selectInvitations(tx)
    .where(and(eq(invitation.organizationId, actor.workspace.id), eq(invitation.id, id)))
    .get()
  if (row?.status !== 'pending') throw new AppError('not_found', refusals.notOpen)
  assertMayGive(actor, row.role)
  return row
}

function insertInvitation(tx: Transaction, actor: Member, { email, role }: Invite, now: Date): InvitationRow {
  const id = Bun.randomUUIDv7()
  tx.insert(invitation)
    .values({
      id,
      organizationId: actor.workspace.id,
      inviterId: actor.accountId,
      email,
      role,
      createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_AGE),
    })
    .run()
  return reload(tx, id)
}

/** A new link under the name of whoever renews it: the older link ends. */
function renew(tx: Transaction, actor: Member, id: string, role: WorkspaceRole, now: Date): InvitationRow {
  tx.update(invitation)
    .set({
      role,
      inviterId: actor.accountId,
      linkNumber: sql`${invitation.linkNumber} + 1`,
      expiresAt: new Date(now.getTime() + INVITATION_AGE),
    })
    .where(eq(invitation.id, id))
    .run()
  return reload(tx, id)
}

function reload(tx: Transaction, id: string): InvitationRow {
  const row = selectInvitations(tx).where(eq(invitation.id, id)).get()
  if (!row) throw new AppError('not_found')
  return row
}

function tell(tx: Transaction, { workspace }: Member, row: InvitationRow, now: Date): void {
  const { email: recipient, inviter, role } = row
  const link = writeLink(row, 'mail')
  const what = { inviter, workspace: workspace.name, role, link }
  queueMail(tx, { kind: 'invitation', recipient, workspaceId: workspace.id, ...what }, now)
}

function record(tx: Transaction, action: AuditAction, actor: Member, row: InvitationRow, now: Date): void {
  const details = { email: row.email, role: row.role }
  writeAudit(tx, { action, actor, subjectId: row.id, workspaceId: actor.workspace.id, details }, now)
}
