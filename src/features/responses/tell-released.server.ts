import { sql } from 'drizzle-orm'
import { addVisit } from '@/features/forms/visits.server'
import type { Transaction } from '@/lib/server/db'
import { enqueueJob } from '@/lib/server/jobs/queue'

type Held = { id: string; formSeq: number; submittedAt: number; isQuarantined: number }

/**
 * Nobody was told of what was held back, and what is in quarantine was not counted: it is made up for, for those of the responses that are
 * in quarantine or spam. To be called in the transaction that takes them out of it, before it does.
 */
export function tellReleased(tx: Transaction, seqs: readonly number[], now: Date): void {
  const held = tx.all<Held>(sql`SELECT id, form_seq AS formSeq, submitted_at AS submittedAt,
      quarantined_at IS NOT NULL AS isQuarantined FROM responses
    WHERE seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)})) AND (quarantined_at IS NOT NULL OR status = 'spam')`)
  for (const { id, formSeq, submittedAt, isQuarantined } of held) {
    if (isQuarantined) addVisit(tx, formSeq, 'completions', new Date(submittedAt))
    for (const kind of ['tell_of_response', 'send_receipt'])
      enqueueJob(tx, { kind, payload: { responseId: id }, key: `${kind}:${id}` }, now)
  }
}
