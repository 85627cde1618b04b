import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { writeAudit } from '@/lib/server/audit'
import { database, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { codes } from '@/lib/server/schema/codes'
import { readCode } from './code-text.server'
import * as faults from './words/faults'

/** Throws `bad_input` at `code` unless a code could be redeemed now; nothing is used up. */
export function assertCode(text: string, now: Date): void {
  const row = database().select({ id: codes.id }).from(codes).where(isUsable(text, now)).get()
  if (!row) throw unusable()
}

/**
 * Uses a code once for an account, inside the transaction that makes it. One UPDATE decides, so the last use goes to
 * one of however many ask. Throws `bad_input` at `code`.
 */
export function redeemCode(tx: Transaction, text: string, accountId: string, now: Date): void {
  const row = tx
    .update(codes)
    .set({ uses: sql`${codes.uses} + 1` })
    .where(isUsable(text, now))
    .returning({ id: codes.id })
    .get()
  if (!row) throw unusable()
  writeAudit(tx, { action: 'code.redeemed', actor: null, subjectId: row.id, details: { accountId } }, now)
}

function isUsable(text: string, now: Date) {
  return and(
    eq(codes.code, readCode(text)),
    lt(codes.uses, codes.maxUses),
    isNull(codes.revokedAt),
    or(isNull(codes.expiresAt), gt(codes.expiresAt, now)),
  )
}

/** One sentence for every reason: a guess is told nothing. */
function unusable(): AppError {
  return new AppError('bad_input', undefined, { issues: [{ path: 'code', message: faults.worksNot }] })
}
