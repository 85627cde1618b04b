import { and, eq } from 'drizzle-orm'
import { findAccount, findAccountByEmail } from '@/features/accounts/find-account.server'
import { insertAccount } from '@/features/accounts/insert-account.server'
import { queueVerification } from '@/features/accounts/sign-up/verification.server'
import { countVisitor, mayWriteTo, touchAccount } from '@/features/accounts/sign-up/visitors.server'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { registrationMode } from '@/lib/server/in-force'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { user } from '@/lib/server/schema/accounts'
import { invitation } from '@/lib/server/schema/workspaces'
import { activateWorkspace, asMemberOf, insertMember } from '@/lib/server/workspaces'
import type { AcceptAsNew } from './accept-invitation.schema'
import { actIn } from './acting.server'
import { findChannel, readLink, type LinkChannel } from './invitation-link.server'
import { selectInvitations, stateOf, toRecord, type InvitationRow } from './invitation-rows.server'
import * as refusals from './words/refusals'
import type { InvitationRecord, OpenInvitation } from './workspaces.schema'

/** What a link opens: null for one that is wrong, was replaced, used, revoked or is too old, all the same. */
export async function findInvitation(link: string, now = new Date()): Promise<OpenInvitation | null> {
  const found = findByLink(database(), link, now)
  if (!found) return null
  const { id, email, role, workspace, inviter } = found.row
  return { id, email, role, workspace, inviter }
}

/** Accepts by a link, signed in; the workspace becomes the active one. Throws `conflict` for a dead link, `forbidden`. */
export async function acceptInvitation(actor: Actor, link: string, now = new Date()): Promise<Member> {
  const accepted = transaction((tx) => {
    const { row, channel } = needByLink(tx, link, now)
    assertInvited(actor, row)
    if (channel === 'mail') confirmAddress(tx, actor.accountId, now)
    return accept(tx, actor, row, now)
  })
  activateWorkspace(accepted)
  return accepted
}

/** Declines by a link, signed in. Throws `conflict` for a dead link, `forbidden`. */
export async function declineInvitation(actor: Actor, link: string, now = new Date()): Promise<void> {
  transaction((tx) => {
    const { row } = needByLink(tx, link, now)
    assertInvited(actor, row)
    settle(tx, actor, row, 'rejected', now)
  })
}

/**
 * The same for a program that knows the invitation's id alone: whoever was invited must have shown that the address is
 * theirs. Throws `not_found` or `forbidden`.
 */
export async function answerInvitation(
  actor: Actor,
  id: string,
  answer: 'accepted' | 'rejected',
  now = new Date(),
): Promise<{ invitation: InvitationRecord; member: Member | null }> {
  const answered = transaction((tx) => {
    const row = selectInvitations(tx).where(eq(invitation.id, id)).get()
    const isTheirs = row?.email === actor.email
    if (!row || !isTheirs || !isOpen(row, now)) throw new AppError('not_found')
    if (!findAccount(actor.accountId)?.emailVerified) throw new AppError('forbidden', refusals.confirmFirst)
    if (answer === 'accepted') return { row, member: accept(tx, actor, row, now) }
    settle(tx, actor, row, 'rejected', now)
    return { row, member: null }
  })
  if (answered.member) activateWorkspace(answered.member)
  return { invitation: toRecord({ ...answered.row, status: answer }), member: answered.member }
}

/** Why no account is made by an invitation here, or null where one can be. */
export function newAccountRefusal(): string | null {
  if (registrationMode() !== 'closed') return null
  return refusals.noNewAccounts
}

/** What came of it: the address that signs in, and whether the account is new. */
export type NewAccountOutcome = { email: string; isNew: boolean }

/**
 * Accepts as somebody new: the account has the invited address, which counts as confirmed when the link came by mail. An
 * address that has an account gets a message, and nothing is used up: the caller tries to sign in either way, so that
 * both take the same time. `address` is the client's. Throws `conflict` for a dead link, `forbidden` where no accounts
 * are made, `bad_input` at `password`, `limited` or `busy`.
 */
export async function acceptAsNew(
  link: string,
  { name, password }: AcceptAsNew,
  address: string,
  now = new Date(),
): Promise<NewAccountOutcome> {
  const refusal = newAccountRefusal()
  if (refusal !== null) throw new AppError('forbidden', refusal)
  countVisitor(address, now)
  const { email } = needByLink(database(), link, now).row
  await assertGoodPassword(password, { email, name })
  const passwordHash = await hashPassword(password)
  return transaction((tx) => {
    const { row, channel } = needByLink(tx, link, now)
    const isNew = findAccountByEmail(row.email) === undefined
    if (isNew) register(tx, row, channel, { name, passwordHash }, now)
    else tellOwner(tx, row.email, now)
    return { email: row.email, isNew }
  })
}

type NewPerson = { name: string; passwordHash: string }

function register(
  tx: Transaction,
  row: InvitationRow,
  channel: LinkChannel,
  { name, passwordHash }: NewPerson,
  now: Date,
): void {
  const { email } = row
  const emailVerified = channel === 'mail'
  const accountId = insertAccount(tx, { name, email, passwordHash, emailVerified }, now)
  if (!emailVerified) queueVerification(tx, { id: accountId, name, email }, now)
  const details = { by: 'invitation', verified: emailVerified }
  writeAudit(tx, { action: 'account.signed_up', actor: null, subjectId: accountId, details }, now)
  join(tx, { accountId, session: null }, row, now)
}

/** The owner of an address hears that somebody tried to make an account with it. */
function tellOwner(tx: Transaction, email: string, now: Date): void {
  const owner = findAccountByEmail(email)
  if (!owner) return
  const { id: accountId, name } = owner
  if (!mayWriteTo(accountId, 'account_exists', now)) return touchAccount(tx, accountId)
  queueMail(tx, { kind: 'account_exists', recipient: email, accountId, name, link: '/forgot' }, now)
}

type Reader = Parameters<typeof selectInvitations>[0]
type Opened = { row: InvitationRow; channel: LinkChannel }

function findByLink(db: Reader, link: string, now: Date): Opened | null {
  const parts = readLink(link)
  const row = parts && selectInvitations(db).where(eq(invitation.id, parts.id)).get()
  const channel = row && parts ? findChannel(row, parts.token) : null
  return row && channel && isOpen(row, now) ? { row, channel } : null
}

function needByLink(db: Reader, link: string, now: Date): Opened {
  const found = findByLink(db, link, now)
  if (!found) throw new AppError('conflict', refusals.worksNot)
  return found
}

function isOpen(row: InvitationRow, now: Date): boolean {
  return row.status === 'pending' && stateOf(row, now) === 'open'
}

function assertInvited(actor: Actor, { email }: InvitationRow): void {
  if (actor.email === email) return
  throw new AppError('forbidden', refusals.forAnother(email))
}

/** Whoever opens the link that was mailed to an address reads its mail. */
function confirmAddress(tx: Transaction, accountId: string, now: Date): void {
  tx.update(user)
    .set({ emailVerified: true, updatedAt: now })
    .where(and(eq(user.id, accountId), eq(user.emailVerified, false)))
    .run()
}

function accept(tx: Transaction, actor: Actor, row: InvitationRow, now: Date): Member {
  if (asMemberOf(actor, row.workspaceId)) settle(tx, actor, row, 'accepted', now)
  else join(tx, actor, row, now)
  return actIn(actor, row.workspaceId)
}

type Joining = Pick<Actor, 'accountId' | 'session'>

function join(tx: Transaction, actor: Joining, row: InvitationRow, now: Date): void {
  settle(tx, actor, row, 'accepted', now)
  insertMember(tx, { workspaceId: row.workspaceId, accountId: actor.accountId, role: row.role }, now)
}

/** The one statement that decides who answers an invitation first. */
function settle(
  tx: Transaction,
  actor: Joining,
  row: InvitationRow,
  status: 'accepted' | 'rejected',
  now: Date,
): void {
  const settled = tx
    .update(invitation)
    .set({ status })
    .where(and(eq(invitation.id, row.id), eq(invitation.status, 'pending')))
    .returning({ id: invitation.id })
    .get()
  if (!settled) throw new AppError('conflict', refusals.isAnswered)
  const action = status === 'accepted' ? 'invitation.accepted' : 'invitation.declined'
  const details = { role: row.role }
  writeAudit(tx, { action, actor, subjectId: row.id, workspaceId: row.workspaceId, details }, now)
}
