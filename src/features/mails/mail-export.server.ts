import { asc, eq } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'

/** The messages that were written to an account, for a person's copy of their data: never their links. */
export async function exportMails(accountId: string) {
  const { id, kind, recipient, status, createdAt, sentAt } = mails
  return database()
    .select({ id, kind, recipient, status, createdAt, sentAt })
    .from(mails)
    .where(eq(mails.accountId, accountId))
    .orderBy(asc(mails.createdAt), asc(mails.id))
    .all()
}
