import { sql, type SQL } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { keepMany } from './response-changes.server'
import { deleteRows } from './response-store.server'
import type { ChangeOfMany } from './responses.schema'
import { tellReleased } from './tell-released.server'

export type Target = { seq: number; id: string }

type By = Parameters<typeof keepMany>[3]

/** Does one thing with the responses, with what it changes in the history of each. Returns how many were not so before. */
export function changeRows(
  tx: Transaction,
  targets: readonly Target[],
  change: ChangeOfMany,
  by: By,
): number {
  if (targets.length === 0) return 0
  const list = targets.map(({ seq }) => seq)
  const seqs = sql`(SELECT value FROM json_each(${JSON.stringify(list)}))`
  const set = (what: SQL, isOtherwise: SQL) =>
    tx.all(sql`UPDATE responses AS r SET ${what}, version = version + 1, updated_at = ${by.now.getTime()}
      WHERE r.seq IN ${seqs} AND ${isOtherwise} RETURNING seq`).length
  switch (change.do) {
    case 'status': {
      const isOtherwise = sql`(r.status <> ${change.status} OR r.quarantined_at IS NOT NULL)`
      if (change.status !== 'spam') tellReleased(tx, list, by.now)
      keepMany(tx, list, { what: 'status', was: standing, became: sql`${change.status}`, isOtherwise }, by)
      return set(sql`status = ${change.status}, quarantined_at = NULL, quarantine_reason = NULL`, isOtherwise)
    }
    case 'release': {
      const isOtherwise = sql`(r.quarantined_at IS NOT NULL OR r.status = 'spam')`
      tellReleased(tx, list, by.now)
      keepMany(tx, list, { what: 'status', was: standing, became: released, isOtherwise }, by)
      return set(
        sql`quarantined_at = NULL, quarantine_reason = NULL, status = CASE status WHEN 'spam' THEN 'new' ELSE status END`,
        isOtherwise,
      )
    }
    case 'assign': {
      const became = sql`${change.assigneeId}`
      const isOtherwise = sql`r.assignee_id IS NOT ${change.assigneeId}`
      keepMany(tx, list, { what: 'assignee', was: sql`r.assignee_id`, became, isOtherwise }, by)
      return set(sql`assignee_id = ${change.assigneeId}`, isOtherwise)
    }
    case 'tag': {
      const put = tx.all<{ seq: number }>(sql`INSERT INTO response_tags (response_seq, tag)
        SELECT value, ${change.tag} FROM ${seqs} WHERE true ON CONFLICT DO NOTHING RETURNING response_seq AS seq`)
      return keepTags(tx, put, { was: sql`NULL`, became: sql`${change.tag}` }, by)
    }
    case 'untag': {
      const taken = tx.all<{ seq: number }>(sql`DELETE FROM response_tags
        WHERE tag = ${change.tag} AND response_seq IN ${seqs} RETURNING response_seq AS seq`)
      return keepTags(tx, taken, { was: sql`${change.tag}`, became: sql`NULL` }, by)
    }
    case 'delete':
      deleteRows(tx, targets)
      return targets.length
  }
}

const standing = sql`CASE WHEN r.quarantined_at IS NOT NULL THEN 'quarantine' ELSE r.status END`
const released = sql`CASE r.status WHEN 'spam' THEN 'new' ELSE r.status END`

function keepTags(
  tx: Transaction,
  changed: readonly { seq: number }[],
  tag: { was: SQL; became: SQL },
  by: By,
): number {
  const seqs = changed.map(({ seq }) => seq)
  if (seqs.length > 0) keepMany(tx, seqs, { what: 'tag', ...tag }, by)
  return seqs.length
}
