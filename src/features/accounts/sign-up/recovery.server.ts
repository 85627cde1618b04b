import { eq } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import { writeAudit, type AuditEntry } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { dropTokens, findToken, issueToken, redeemToken } from '@/lib/server/one-time'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { user } from '@/lib/server/schema/accounts'
import { findAccount, findAccountByEmail, type AccountRow } from '../find-account.server'
import { endSessions } from '../sessions.server'
import { setPasswordHash } from '../set-password.server'
import { countVisitor, mayWriteTo } from './visitors.server'
import * as faults from '../words/faults'

/** A link to choose a new password is good for this long, in milliseconds. */
const LINK_AGE = 60 * 60_000

type Person = { id: string; name: string; email: string }

/** False where messages stay in the outbox, for an admin to hand on. */
export function sendsMail(): boolean {
  return instance().config.SMTP_URL !== undefined
}

/**
 * Asks for a link to choose a new password. The account is looked up later, by a job, so that the same happens here for
 * an address that nobody has. `address` is the client's. Throws `limited`.
 */
export async function requestPasswordReset(email: string, address: string, now = new Date()): Promise<void> {
  countVisitor(address, now)
  transaction((tx) => enqueueJob(tx, { kind: 'request_password_reset', payload: { email } }, now))
}

/** The job: does nothing for an unknown address, nor beyond a few messages an hour. */
export function sendPasswordReset(email: string, now: Date): void {
  const account = findAccountByEmail(email)
  if (!account || !mayWriteTo(account.id, 'password_reset', now)) return
  transaction((tx) => queuePasswordReset(tx, account, now))
}

/** Writes the link to choose a new password, and ends the one before it. Also what an admin's reset does. */
export function queuePasswordReset(tx: Transaction, { id, name, email }: Person, now: Date): void {
  dropTokens(tx, 'password_reset', id)
  const token = issueToken(tx, 'password_reset', { accountId: id, email }, LINK_AGE, now)
  const link = `/reset?token=${token}`
  queueMail(tx, { kind: 'password_reset', recipient: email, accountId: id, name, link }, now)
}

/** The account that a link is for, or null for a link that no longer works. Uses nothing up. */
export function findPasswordReset(token: string, now = new Date()): AccountRow | null {
  const value = findToken('password_reset', token, now)
  const account = value && findAccount(value.accountId)
  return account && account.email === value['email'] ? account : null
}

/**
 * Sets a new password by a link, once, and ends every session; nobody is signed in by it. The link came by mail, so the
 * address counts as confirmed. `field` is the password's name in the form, `address` the client's. Throws `bad_input`
 * at the field for a weak password and without one for a dead link, `limited` or `busy`.
 */
export async function resetPassword(
  { token, password, field = 'password' }: { token: string; password: string; field?: string },
  address: string,
  now = new Date(),
): Promise<void> {
  countVisitor(address, now)
  const account = findPasswordReset(token, now)
  if (!account) throw deadLink()
  await assertGoodPassword(password, account, field)
  const passwordHash = await hashPassword(password)
  transaction((tx) => {
    if (!findPasswordReset(token, now) || !redeemToken(tx, 'password_reset', token, now)) throw deadLink()
    tx.update(user).set({ emailVerified: true, updatedAt: now }).where(eq(user.id, account.id)).run()
    replacePassword(tx, account, passwordHash, { action: 'account.password_reset', actor: null }, now)
  })
}

/**
 * A password that was not chosen by somebody who knew the last one: the hash, every session and open link ended, a
 * notice to the owner, an audit row. Also what the operator's reset does.
 */
export function replacePassword(
  tx: Transaction,
  { id, name, email }: Person,
  passwordHash: string,
  entry: Pick<AuditEntry, 'action' | 'actor'>,
  now: Date,
): void {
  setPasswordHash(tx, id, passwordHash, now)
  endSessions(tx, id)
  for (const kind of ['password_reset', 'email_change', 'email_change_consent'] as const)
    dropTokens(tx, kind, id)
  const notice = { kind: 'security_notice', event: 'password_reset' } as const
  queueMail(tx, { ...notice, recipient: email, accountId: id, name }, now)
  writeAudit(tx, { ...entry, subjectId: id }, now)
}

function deadLink(): AppError {
  return new AppError('bad_input', faults.linkIsDead)
}
