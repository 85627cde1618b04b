import { eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { transaction } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import type { ReaderChoice } from './reader.schema'

/** Remembers how dates and numbers are to be written for the account, in pages and in its messages. */
export async function chooseReader(
  actor: Actor,
  { locale, timeZone }: ReaderChoice,
  now = new Date(),
): Promise<void> {
  transaction((tx) =>
    tx.update(user).set({ locale, timeZone, updatedAt: now }).where(eq(user.id, actor.accountId)).run(),
  )
}
