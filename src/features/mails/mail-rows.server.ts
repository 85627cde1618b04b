import { eq } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'

/** A message of the outbox as it lies in the database. */
export type MailRow = typeof mails.$inferSelect

export function findMail(id: string): MailRow | undefined {
  return database().select().from(mails).where(eq(mails.id, id)).get()
}
