import { eq, sql } from 'drizzle-orm'
import { transaction } from '@/lib/server/db'
import { session, twoFactor, user, verification } from '@/lib/server/schema/accounts'

/**
 * Ends every session, trusted device, one-time token and half-made second factor of a database that came from a backup,
 * and every sign-in that is under way: what ended after the backup was made must not come back to life.
 */
export function endRestoredSessions(now: Date): void {
  transaction((tx) => {
    tx.delete(session).run()
    tx.delete(verification).run()
    tx.delete(twoFactor).where(eq(twoFactor.verified, false)).run()
    tx.update(user)
      .set({ sessionsEndedAt: sql`max(${now.getTime()}, coalesce(${user.sessionsEndedAt}, 0) + 1)` })
      .run()
  })
}
