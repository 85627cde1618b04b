import { and, inArray, isNotNull, ne } from 'drizzle-orm'
import { transaction } from '@/lib/server/db'
import { jobs } from '@/lib/server/schema/jobs'
import { mails } from '@/lib/server/schema/mails'
import { sendingKey } from './mails.server'
import * as faults from './words/faults'

/** Gives up the messages of a restored database whose link was ended with it: nobody gets a link that leads nowhere. */
export function dropRestoredLinks(): void {
  transaction((tx) => {
    const dropped = tx
      .update(mails)
      .set({ link: null, status: 'failed', lastError: faults.restored })
      .where(and(isNotNull(mails.link), ne(mails.status, 'sent')))
      .returning({ id: mails.id })
      .all()
    const keys = dropped.map(({ id }) => sendingKey(id))
    tx.delete(jobs).where(inArray(jobs.key, keys)).run()
  })
}
