import { and, eq, ne, sql } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor } from '@/lib/actor'
import { eraseFromAudit, writeAudit, type AuditEntry } from '@/lib/server/audit'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { dropTokens, type TokenKind } from '@/lib/server/one-time'
import { user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { writeList } from '@/lib/numbers'
import type { DeletionOutlook } from './deletion.schema'
import { assertProved, assertSelf, assertStill, proveByPassword } from '../proof.server'
import { endSessions } from '../sessions.server'
import * as faults from '../words/settings-faults'

/** Whichever of the two a door asks for: the typed address, or the password as the proof. */
type Confirmation = { email?: string; password?: string | undefined }

/**
 * Deletes the account, with its sessions and private notes, every workspace in which it is alone, and what the audit log says
 * of the person. Throws `forbidden`
 * for an impersonator, `unproved`, `bad_input` at `email` or `password`, and `conflict` while it is the only owner of a
 * workspace with other people in it, or the last admin of the instance.
 */
export async function deleteAccount(
  actor: Actor,
  { email, password }: Confirmation,
  now = new Date(),
): Promise<void> {
  assertSelf(actor)
  if (password) await proveByPassword(actor, password, now)
  else assertProved(actor, now)
  if (email !== undefined && email !== actor.email) {
    const issues = [{ path: 'email', message: faults.otherAddress }]
    throw new AppError('bad_input', undefined, { issues })
  }
  transaction((tx) => {
    assertStill(actor, now)
    deleteAccountRows(tx, actor, { actor, subject: 'self' }, now)
    eraseFromAudit(tx, actor.accountId)
  })
}

type Person = Pick<Actor, 'accountId' | 'name' | 'email' | 'isInstanceAdmin'>

/** How the obstacles are said: to the person, or to an admin about them. */
type Subject = 'self' | 'other'

/** Who deletes (null for a command of the operator), and what the audit shall know beside that. */
type Deletion = Pick<AuditEntry, 'actor' | 'details'> & { subject: Subject }

/** The deletion itself, by whoever may do it, inside a transaction. Throws `conflict` as `deleteAccount` does. */
export function deleteAccountRows(
  tx: Transaction,
  person: Person,
  { subject, ...entry }: Deletion,
  now: Date,
): void {
  const { accountId, name, email: recipient } = person
  const { obstacles, alone } = weigh(tx, person, subject)
  if (obstacles.length > 0) throw new AppError('conflict', obstacles.join(' '))
  for (const { id } of alone) tx.delete(organization).where(eq(organization.id, id)).run()
  for (const kind of tokenKinds) dropTokens(tx, kind, accountId)
  endSessions(tx, accountId)
  // Without the account's id, which would take the message along.
  queueMail(tx, { kind: 'security_notice', event: 'account_deleted', recipient, name }, now)
  writeAudit(tx, { action: 'account.deleted', subjectId: accountId, ...entry }, now)
  tx.delete(user).where(eq(user.id, accountId)).run()
}

/** What a deletion would take with it, and what stands against it. */
export async function describeDeletion(person: Person, subject: Subject = 'self'): Promise<DeletionOutlook> {
  const { obstacles, alone } = weigh(database(), person, subject)
  return { obstacles, workspaces: alone.map(({ name }) => name) }
}

const tokenKinds: TokenKind[] = [
  'password_reset',
  'email_verification',
  'email_change',
  'email_change_consent',
]

type Reader = Pick<Transaction, 'select'>

function weigh(db: Reader, { accountId, isInstanceAdmin }: Person, subject: Subject) {
  const workspaces = selectWorkspaces(db, accountId)
  const stuck = workspaces.filter(
    ({ people, role, owners }) => people > 1 && role === 'owner' && owners === 1,
  )
  const obstacles = [
    ...(stuck.length > 0
      ? [faults.onlyOwner[subject](stuck.length, writeList(stuck.map(({ name }) => name)))]
      : []),
    ...(isInstanceAdmin && !hasOtherAdmin(db, accountId) ? [faults.lastAdmin[subject]] : []),
  ]
  return { obstacles, alone: workspaces.filter(({ people }) => people === 1) }
}

function selectWorkspaces(db: Reader, accountId: string) {
  const count = (condition: string) =>
    sql<number>`(SELECT count(*) FROM ${member} AS other WHERE other.organization_id = ${organization.id} AND ${sql.raw(condition)})`
  return db
    .select({
      id: organization.id,
      name: organization.name,
      role: member.role,
      people: count('true'),
      owners: count(`other.role = 'owner'`),
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, accountId))
    .orderBy(organization.name)
    .all()
}

/** As the trigger counts: an admin who is banned runs nothing. */
function hasOtherAdmin(db: Reader, accountId: string): boolean {
  const other = db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.role, 'admin'), ne(user.id, accountId), sql`NOT coalesce(${user.banned}, 0)`))
    .limit(1)
    .get()
  return other !== undefined
}
