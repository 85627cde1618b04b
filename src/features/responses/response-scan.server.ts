import { sql, type SQL } from 'drizzle-orm'
import { firstRow } from '@/lib/server/first-row'
import { database } from '@/lib/server/db'
import { columns, readRow, type RawRow, type ResponseRow } from './response-rows.server'
import { isInView, passes, type Scope } from './response-scope.server'

/** A place in the order of arrival. */
export type Place = { submittedAt: number; seq: number }

type Step = {
  /** Where the last step ended; null to begin. */
  from: Place | null
  /** So many responses are looked at, so that a filter that few pass keeps nobody waiting. */
  most: number
  limit: number
  isOldestFirst?: boolean
}

/**
 * The next responses of a scope in the order of arrival, the newest first. `next` is where to go on, null at the end; with a
 * filter there may be fewer rows than `limit`, or none, and still a next step.
 */
export function scanResponses(scope: Scope, step: Step): { rows: ResponseRow[]; next: Place | null } {
  if (scope.isEmpty) return { rows: [], next: null }
  if (scope.match !== null) return scanHits({ ...scope, match: scope.match }, step)
  const isPlain = scope.tests.length === 0
  const looked = isPlain ? { ...step, most: step.limit } : step
  const rows = database()
    .all<RawRow>(
      sql`SELECT ${columns} FROM (${candidates(scope, looked)}) c JOIN responses r ON r.seq = c.candidate
        LEFT JOIN user ON user.id = r.assignee_id
        WHERE ${passes(scope)} ORDER BY ${order(step)} LIMIT ${step.limit}`,
    )
    .map(readRow)
  const last = rows.at(-1)
  if (rows.length === step.limit && last) return { rows, next: placeOf(last) }
  return { rows, next: isPlain ? null : findEdge(scope, step) }
}

/** The same among the hits of a search: in the order of the index, so that reading ends with the last row that is wanted. */
function scanHits(scope: Scope, step: Step): { rows: ResponseRow[]; next: Place | null } {
  const { from, limit, isOldestFirst = false } = step
  const edge = findEdge(scope, step)
  const direction = sql.raw(isOldestFirst ? 'ASC' : 'DESC')
  const [before, upTo] = isOldestFirst ? [sql.raw('<'), sql.raw('<=')] : [sql.raw('>'), sql.raw('>=')]
  const rows = database()
    .all<RawRow>(
      sql`SELECT ${columns} FROM responses_fts CROSS JOIN responses r ON r.seq = responses_fts.rowid
        LEFT JOIN user ON user.id = r.assignee_id
        WHERE responses_fts MATCH ${scope.match} AND ${passes(scope)}
          AND ${from ? sql`${from.seq} ${before} responses_fts.rowid` : sql`1`}
          AND ${edge ? sql`responses_fts.rowid ${upTo} ${edge.seq}` : sql`1`}
        ORDER BY responses_fts.rowid ${direction} LIMIT ${limit}`,
    )
    .map(readRow)
  const last = rows.at(-1)
  return rows.length === limit && last ? { rows, next: placeOf(last) } : { rows, next: edge }
}

function placeOf({ submittedAt, seq }: ResponseRow): Place {
  return { submittedAt, seq }
}

/** The newest responses that a scope may hold, before its tests: numbers under the name `candidate`. */
export function candidatesOf(scope: Scope, most: number): SQL {
  return candidates(scope, { from: null, most, limit: most })
}

/** In the order of the index that answers it: by time within a view, or by number among the hits of a search. */
function candidates(scope: Scope, { from, most, isOldestFirst = false }: Step): SQL {
  const operator = sql.raw(isOldestFirst ? '>' : '<')
  const direction = sql.raw(isOldestFirst ? 'ASC' : 'DESC')
  if (scope.match !== null)
    return sql`SELECT rowid AS candidate FROM responses_fts WHERE responses_fts MATCH ${scope.match}
      AND ${from ? sql`rowid ${operator} ${from.seq}` : sql`1`} ORDER BY rowid ${direction} LIMIT ${most}`
  const isAfter = from ? sql`(r.submitted_at, r.seq) ${operator} (${from.submittedAt}, ${from.seq})` : sql`1`
  return sql`SELECT r.seq AS candidate FROM responses r
    WHERE r.form_seq = ${scope.formSeq} AND ${isInView(scope.view)} AND ${isAfter}
    ORDER BY r.submitted_at ${direction}, r.seq ${direction} LIMIT ${most}`
}

function order({ isOldestFirst = false }: Step): SQL {
  return isOldestFirst ? sql`r.submitted_at, r.seq` : sql`r.submitted_at DESC, r.seq DESC`
}

/** The last response that was looked at, when there may be more behind it. */
function findEdge(scope: Scope, step: Step): Place | null {
  const edge = firstRow<Place>(
    database(),
    sql`SELECT r.submitted_at AS submittedAt, r.seq AS seq FROM (${candidates(scope, step)}) c
      JOIN responses r ON r.seq = c.candidate ORDER BY ${order(step)} LIMIT 1 OFFSET ${step.most - 1}`,
  )
  return edge ?? null
}
