import { sql } from 'drizzle-orm'
import { addVisit } from '@/features/forms/visits.server'
import type { Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { firstRow } from '@/lib/server/first-row'
import { enqueueJob } from '@/lib/server/jobs/queue'
import * as faults from './words/faults'

type Held = { id: string; formSeq: number; submittedAt: number; isQuarantined: number }

/**
 * Nobody was told of what was held back, and what is in quarantine was not counted: it is made up for, for those of the responses that are
 * in quarantine or spam. To be called in the transaction that takes them out of it, before it does. Throws `conflict` when the form has fewer
 * places left than that.
 */
export function tellReleased(tx: Transaction, seqs: readonly number[], now: Date): void {
  const held = tx.all<Held>(sql`SELECT id, form_seq AS formSeq, submitted_at AS submittedAt,
      quarantined_at IS NOT NULL AS isQuarantined FROM responses
    WHERE seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)})) AND (quarantined_at IS NOT NULL OR status = 'spam')`)
  assertPlaces(tx, held)
  for (const { id, formSeq, submittedAt, isQuarantined } of held) {
    if (isQuarantined) addVisit(tx, formSeq, 'completions', new Date(submittedAt))
    for (const kind of ['tell_of_response', 'send_receipt'])
      enqueueJob(tx, { kind, payload: { responseId: id }, key: `${kind}:${id}` }, now)
  }
}

/** All of them are of one form. */
function assertPlaces(tx: Transaction, held: readonly Held[]): void {
  const [first] = held
  if (!first) return
  const left = placesLeft(tx, first.formSeq)
  if (left === null || held.length <= left) return
  throw new AppError('conflict', faults.fewPlaces(left))
}

/** How many responses may still count; null where the form does not say. */
function placesLeft(tx: Transaction, formSeq: number): number | null {
  const row = firstRow<{ places: number | null; taken: number }>(
    tx,
    sql`SELECT json_extract(settings, '$.places') AS places, (SELECT count(*) FROM responses
      WHERE form_seq = forms.seq AND quarantined_at IS NULL AND status <> 'spam') AS taken
    FROM forms WHERE seq = ${formSeq}`,
  )
  return row?.places == null ? null : Math.max(0, row.places - row.taken)
}
