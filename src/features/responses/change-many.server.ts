import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { changeRows, type Target } from './change-rows.server'
import { loadForm, questionsOfForm, type FormFacts } from './form-access.server'
import { scanResponses } from './response-scan.server'
import { readScope, type Scope } from './response-scope.server'
import { assertMayDelete, assertMayHandle, assertMember } from './response-store.server'
import type { ChangedResponses, ChangeResponses } from './responses.schema'

/** Few enough for one transaction not to keep others waiting. */
const BATCH = 500

/** So many at most in one call: whoever wants more calls again. */
const MOST = 5000

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
      const targets = find(tx)
      const by = { actorId: reader.accountId, now, isOfMany: targets.length > 1 || which !== undefined }
      const changed = changeRows(tx, targets, change, by)
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
