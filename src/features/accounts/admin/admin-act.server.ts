import { and, eq, ne, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import type { AuditEntry } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { isStillSignedIn } from '@/lib/server/session'
import * as faults from '../words/admin-faults'

/** Who administers: an admin of the instance, or the operator by a command, who has the file anyway. */
export type Admin = Actor | 'operator'

/** The account that something is done to. */
export type Target = typeof user.$inferSelect

/** Throws `forbidden` for whoever is no admin of the instance, and for an admin who acts as somebody else. */
export function assertAdmin(by: Admin): void {
  if (by === 'operator') return
  if (!by.isInstanceAdmin) throw new AppError('forbidden')
  if (by.session?.impersonator) throw new AppError('forbidden', faults.actsAsOther)
}

/**
 * One deed of an admin on one account, in one transaction. That the admin still is one is asked again inside it: two
 * who demote each other at once are one after the other. Throws `forbidden`, or `not_found` without such an account.
 */
export function actOn<T>(
  by: Admin,
  accountId: string,
  work: (tx: Transaction, target: Target) => T extends PromiseLike<unknown> ? never : T,
): T {
  assertAdmin(by)
  return transaction((tx) => {
    assertStillAdmin(tx, by)
    const target = tx.select().from(user).where(eq(user.id, accountId)).get()
    if (!target) throw new AppError('not_found', faults.noSuchAccount)
    return work(tx, target)
  })
}

export function assertStillAdmin(tx: Transaction, by: Admin): void {
  if (by === 'operator') return
  if (!isStillSignedIn(by)) throw new AppError('unauthenticated')
  const row = tx
    .select({ role: user.role, banned: user.banned })
    .from(user)
    .where(eq(user.id, by.accountId))
    .get()
  if (row?.role !== 'admin' || row.banned) throw new AppError('forbidden', faults.noLongerAdmin)
}

/** What an admin does in the settings, with a proof, for their own account. Throws `conflict` with `sentence`. */
export function assertOther(by: Admin, target: Target, sentence: string): void {
  if (by !== 'operator' && by.accountId === target.id) throw new AppError('conflict', sentence)
}

/** Throws `conflict` when nobody else would run the instance. The triggers of the schema are the net below. */
export function assertNotLastAdmin(tx: Transaction, target: Target): void {
  if (target.role !== 'admin' || target.banned) return
  const other = tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.role, 'admin'), ne(user.id, target.id), sql`NOT coalesce(${user.banned}, 0)`))
    .limit(1)
    .get()
  if (!other) throw new AppError('conflict', faults.lastAdmin)
}

/** Who an audit row names. */
export function auditor(by: Admin): AuditEntry['actor'] {
  return by === 'operator' ? null : by
}
