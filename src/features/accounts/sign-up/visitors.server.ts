import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { assertLimit, countTry } from '@/lib/server/limits/limits'
import { addressKey } from '@/lib/server/listen/client'
import { user } from '@/lib/server/schema/accounts'

/** Counts one try from a client's address, together with its tries to sign in. Throws `limited`. */
export function countVisitor(address: string, now = new Date()): void {
  assertLimit('credential', addressKey(address), now.getTime())
}

/** False once an account was sent five messages of a kind within an hour. A stranger is not told. */
export function mayWriteTo(accountId: string, kind: string, now = new Date()): boolean {
  return countTry('mail', `${kind}:${accountId}`, now.getTime())?.standing.allowed ?? true
}

/**
 * Writes what is there already, in place of a message too many: a commit that reaches the disk takes its time, and one that
 * writes nothing would tell by being quicker that the address had an account before.
 */
export function touchAccount(tx: Transaction, accountId: string): void {
  tx.update(user)
    .set({ updatedAt: sql`${user.updatedAt}` })
    .where(eq(user.id, accountId))
    .run()
}
