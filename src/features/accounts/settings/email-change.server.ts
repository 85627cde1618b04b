import { and, eq, gt, like, or, sql } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor } from '@/lib/actor'
import { assertLimit } from '@/lib/server/limits/limits'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { issueToken } from '@/lib/server/one-time'
import { verification } from '@/lib/server/schema/accounts'
import type { ChangeEmail, PendingEmailChange } from './email-change.schema'
import { dropEmailTokens, EmailChange, emailTokens, type EmailStep } from './email-tokens.server'
import { findAccountByEmail } from '../find-account.server'
import { assertProved, assertSelf, assertStill } from '../proof.server'
import * as faults from '../words/settings-faults'

const DAY = 24 * 60 * 60_000

/**
 * Asks both addresses for a click, within a day; a newer request ends the links of an older one. Where the new address
 * has an account already, the answer is the same and that account is told. Throws `forbidden` or `unproved`,
 * `bad_input` at `newEmail`, and `limited` after five within an hour.
 */
export async function requestEmailChange(
  actor: Actor,
  { newEmail }: ChangeEmail,
  now = new Date(),
): Promise<void> {
  assertProved(actor, now)
  if (newEmail === actor.email) throw refusal(faults.sameAddress)
  assertLimit('mail', `email-change:${actor.accountId}`, now.getTime())
  const { accountId, name, email: oldEmail } = actor
  const sessionId = actor.session?.id ?? ''
  transaction((tx) => {
    assertStill(actor, now)
    dropEmailTokens(tx, accountId)
    const change = { accountId, changeId: Bun.randomUUIDv7(), oldEmail, newEmail, sessionId }
    const link = (step: EmailStep) =>
      `/email/${step}?token=${issueToken(tx, emailTokens[step], change, DAY, now)}`
    const [agree, confirm] = [link('agree'), link('confirm')]
    queueMail(
      tx,
      { kind: 'email_change_consent', recipient: oldEmail, accountId, name, newEmail, link: agree },
      now,
    )
    const owner = findAccountByEmail(newEmail)
    if (owner)
      queueMail(
        tx,
        { kind: 'account_exists', recipient: newEmail, accountId: owner.id, name: owner.name },
        now,
      )
    else
      queueMail(
        tx,
        { kind: 'email_change', recipient: newEmail, accountId, name, newEmail, link: confirm },
        now,
      )
    writeAudit(tx, { action: 'account.email_change_requested', actor, subjectId: accountId }, now)
  })
}

/** The change that waits for a click, or null. */
export async function findEmailChange(actor: Actor, now = new Date()): Promise<PendingEmailChange | null> {
  const rows = database()
    .select({
      kind: sql<string>`substr(${verification.identifier}, 1, instr(${verification.identifier}, ':') - 1)`,
      value: verification.value,
      expiresAt: verification.expiresAt,
    })
    .from(verification)
    .where(
      and(
        or(...Object.values(emailTokens).map((kind) => like(verification.identifier, `${kind}:%`))),
        eq(sql`json_extract(${verification.value}, '$.accountId')`, actor.accountId),
        gt(verification.expiresAt, now),
      ),
    )
    .all()
  const [first] = rows
  if (!first) return null
  return {
    newEmail: EmailChange.parse(JSON.parse(first.value)).newEmail,
    isAgreed: !rows.some(({ kind }) => kind === emailTokens.agree),
    isConfirmed: !rows.some(({ kind }) => kind === emailTokens.confirm),
    expiresAt: first.expiresAt.toISOString(),
  }
}

/** Ends the links of a change that was asked for. Throws `forbidden` for an impersonator. */
export async function cancelEmailChange(actor: Actor, now = new Date()): Promise<void> {
  assertSelf(actor)
  transaction((tx) => {
    dropEmailTokens(tx, actor.accountId)
    writeAudit(tx, { action: 'account.email_change_cancelled', actor, subjectId: actor.accountId }, now)
  })
}

function refusal(message: string): AppError {
  return new AppError('bad_input', undefined, { issues: [{ path: 'newEmail', message }] })
}
