import { and, asc, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '@/lib/actor'
import { eraseFromAudit, writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { Page } from '@/lib/server/page'
import { audit, auditValues } from '@/lib/server/schema/audit'
import { canReadAudit } from './audit.policy'
import type { AuditItem, ListAudit } from './audit.schema'

/** Who reads the log: an admin of the instance, or the operator by a command. */
export type AuditReader = Actor | 'operator'

/** What was done, the latest first. Throws `forbidden`, or `bad_input` for a cursor of another list. */
export async function listAudit(reader: AuditReader, query: ListAudit): Promise<Page<AuditItem>> {
  assertReader(reader)
  const { limit, cursor, ...filter } = query
  const list = JSON.stringify(['audit', filter])
  const before = cursor === undefined ? undefined : isBeyond('<', readPlace(list, cursor))
  const rows = selectEntries(filter, before)
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit + 1)
    .all()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(shown.map(toItem), last ? writeCursor(list, [last.at.getTime(), last.id]) : null)
}

type Filter = Omit<ListAudit, 'limit' | 'cursor'>

/** So many are read at once. */
const BATCH = 500

/** All of it in the order in which it was done, read as it is asked for. Throws `forbidden`. */
export function* readAudit(reader: AuditReader, filter: Filter): Generator<AuditItem> {
  assertReader(reader)
  let place: SQL | undefined
  for (;;) {
    const rows = selectEntries(filter, place).orderBy(asc(audit.at), asc(audit.id)).limit(BATCH).all()
    for (const row of rows) yield toItem(row)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    place = isBeyond('>', [last.at.getTime(), last.id])
  }
}

/**
 * Deletes names, addresses and values of every entry that is about an account, when the person asks for it; returns how
 * many there were. That it was done is written down, without them.
 */
export async function erasePerson(reader: AuditReader, accountId: string, now = new Date()): Promise<number> {
  assertReader(reader)
  return transaction((tx) => {
    const actor = reader === 'operator' ? null : reader
    writeAudit(tx, { action: 'account.erased', actor, subjectId: accountId }, now)
    // What was just written would name the person once more.
    return eraseFromAudit(tx, accountId) - 1
  })
}

function assertReader(reader: AuditReader): void {
  if (reader !== 'operator' && !canReadAudit(reader)) throw new AppError('forbidden')
}

function selectEntries({ actor, target, workspace, action, from, to }: Filter, place?: SQL) {
  return database()
    .select({
      id: audit.id,
      at: audit.at,
      action: audit.action,
      source: audit.source,
      actorId: audit.actorId,
      impersonatorId: audit.impersonatorId,
      targetId: audit.subjectId,
      workspaceId: audit.workspaceId,
      actor: auditValues.actor,
      target: auditValues.subject,
      address: auditValues.address,
      requestId: auditValues.requestId,
      details: auditValues.details,
    })
    .from(audit)
    .leftJoin(auditValues, eq(auditValues.auditId, audit.id))
    .where(
      and(
        actor === undefined ? undefined : eq(audit.actorId, actor),
        target === undefined ? undefined : eq(audit.subjectId, target),
        workspace === undefined ? undefined : eq(audit.workspaceId, workspace),
        action === undefined ? undefined : eq(audit.action, action),
        from && gte(audit.at, from),
        to && lt(audit.at, to),
        place,
      ),
    )
}

const Place = z.tuple([z.number(), z.string()])

function readPlace(list: string, cursor: string): [at: number, id: string] {
  return Place.parse(readCursor(list, cursor))
}

function isBeyond(side: '<' | '>', [at, id]: [at: number, id: string]): SQL {
  return sql`(${audit.at}, ${audit.id}) ${sql.raw(side)} (${at}, ${id})`
}

const Details = z.record(z.string(), z.unknown())

type Row = ReturnType<ReturnType<typeof selectEntries>['all']>[number]

function toItem({ at, details, ...row }: Row): AuditItem {
  return {
    ...row,
    at: at.toISOString(),
    details: details === null ? null : Details.parse(JSON.parse(details)),
  }
}
