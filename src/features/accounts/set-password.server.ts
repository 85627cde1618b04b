import { and, eq } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { account } from '@/lib/server/schema/accounts'
import { insertCredential } from './insert-account.server'

/** Replaces the password of an account, or gives it its first. What follows from that is the caller's to do. */
export function setPasswordHash(tx: Transaction, accountId: string, passwordHash: string, now: Date): void {
  const changed = tx
    .update(account)
    .set({ password: passwordHash, updatedAt: now })
    .where(and(eq(account.userId, accountId), eq(account.providerId, 'credential')))
    .returning({ id: account.id })
    .get()
  if (!changed) insertCredential(tx, accountId, passwordHash, now)
}
