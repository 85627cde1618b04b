import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { enqueueJob } from '@/lib/server/jobs/queue'

/**
 * Nobody was told of what was held back: it is made up for, as if it came now, for those of the responses that are in quarantine or spam.
 * To be called in the transaction that takes them out of it, before it does.
 */
export function tellReleased(tx: Transaction, seqs: readonly number[], now: Date): void {
  const held = tx.all<{ id: string }>(sql`SELECT id FROM responses
    WHERE seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)})) AND (quarantined_at IS NOT NULL OR status = 'spam')`)
  for (const { id } of held) {
    for (const kind of ['tell_of_response', 'send_receipt'])
      enqueueJob(tx, { kind, payload: { responseId: id }, key: `${kind}:${id}` }, now)
  }
}
