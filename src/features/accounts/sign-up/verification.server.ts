import { and, eq } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { dropTokens, findToken, issueToken, redeemToken } from '@/lib/server/one-time'
import { user } from '@/lib/server/schema/accounts'
import { findAccount, findAccountByEmail } from '../find-account.server'
import { countVisitor, mayWriteTo } from './visitors.server'
import * as faults from '../words/faults'

/** A link to confirm an address is good for this long, in milliseconds. */
const LINK_AGE = 24 * 60 * 60_000

type Person = { id: string; name: string; email: string }

/** Writes the link that confirms an account's address, and ends the one before it. */
export function queueVerification(tx: Transaction, { id, name, email }: Person, now: Date): void {
  dropTokens(tx, 'email_verification', id)
  const token = issueToken(tx, 'email_verification', { accountId: id, email }, LINK_AGE, now)
  const link = `/verify?token=${token}`
  queueMail(tx, { kind: 'verification', recipient: email, accountId: id, name, link }, now)
}

/**
 * Asks for another link. The account is looked up later, by a job, so that the same happens here for an address that
 * nobody has. `address` is the client's. Throws `limited`.
 */
export async function requestVerification(email: string, address: string, now = new Date()): Promise<void> {
  countVisitor(address, now)
  transaction((tx) => enqueueJob(tx, { kind: 'request_verification', payload: { email } }, now))
}

/** The job: does nothing for an unknown or a confirmed address, nor beyond a few messages an hour. */
export function sendVerification(email: string, now: Date): void {
  const account = findAccountByEmail(email)
  if (!account || account.emailVerified || !mayWriteTo(account.id, 'verification', now)) return
  transaction((tx) => queueVerification(tx, account, now))
}

/** The address that a link confirms, or null for a link that no longer works. Uses nothing up. */
export function findVerification(token: string, now = new Date()): string | null {
  const value = findToken('email_verification', token, now)
  const account = value && findAccount(value.accountId)
  return account && account.email === value['email'] ? account.email : null
}

/** Confirms an address by its link, once. `address` is the client's. Throws `bad_input` for a dead link, or `limited`. */
export async function verifyAddress(token: string, address: string, now = new Date()): Promise<void> {
  countVisitor(address, now)
  transaction((tx) => {
    const value = redeemToken(tx, 'email_verification', token, now)
    const id = value && confirm(tx, value.accountId, value['email'] ?? '', now)
    if (!id) throw new AppError('bad_input', faults.linkIsDead)
    writeAudit(tx, { action: 'account.verified', actor: null, subjectId: id }, now)
  })
}

/** The id of the account, or undefined when its address has changed since. */
function confirm(tx: Transaction, id: string, email: string, now: Date): string | undefined {
  const isSame = and(eq(user.id, id), eq(user.email, email))
  const set = { emailVerified: true, updatedAt: now }
  return tx.update(user).set(set).where(isSame).returning({ id: user.id }).get()?.id
}
