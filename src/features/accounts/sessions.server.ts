import { and, eq, like, ne, or } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { session, verification } from '@/lib/server/schema/accounts'

/**
 * Ends the sessions of an account, all or all but one, with its trusted devices and the sign-ins that wait for a second
 * factor: what was proven before a factor changed is proven no more, from the next request on.
 */
export function endSessions(tx: Transaction, accountId: string, keep?: string): void {
  const own = eq(session.userId, accountId)
  tx.delete(session)
    .where(keep === undefined ? own : and(own, ne(session.id, keep)))
    .run()
  // What somebody opened as another account, by a session that may not have been theirs.
  tx.delete(session).where(eq(session.impersonatedBy, accountId)).run()
  // Better Auth's own rows: `trust-device-…` and `2fa-…` hold the account's id.
  tx.delete(verification)
    .where(
      and(
        eq(verification.value, accountId),
        or(like(verification.identifier, 'trust-device-%'), like(verification.identifier, '2fa-%')),
      ),
    )
    .run()
}
