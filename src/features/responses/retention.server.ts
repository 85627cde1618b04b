import { sql } from 'drizzle-orm'
import type { JobRun } from '@/lib/feature'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { deleteRows } from './response-store.server'

const DAY = 86_400_000
const BATCH = 200

type Form = { seq: number; id: string; title: string; workspaceId: string; days: number }

/** Deletes responses that are older than their form keeps them. */
export async function deleteOldResponses(_payload: unknown, { now, signal }: JobRun): Promise<void> {
  const forms = database().all<Form>(sql`SELECT seq, id, title, workspace_id AS workspaceId,
    json_extract(settings, '$.retentionDays') AS days FROM forms WHERE json_extract(settings, '$.retentionDays') > 0`)
  for (const form of forms) {
    while (!signal.aborted && deleteBatch(form, now) === BATCH) await Bun.sleep(0)
  }
}

function deleteBatch(form: Form, now: Date): number {
  const before = now.getTime() - form.days * DAY
  return transaction((tx) => {
    const old = tx.all<{ seq: number; id: string }>(sql`SELECT seq, id FROM responses
      WHERE form_seq = ${form.seq} AND submitted_at < ${before} LIMIT ${BATCH}`)
    if (old.length === 0) return 0
    deleteRows(tx, old)
    const details = { form: form.title, count: old.length }
    const entry = { actor: null, subjectId: form.id, workspaceId: form.workspaceId }
    writeAudit(tx, { action: 'responses.expired', ...entry, details }, now)
    return old.length
  })
}
