import type { Actor } from '@/lib/actor'
import type { AuthCall } from '@/lib/feature'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { findMoment } from './overtaken.server'

const methods: Record<string, string> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'backup_code',
  '/passkey/verify-authentication': 'passkey',
}

/** Wrong passwords in a row that a call is the last of, between before and after it. */
const inRow = new WeakMap<Headers, number>()

export function rememberGuess(call: AuthCall, failures: number): void {
  inRow.set(call.headers, failures)
}

/**
 * Writes down that a sign-in failed. Of wrong passwords in a row the first, second, fourth, eighth ... are, with their
 * number, so that nobody fills the disk by failing; for an address that nobody has too, or the time would tell.
 */
export function recordRefusal(call: AuthCall, now = new Date()): void {
  const method = methods[call.path]
  if (method === undefined) return
  const failures = inRow.get(call.headers) ?? 1
  if (!Number.isInteger(Math.log2(failures))) return
  const subjectId = findMoment(call)?.accountId
  if (subjectId === undefined && method !== 'password') return
  const details = { method, failures }
  const action = 'account.sign_in_failed' as const
  transaction((tx) =>
    writeAudit(tx, { action, actor: null, ...(subjectId !== undefined && { subjectId }), details }, now),
  )
}

/** Who signs out: gone from the session when it has happened. */
const leaving = new WeakMap<Headers, Actor>()

export function rememberLeaving({ actor, headers }: AuthCall): void {
  if (actor && !actor.session?.impersonator) leaving.set(headers, actor)
}

export function recordSignOut({ headers }: AuthCall, now = new Date()): void {
  const actor = leaving.get(headers)
  if (!actor) return
  transaction((tx) =>
    writeAudit(tx, { action: 'account.signed_out', actor, subjectId: actor.accountId }, now),
  )
}
