import { eq, sql } from 'drizzle-orm'
import { transaction } from '@/lib/server/db'
import { invitation } from '@/lib/server/schema/workspaces'

/** Ends the links of invitations that a database from a backup still holds open; they can be sent or copied anew. */
export function endRestoredLinks(): void {
  transaction((tx) => {
    tx.update(invitation)
      .set({ linkNumber: sql`${invitation.linkNumber} + 1` })
      .where(eq(invitation.status, 'pending'))
      .run()
  })
}
