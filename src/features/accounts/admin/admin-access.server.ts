import { and, eq } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import { writeAudit } from '@/lib/server/audit'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { dropTokens, issueToken } from '@/lib/server/one-time'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { session } from '@/lib/server/schema/accounts'
import { actOn, assertAdmin, assertOther, auditor, type Admin } from './admin-act.server'
import { findAccount } from '../find-account.server'
import { nameDevice } from '../settings/device-name.server'
import { queuePasswordReset, replacePassword } from '../sign-up/recovery.server'
import { endSessions } from '../sessions.server'
import { removeTwoFactor } from '../factors/two-factor.server'
import * as faults from '../words/admin-faults'

/** A link that the operator hands on is good for this long, in milliseconds. */
const LINK_AGE = 24 * 60 * 60_000

/** Ends every session of an account, but not the one that asks for it. Throws `forbidden` or `not_found`. */
export async function endAccountSessions(by: Admin, accountId: string, now = new Date()): Promise<void> {
  actOn(by, accountId, (tx, target) => {
    const isOwn = by !== 'operator' && by.accountId === target.id
    endSessions(tx, accountId, isOwn ? by.session?.id : undefined)
    writeAudit(tx, { action: 'account.sessions_ended', actor: auditor(by), subjectId: accountId }, now)
  })
}

/**
 * Ends one session of an account, and what it may have opened as somebody else. Throws `forbidden`, `not_found`, or `conflict` for
 * the one that asks, and for one that has ended.
 */
export async function endAccountSession(
  by: Admin,
  accountId: string,
  sessionId: string,
  now = new Date(),
): Promise<void> {
  if (by !== 'operator' && by.session?.id === sessionId) throw new AppError('conflict', faults.ownSession)
  actOn(by, accountId, (tx) => {
    const ended = tx
      .delete(session)
      .where(and(eq(session.id, sessionId), eq(session.userId, accountId)))
      .returning({ userAgent: session.userAgent })
      .get()
    if (!ended) throw new AppError('conflict', faults.sessionHasEnded)
    tx.delete(session).where(eq(session.impersonatedBy, accountId)).run()
    const details = { device: nameDevice(ended.userAgent) }
    writeAudit(tx, { action: 'session.revoked', actor: auditor(by), subjectId: accountId, details }, now)
  })
}

/** Writes the owner a link to choose a new password. Throws `forbidden`, `not_found`, or `conflict` for oneself. */
export async function sendReset(by: Admin, accountId: string, now = new Date()): Promise<void> {
  actOn(by, accountId, (tx, target) => {
    assertOther(by, target, faults.resetOneself)
    queuePasswordReset(tx, target, now)
    writeAudit(tx, { action: 'account.reset_sent', actor: auditor(by), subjectId: accountId }, now)
  })
}

/**
 * A link to choose a new password, for the operator to hand on: the one before it and every session end. Throws
 * `not_found`.
 */
export async function makeResetLink(by: 'operator', accountId: string, now = new Date()): Promise<string> {
  return actOn(by, accountId, (tx, { email }) => {
    dropTokens(tx, 'password_reset', accountId)
    const token = issueToken(tx, 'password_reset', { accountId, email }, LINK_AGE, now)
    endSessions(tx, accountId)
    writeAudit(tx, { action: 'account.reset_link_made', actor: auditor(by), subjectId: accountId }, now)
    return `${instance().address.origins[0]}/reset?token=${token}`
  })
}

/** Sets a password that the operator chose. Throws `not_found`, `bad_input` at `password`, or `busy`. */
export async function setPassword(
  by: 'operator',
  accountId: string,
  password: string,
  now = new Date(),
): Promise<void> {
  assertAdmin(by)
  const owner = findAccount(accountId)
  if (!owner) throw new AppError('not_found', faults.noSuchAccount)
  await assertGoodPassword(password, owner)
  const passwordHash = await hashPassword(password)
  actOn(by, accountId, (tx, target) => {
    replacePassword(tx, target, passwordHash, { action: 'account.password_reset', actor: auditor(by) }, now)
  })
}

/**
 * Takes the second factor off an account whose owner lost it, ends its sessions and tells them. False when it had none.
 * Throws `forbidden`, `not_found`, or `conflict` for oneself.
 */
export async function disableTwoFactorOf(by: Admin, accountId: string, now = new Date()): Promise<boolean> {
  return actOn(by, accountId, (tx, target) => {
    assertOther(by, target, faults.disableOwnTwoFactor)
    if (!removeTwoFactor(tx, accountId, now)) return false
    endSessions(tx, accountId)
    const { name, email: recipient } = target
    const notice = { kind: 'security_notice', event: 'two_factor_disabled' } as const
    queueMail(tx, { ...notice, recipient, accountId, name }, now)
    writeAudit(tx, { action: 'two_factor.disabled', actor: auditor(by), subjectId: accountId }, now)
    return true
  })
}
