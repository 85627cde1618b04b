import { and, eq, like, sql } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { dropTokens, findToken, redeemToken } from '@/lib/server/one-time'
import { user, verification } from '@/lib/server/schema/accounts'
import { dropEmailTokens, EmailChange, emailTokens, type EmailStep } from './email-tokens.server'
import { findAccount, findAccountByEmail } from '../find-account.server'
import { endSessions } from '../sessions.server'
import * as faults from '../words/settings-faults'

/** What a link is about, for the page that asks for the click; null when it no longer works. */
export async function findEmailLink(
  step: EmailStep,
  token: string,
  now = new Date(),
): Promise<{ oldEmail: string; newEmail: string } | null> {
  const change = toChange(findToken(emailTokens[step], token, now))
  return change && { oldEmail: change.oldEmail, newEmail: change.newEmail }
}

/**
 * Uses one of the two links up. The first click waits for the other; the second changes the address, ends all sessions
 * but the one that asked, and tells both addresses. Throws `forbidden` for a link that no longer works, `conflict` when
 * the address was taken meanwhile.
 */
export async function redeemEmailLink(
  step: EmailStep,
  token: string,
  now = new Date(),
): Promise<'waiting' | 'changed'> {
  const outcome = transaction((tx) => {
    const change = toChange(redeemToken(tx, emailTokens[step], token, now))
    if (!change) return 'gone'
    return change.other ? changeEmail(tx, change, now) : waitForOther(tx, step, change)
  })
  if (outcome === 'gone') throw new AppError('forbidden', faults.linkIsGone)
  if (outcome === 'taken') throw new AppError('conflict', faults.addressIsTaken)
  return outcome
}

/** The old address does not agree: both links end. Throws `forbidden` for a link that no longer works. */
export async function refuseEmailChange(token: string, now = new Date()): Promise<void> {
  transaction((tx) => {
    const change = toChange(redeemToken(tx, emailTokens.agree, token, now))
    if (!change) throw new AppError('forbidden', faults.linkIsGone)
    dropEmailTokens(tx, change.accountId)
    writeAudit(
      tx,
      { action: 'account.email_change_refused', actor: ownerOf(change), subjectId: change.accountId },
      now,
    )
  })
}

function toChange(value: unknown): EmailChange | null {
  return EmailChange.nullable().parse(value)
}

/** Writes the click down in the row of the link that is still to come. */
function waitForOther(tx: Transaction, step: EmailStep, { changeId }: EmailChange): 'waiting' | 'gone' {
  const other = emailTokens[step === 'agree' ? 'confirm' : 'agree']
  const row = tx
    .update(verification)
    .set({ value: sql`json_set(${verification.value}, '$.other', 'done')` })
    .where(
      and(
        like(verification.identifier, `${other}:%`),
        eq(sql`json_extract(${verification.value}, '$.changeId')`, changeId),
      ),
    )
    .returning({ id: verification.id })
    .get()
  return row ? 'waiting' : 'gone'
}

function changeEmail(tx: Transaction, change: EmailChange, now: Date): 'changed' | 'taken' | 'gone' {
  const { accountId, oldEmail, newEmail, sessionId } = change
  const row = findAccount(accountId)
  if (row?.email !== oldEmail) return 'gone'
  if (findAccountByEmail(newEmail)) return 'taken'
  tx.update(user)
    .set({ email: newEmail, emailVerified: true, updatedAt: now })
    .where(eq(user.id, accountId))
    .run()
  // What was sent to the old address must not open the account any more.
  for (const kind of ['password_reset', 'email_verification'] as const) dropTokens(tx, kind, accountId)
  endSessions(tx, accountId, sessionId)
  for (const recipient of [oldEmail, newEmail]) {
    queueMail(
      tx,
      { kind: 'security_notice', event: 'email_changed', recipient, accountId, name: row.name },
      now,
    )
  }
  writeAudit(tx, { action: 'account.email_changed', actor: ownerOf(change), subjectId: accountId }, now)
  return 'changed'
}

/** Whoever follows a link needs no session. */
function ownerOf({ accountId }: EmailChange): Pick<Actor, 'accountId' | 'session'> {
  return { accountId, session: null }
}
