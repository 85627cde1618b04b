import { sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { assertMayDelete, deleteRows } from './response-store.server'
import type { EraseAddress } from './responses.schema'

/**
 * Deletes every response of the workspace that an e-mail address was given in, with its files, comments, history and messages,
 * every receipt to that address, and the personal links for it. The audit log keeps how many, not whose. Returns the number. Throws `forbidden`.
 */
export async function eraseAddress(
  actor: Member,
  { email }: EraseAddress,
  now = new Date(),
): Promise<{ erased: number }> {
  assertMayDelete(actor)
  return transaction((tx) => {
    const rows = tx.all<{ seq: number; id: string }>(sql`SELECT r.seq, r.id FROM responses r
      JOIN forms f ON f.seq = r.form_seq WHERE f.workspace_id = ${actor.workspace.id}
      AND (r.respondent_email = ${email} COLLATE NOCASE OR instr(lower(r.answers), ${email}) > 0 AND EXISTS (
        SELECT 1 FROM json_each(r.answers) a WHERE a.type = 'text' AND trim(a.value) = ${email} COLLATE NOCASE))`)
    deleteRows(tx, rows)
    tx.run(sql`DELETE FROM mails WHERE kind = 'response_receipt' AND workspace_id = ${actor.workspace.id}
      AND recipient = ${email} COLLATE NOCASE`)
    tx.run(sql`DELETE FROM mails WHERE kind = 'form_link' AND workspace_id = ${actor.workspace.id}
      AND recipient = ${email} COLLATE NOCASE`)
    tx.run(sql`DELETE FROM form_links WHERE email = ${email} COLLATE NOCASE
      AND form_seq IN (SELECT seq FROM forms WHERE workspace_id = ${actor.workspace.id})`)
    const details = { count: rows.length }
    writeAudit(tx, { action: 'responses.erased', actor, workspaceId: actor.workspace.id, details }, now)
    return { erased: rows.length }
  })
}
