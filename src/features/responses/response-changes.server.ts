import { desc, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { database, type Transaction } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { responseChanges } from '@/lib/server/schema/responses'
import type { ResponseRow } from './response-rows.server'
import type { ResponseChange, UpdateResponse } from './responses.schema'
import * as words from './words/response'

type By = { actorId: string; now: Date; isOfMany: boolean }
type Kept = Pick<typeof responseChanges.$inferInsert, 'what' | 'was' | 'became'>

/** Keeps what an update of one response makes different, for its history. To be called in the update's transaction. */
export function keepUpdate(
  tx: Transaction,
  row: ResponseRow,
  input: Omit<UpdateResponse, 'version'>,
  by: By,
) {
  const kept: Kept[] = []
  const status = row.quarantined ? 'quarantine' : row.status
  if (input.status !== undefined && input.status !== status)
    kept.push({ what: 'status', was: status, became: input.status })
  const assignee = row.assignee?.id ?? null
  if (input.assigneeId !== undefined && input.assigneeId !== assignee)
    kept.push({ what: 'assignee', was: assignee, became: input.assigneeId })
  const { tags } = input
  if (tags) {
    for (const was of row.tags) if (!tags.includes(was)) kept.push({ what: 'tag', was, became: null })
    for (const became of tags) if (!row.tags.includes(became)) kept.push({ what: 'tag', was: null, became })
  }
  const { actorId, isOfMany, now: createdAt } = by
  const values = kept.map((one) => ({ ...one, responseSeq: row.seq, actorId, isOfMany, createdAt }))
  if (values.length > 0) tx.insert(responseChanges).values(values).run()
}

/** The same for many: `was` and `became` are read from each response `r` among `seqs` that `isOtherwise` until now. */
export function keepMany(
  tx: Transaction,
  seqs: readonly number[],
  change: { what: Kept['what']; was: SQL; became: SQL; isOtherwise?: SQL },
  { actorId, isOfMany, now }: By,
): void {
  tx.run(sql`INSERT INTO response_changes (response_seq, actor_id, what, was, became, is_of_many, created_at)
    SELECT r.seq, ${actorId}, ${change.what}, ${change.was}, ${change.became}, ${isOfMany ? 1 : 0}, ${now.getTime()}
    FROM responses r WHERE r.seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))
      AND ${change.isOtherwise ?? sql`1`}`)
}

const was = alias(user, 'was_assigned')
const became = alias(user, 'became_assigned')

/** What became of a response, the newest first; people by their names now, nameless when their account is gone. */
export function listChanges(seq: number): ResponseChange[] {
  const change = responseChanges
  const isAssignee = sql`${change.what} = 'assignee'`
  return database()
    .select({
      what: change.what,
      was: change.was,
      became: change.became,
      isOfMany: change.isOfMany,
      createdAt: change.createdAt,
      actorId: change.actorId,
      actorName: user.name,
      wasName: was.name,
      becameName: became.name,
    })
    .from(change)
    .leftJoin(user, eq(user.id, change.actorId))
    .leftJoin(was, sql`${isAssignee} AND ${was.id} = ${change.was}`)
    .leftJoin(became, sql`${isAssignee} AND ${became.id} = ${change.became}`)
    .where(eq(change.responseSeq, seq))
    .orderBy(desc(change.seq))
    .all()
    .map(({ actorId, actorName, wasName, becameName, createdAt, ...kept }) => ({
      ...kept,
      was: namedIf(kept.what, kept.was, wasName),
      became: namedIf(kept.what, kept.became, becameName),
      actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
      createdAt: createdAt.toISOString(),
    }))
}

function namedIf(what: Kept['what'], value: string | null, name: string | null): string | null {
  return what === 'assignee' && value !== null ? (name ?? words.somebodyWhoLeft) : value
}
