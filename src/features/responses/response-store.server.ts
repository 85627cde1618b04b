import { eq, inArray, sql } from 'drizzle-orm'
import type { Actor, Member } from '@/lib/actor'
import { firstRow } from '@/lib/server/first-row'
import { database, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { member } from '@/lib/server/schema/workspaces'
import { responses, responseTags } from '@/lib/server/schema/responses'
import { loadFormBySeq, type FormFacts } from './form-access.server'
import { columns, readRow, type RawRow, type ResponseRow } from './response-rows.server'
import { canDeleteResponses, canHandleResponses } from './responses.policy'
import * as faults from './words/faults'

/** A response with its form, and the reader as a member of its workspace. */
export type Loaded = { row: ResponseRow; form: FormFacts; reader: Member }

/** Throws `not_found` for one that the actor may not know of, `forbidden` where only admins see the form's responses. */
export function loadResponse(actor: Actor, id: string): Loaded {
  const raw = firstRow<RawRow>(
    database(),
    sql`SELECT ${columns} FROM responses r LEFT JOIN user ON user.id = r.assignee_id WHERE r.id = ${id}`,
  )
  if (!raw) throw new AppError('not_found')
  return { row: readRow(raw), ...loadFormBySeq(actor, raw.form_seq) }
}

/** The same, for whoever wants to change it. */
export function loadHandled(actor: Actor, id: string): Loaded {
  const loaded = loadResponse(actor, id)
  assertMayHandle(loaded.reader)
  return loaded
}

export function assertMayHandle(reader: Member): void {
  if (!canHandleResponses(reader)) throw new AppError('forbidden', faults.viewersReadOnly)
}

export function assertMayDelete(reader: Member): void {
  if (!canDeleteResponses(reader)) throw new AppError('forbidden', faults.adminsDelete)
}

/** Throws `bad_input` for somebody who is not in the workspace. */
export function assertMember(workspaceId: string, accountId: string | null): void {
  if (accountId === null) return
  const found = database()
    .select({ id: member.id })
    .from(member)
    .where(sql`${member.organizationId} = ${workspaceId} AND ${member.userId} = ${accountId}`)
    .get()
  if (found) return
  const message = faults.assignee
  throw new AppError('bad_input', message, { issues: [{ path: 'assigneeId', message }] })
}

export function replaceTags(tx: Transaction, seq: number, tags: readonly string[]): void {
  tx.delete(responseTags).where(eq(responseTags.responseSeq, seq)).run()
  if (tags.length > 0)
    tx.insert(responseTags)
      .values(tags.map((tag) => ({ responseSeq: seq, tag })))
      .run()
}

/** Deletes responses with all that hangs on them, and the messages that tell of them. */
export function deleteRows(tx: Transaction, rows: readonly { seq: number; id: string }[]): void {
  const ids = JSON.stringify(rows.map(({ id }) => id))
  tx.run(sql`DELETE FROM mails WHERE kind IN ('response', 'response_receipt')
    AND json_extract(data, '$.responseId') IN (SELECT value FROM json_each(${ids}))`)
  tx.delete(responses)
    .where(
      inArray(
        responses.seq,
        rows.map(({ seq }) => seq),
      ),
    )
    .run()
}
