import { and, desc, eq, like } from 'drizzle-orm'
import { z } from 'zod'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor } from '@/lib/actor'
import type { AuthCall, AuthOutcome } from '@/lib/feature'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { countGuess, forgiveGuesses } from '@/lib/server/limits/delays'
import { assertLimit, forgetTries } from '@/lib/server/limits/limits'
import { hashPassword, needsRehash } from '@/lib/server/password'
import { account, session, twoFactor, user, verification } from '@/lib/server/schema/accounts'
import { readSignedCookie } from '@/lib/server/session'
import { findChallenged } from './challenge.server'
import { readAddress, takeBackOvertaken } from './overtaken.server'
import { rememberGuess } from './sign-in-audit.server'
import { claimSteps, findSteps, unseal } from './totp.server'
import * as faults from '../words/two-factor-faults'

const Credentials = z.object({ email: z.string(), password: z.string() })
const Code = z.object({ code: z.string() })

/**
 * Before the second step of signing in by an app's code: each code is used once, which Better Auth does not see to.
 * A code that is nobody's goes on, so that it counts as a wrong try there. Throws `conflict` for whoever is signed in,
 * `unauthenticated` without the first step, `limited`, `bad_input` for a code that was used.
 */
export async function guardTotp({ actor, headers, body }: AuthCall, now = new Date()): Promise<void> {
  const accountId = assertChallenged(actor, headers, now)
  const code = Code.safeParse(body).data?.code ?? ''
  const factor = database().select().from(twoFactor).where(eq(twoFactor.userId, accountId)).get()
  if (!factor?.verified) return
  // One step further than Better Auth looks: its clock may have gone on when it checks.
  const steps = await findSteps(await unseal(factor.secret), code, now, 2)
  if (steps.length === 0 || transaction((tx) => claimSteps(tx, factor.id, steps, now))) return
  throw new AppError('bad_input', faults.used)
}

/** Before it is done by a backup code. Throws as `guardTotp` does, `bad_input` where no session is wanted. */
export function guardBackupCode({ actor, headers, body }: AuthCall, now = new Date()): void {
  assertChallenged(actor, headers, now)
  const asksForNone = z.object({ disableSession: z.literal(true) }).safeParse(body).success
  if (asksForNone) throw new AppError('bad_input', faults.onlyForSigningIn)
}

/**
 * Counts the try before anything is awaited: Better Auth counts wrong codes after it has looked at them, so that a
 * thousand first steps, each with one guess at the same moment, would all be looked at.
 */
function assertChallenged(actor: Actor | null, headers: Headers, now: Date): string {
  if (actor) throw new AppError('conflict', faults.isSignedIn)
  const accountId = findChallenged(headers, now)
  if (accountId === null) throw new AppError('unauthenticated', faults.beginWithPassword)
  assertLimit('credential', subjectOf(accountId), now.getTime())
  return accountId
}

function subjectOf(accountId: string): string {
  return `second-factor:${accountId}`
}

/** The seconds until the second factor of whoever gave the right password is open again, or null where it is not locked. */
export function findLockWait(headers: Headers, now = new Date()): number | null {
  const accountId = findChallenged(headers, now)
  if (accountId === null) return null
  const factor = database().select().from(twoFactor).where(eq(twoFactor.userId, accountId)).get()
  const left = (factor?.lockedUntil?.getTime() ?? 0) - now.getTime()
  return left > 0 ? Math.ceil(left / 1000) : null
}

/** After a code that was right. */
export function forgetCodes({ accountId }: AuthOutcome): void {
  if (accountId !== null) forgetTries('credential', subjectOf(accountId))
}

type Method = 'password' | 'totp' | 'backup_code' | 'passkey'

/**
 * After a sign-in: the session that the browser came with ends, the new one is written down. Throws `unauthenticated`
 * when all sessions were ended while it was under way, and leaves none of what it made.
 */
export function recordSignIn(call: AuthCall, outcome: AuthOutcome, method: Method, now = new Date()): void {
  const { accountId, sessionId } = outcome
  const isOvertaken = transaction((tx) => {
    if (takeBackOvertaken(tx, call, outcome)) return true
    if (accountId !== null && sessionId !== null) {
      const who = { accountId, session: null }
      writeAudit(
        tx,
        { action: 'account.signed_in', actor: who, subjectId: accountId, details: { method } },
        now,
      )
      if (method === 'backup_code') tellOfBackupCode(tx, accountId, now)
    }
    if (call.actor?.session) replaceSession(tx, call.actor, outcome)
    return false
  })
  // Thrown out here: in there it would undo what was taken back.
  if (isOvertaken) throw new AppError('unauthenticated', faults.overtaken)
}

/** Before a password is tried: alike for every address, known or not. Throws `limited`. */
export function countPassword(call: AuthCall): void {
  const subject = toSubject(call.body)
  if (subject !== null) rememberGuess(call, countGuess(subject))
}

/** After one that was right. */
export function forgetPasswords(body: unknown): void {
  const subject = toSubject(body)
  if (subject !== null) transaction((tx) => forgiveGuesses(tx, subject))
}

function toSubject(body: unknown): string | null {
  const address = readAddress(body)
  return address === null ? null : `sign-in:${address}`
}

/** Whoever proved themselves again goes on in the workspace they were in. */
function replaceSession(
  tx: Transaction,
  { accountId, session: old, workspace }: Actor,
  next: AuthOutcome,
): void {
  if (!old || old.id === next.sessionId) return
  if (next.accountId === accountId && next.sessionId !== null && workspace) {
    tx.update(session).set({ activeOrganizationId: workspace.id }).where(eq(session.id, next.sessionId)).run()
  }
  tx.delete(session).where(eq(session.id, old.id)).run()
}

function tellOfBackupCode(tx: Transaction, accountId: string, now: Date): void {
  const owner = tx
    .select({ name: user.name, email: user.email })
    .from(user)
    .where(eq(user.id, accountId))
    .get()
  if (!owner) return
  const { name, email: recipient } = owner
  queueMail(tx, { kind: 'security_notice', recipient, accountId, name, event: 'backup_code_used' }, now)
  const actor = { accountId, session: null }
  writeAudit(tx, { action: 'two_factor.backup_code_used', actor, subjectId: accountId }, now)
}

/** When a trusted device stops being one: Better Auth writes a new row at each sign-in, for seven days more. */
export function findTrustEnd(headers: Headers): Date | null {
  const [, identifier = ''] = readSignedCookie(headers, 'trust_device')?.split('!') ?? []
  const row = database()
    .select({ expiresAt: verification.expiresAt })
    .from(verification)
    .where(eq(verification.identifier, identifier))
    .get()
  return row?.expiresAt ?? null
}

/** Seven days are seven days from the code that was given, not from the last sign-in. */
export function keepTrustEnd(accountId: string, end: Date): void {
  transaction((tx) => {
    const renewed = tx
      .select({ id: verification.id, expiresAt: verification.expiresAt })
      .from(verification)
      .where(and(eq(verification.value, accountId), like(verification.identifier, 'trust-device-%')))
      .orderBy(desc(verification.expiresAt))
      .get()
    if (!renewed || renewed.expiresAt <= end) return
    tx.update(verification).set({ expiresAt: end }).where(eq(verification.id, renewed.id)).run()
  })
}

/** After a right password: a hash of older parameters is made anew. A busy moment leaves it for the next time. */
export async function rehash(body: unknown): Promise<void> {
  const credentials = Credentials.safeParse(body).data
  if (!credentials) return
  const row = findCredential(credentials.email.toLowerCase())
  if (!row?.hash || !needsRehash(row.hash)) return
  const password = await hashPassword(credentials.password).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'busy') return null
    throw error
  })
  if (password === null) return
  database()
    .update(account)
    .set({ password })
    .where(and(eq(account.id, row.id), eq(account.password, row.hash)))
    .run()
}

function findCredential(email: string) {
  return database()
    .select({ id: account.id, hash: account.password })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(user.email, email), eq(account.providerId, 'credential')))
    .get()
}
