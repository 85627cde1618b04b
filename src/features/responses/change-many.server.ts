import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { loadForm, questionsOfForm, type FormFacts } from './form-access.server'
import { scanResponses } from './response-scan.server'
import { readScope, type Scope } from './response-scope.server'
import { assertMayDelete, assertMayHandle, assertMember, deleteRows } from './response-store.server'
import type { ChangedResponses, ChangeOfMany, ChangeResponses } from './responses.schema'
import { tellReleased } from './tell-released.server'

/** Few enough for one transaction not to keep others waiting. */
const BATCH = 500

/** So many at most in one call: whoever wants more calls again. */
const MOST = 5000

type Target = { seq: number; id: string }

/**
 * Does one thing with many responses of a form: with those that are named, or with all that a list shows, in transactions of 500.
 * What is so already is left alone, so that the same call can be made again and goes on where it ended. Throws
 * `not_found`, `forbidden`, `bad_input`.
 */
export async function changeResponses(
  actor: Actor,
  formId: string,
  { ids, which, change }: ChangeResponses,
  now = new Date(),
): Promise<ChangedResponses> {
  const { form, reader } = loadForm(actor, formId)
  assertMayHandle(reader)
  if (change.do === 'delete') assertMayDelete(reader)
  if (change.do === 'assign') assertMember(form.workspaceId, change.assigneeId)
  const apply = (find: (tx: Transaction) => Target[]) =>
    transaction((tx) => {
      const changed = changeRows(tx, find(tx), change, now)
      const details = { form: form.title, what: change.do, count: changed }
      const entry = { actor: reader, subjectId: form.id, workspaceId: form.workspaceId }
      if (changed > 0) writeAudit(tx, { action: 'responses.changed', ...entry, details }, now)
      return changed
    })
  if (ids) return { changed: apply((tx) => findByIds(tx, form, ids)), isLeft: false }
  const scope = readScope(form.seq, which ?? { status: 'all' }, questionsOfForm(form))
  return changeScope(scope, apply)
}

function findByIds(tx: Transaction, form: FormFacts, ids: readonly string[]): Target[] {
  return tx.all<Target>(sql`SELECT r.seq, r.id FROM responses r WHERE r.form_seq = ${form.seq}
    AND r.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
}

async function changeScope(
  scope: Scope,
  apply: (find: (tx: Transaction) => Target[]) => number,
): Promise<ChangedResponses> {
  let changed = 0
  let looked = 0
  let from: Parameters<typeof scanResponses>[1]['from'] = null
  do {
    const { rows, next } = scanResponses(scope, { from, most: 4 * BATCH, limit: BATCH })
    if (rows.length > 0) changed += apply(() => rows)
    looked += 1
    from = next
    await Bun.sleep(0)
  } while (from && changed < MOST && looked < 1000)
  return { changed, isLeft: from !== null }
}

/** Returns how many were not so before. */
function changeRows(tx: Transaction, targets: readonly Target[], change: ChangeOfMany, now: Date): number {
  if (targets.length === 0) return 0
  const list = targets.map(({ seq }) => seq)
  const seqs = JSON.stringify(list)
  const among = sql`IN (SELECT value FROM json_each(${seqs}))`
  const set = (what: SQL, isOtherwise: SQL) =>
    tx.all(sql`UPDATE responses SET ${what}, version = version + 1, updated_at = ${now.getTime()}
      WHERE seq ${among} AND ${isOtherwise} RETURNING seq`).length
  switch (change.do) {
    case 'status':
      if (change.status !== 'spam') tellReleased(tx, list, now)
      return set(
        sql`status = ${change.status}, quarantined_at = NULL, quarantine_reason = NULL`,
        sql`(status <> ${change.status} OR quarantined_at IS NOT NULL)`,
      )
    case 'release':
      tellReleased(tx, list, now)
      return set(
        sql`quarantined_at = NULL, quarantine_reason = NULL, status = CASE status WHEN 'spam' THEN 'new' ELSE status END`,
        sql`(quarantined_at IS NOT NULL OR status = 'spam')`,
      )
    case 'assign':
      return set(sql`assignee_id = ${change.assigneeId}`, sql`assignee_id IS NOT ${change.assigneeId}`)
    case 'tag':
      return tx.all(sql`INSERT INTO response_tags (response_seq, tag) SELECT value, ${change.tag} FROM json_each(${seqs})
        WHERE true ON CONFLICT DO NOTHING RETURNING response_seq`).length
    case 'untag':
      return tx.all(
        sql`DELETE FROM response_tags WHERE tag = ${change.tag} AND response_seq ${among} RETURNING response_seq`,
      ).length
    case 'delete':
      deleteRows(tx, targets)
      return targets.length
  }
}
