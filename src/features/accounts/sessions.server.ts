import { and, eq, like, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { session, twoFactor, user, verification } from '@/lib/server/schema/accounts'

/**
 * Ends the sessions of an account, all or all but one, with its trusted devices and the sign-ins that wait for a second
 * factor: what was proven before a factor changed is proven no more, from the next request on. A sign-in that is under
 * way has no session yet: it sees by `sessionsEndedAt`, which grows each time, that it came too late.
 */
export function endSessions(tx: Transaction, accountId: string, keep?: string): void {
  const own = eq(session.userId, accountId)
  tx.delete(session)
    .where(keep === undefined ? own : and(own, ne(session.id, keep)))
    .run()
  // What somebody opened as another account, by a session that may not have been theirs.
  tx.delete(session).where(eq(session.impersonatedBy, accountId)).run()
  dropTrust(tx, accountId)
  // A secret that still waits for its first code: whoever asked for it knows it.
  tx.delete(twoFactor)
    .where(and(eq(twoFactor.userId, accountId), eq(twoFactor.verified, false)))
    .run()
  tx.update(user)
    .set({ sessionsEndedAt: sql`max(${Date.now()}, coalesce(${user.sessionsEndedAt}, 0) + 1)` })
    .where(eq(user.id, accountId))
    .run()
}

/** Ends an account's trusted devices and the sign-ins that wait for a second factor. */
export function dropTrust(tx: Transaction, accountId: string): void {
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
