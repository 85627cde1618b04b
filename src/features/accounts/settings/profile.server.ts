import { eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import type { Profile } from './profile.schema'

/** Gives the account another name; the same one changes nothing. */
export async function renameAccount(actor: Actor, { name }: Profile, now = new Date()): Promise<void> {
  if (name === actor.name) return
  transaction((tx) => {
    tx.update(user).set({ name, updatedAt: now }).where(eq(user.id, actor.accountId)).run()
    writeAudit(tx, { action: 'account.renamed', actor, subjectId: actor.accountId }, now)
  })
}

/** The account's own row, as Better Auth's client knows it. */
export async function getOwnAccount(actor: Actor): Promise<typeof user.$inferSelect> {
  const row = database().select().from(user).where(eq(user.id, actor.accountId)).get()
  if (!row) throw new AppError('unauthenticated')
  return row
}
