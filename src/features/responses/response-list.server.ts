import { sql, type SQL } from 'drizzle-orm'
import type { Question } from '@/features/forms/definition/field.schema'
import type { Member } from '@/lib/actor'
import { readCursor, writeCursor, type CursorKeys } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { Page } from '@/lib/server/page'
import { loadForm, questionsOfForm } from './form-access.server'
import { columns, readRow, toItem, type RawRow, type ResponseRow } from './response-rows.server'
import { candidatesOf, scanResponses, type Place } from './response-scan.server'
import { passes, readScope, type Scope } from './response-scope.server'
import type { ListResponses, ResponseItem, ResponseView } from './responses.schema'
import * as faults from './words/faults'

/** With a filter or a search, one page looks at so many responses at most: the next one goes on where it ended. */
export const LOOKED_AT = 20_000

/** So many of the newest are sorted by an answer, each of which is taken out of its JSON. */
const SORTED = 10_000

/**
 * A page of a form's responses. With a filter it may hold fewer than `limit`, or none, and still have a next one
 * (docs/decisions/030-the-inbox.md). Sorted by a question, or searched and sorted, it is the newest 10,000 that fit. Throws `not_found`,
 * `forbidden`, and `bad_input` for a filter, a sort or a cursor that this form does not know.
 */
export async function listResponses(
  actor: Member,
  formId: string,
  query: ListResponses,
): Promise<Page<ResponseItem>> {
  const { form } = loadForm(actor, formId)
  const questions = questionsOfForm(form)
  const scope = readScope(form.seq, query, questions)
  const list = JSON.stringify(['responses', form.id, query.status, query.q, query.filter, query.sort])
  const keys = query.cursor === undefined ? null : readCursor(list, query.cursor)
  const { rows, next } = readPage(scope, query, questions, keys)
  return new Page(rows.map(toItem), next && writeCursor(list, next))
}

type Found = { rows: ResponseRow[]; next: CursorKeys | null }

function readPage(
  scope: Scope,
  query: ListResponses,
  questions: readonly Question[],
  keys: CursorKeys | null,
): Found {
  const by = query.sort.replace(/^-/, '')
  const isDescending = query.sort.startsWith('-')
  if (by === 'submitted') return byTime(scope, query.limit, keys, !isDescending)
  if (by === 'status') return byStatus(scope, query.limit, keys, isDescending)
  if (!questions.some(({ key }) => key === by)) {
    const message = faults.noSort(by)
    throw new AppError('bad_input', message, { issues: [{ path: 'sort', message }] })
  }
  return byAnswer(scope, query.limit, keys, { key: by, isDescending })
}

function byTime(scope: Scope, limit: number, keys: CursorKeys | null, isOldestFirst: boolean): Found {
  const step = { from: keys && placeOf(keys), most: LOOKED_AT, limit, isOldestFirst }
  const { rows, next } = scanResponses(scope, step)
  return { rows, next: next && [next.submittedAt, next.seq] }
}

function placeOf([submittedAt = 0, seq = 0]: CursorKeys): Place {
  return { submittedAt: Number(submittedAt), seq: Number(seq) }
}

const stretches = ['new', 'in_work', 'done'] as const satisfies ResponseView[]

/** One status after the other, each by time: an index has them in this order. */
function byStatus(scope: Scope, limit: number, keys: CursorKeys | null, isDescending: boolean): Found {
  if (scope.view !== 'all') return byTime(scope, limit, keys, false)
  const views = isDescending ? stretches.toReversed() : stretches
  const [at = 0, ...place] = keys ?? [0]
  const rows: ResponseRow[] = []
  for (let index = Number(at); index < views.length; index += 1) {
    const isFirst = index === Number(at) && place.length > 0
    const view = views[index] ?? 'new'
    const step = { from: isFirst ? placeOf(place) : null, most: LOOKED_AT, limit: limit - rows.length }
    const found = scanResponses({ ...scope, view }, step)
    rows.push(...found.rows)
    if (found.next) return { rows, next: [index, found.next.submittedAt, found.next.seq] }
    if (rows.length === limit) return { rows, next: index + 1 < views.length ? [index + 1] : null }
  }
  return { rows, next: null }
}

/** Among the newest responses that fit; what was not answered stands with the empty texts. */
function byAnswer(
  scope: Scope,
  limit: number,
  keys: CursorKeys | null,
  { key, isDescending }: { key: string; isDescending: boolean },
): Found {
  if (scope.isEmpty) return { rows: [], next: null }
  const answer = sql`coalesce(json_extract(r.answers, ${`$.${key}`}), '') COLLATE NOCASE`
  const direction = sql.raw(isDescending ? 'DESC' : 'ASC')
  const operator = sql.raw(isDescending ? '<' : '>')
  const isAfter: SQL = keys ? sql`(${answer}, r.seq) ${operator} (${keys[0]}, ${keys[1]})` : sql`1`
  const raw = database().all<RawRow & { sort_key: string | number }>(
    sql`SELECT ${columns}, k.sort_key FROM (
        SELECT r.seq AS place, ${answer} AS sort_key FROM (${candidatesOf(scope, SORTED)}) c
        JOIN responses r ON r.seq = c.candidate WHERE ${passes(scope)} AND ${isAfter}
        ORDER BY sort_key COLLATE NOCASE ${direction}, place ${direction} LIMIT ${limit + 1}) k
      JOIN responses r ON r.seq = k.place LEFT JOIN user ON user.id = r.assignee_id
      ORDER BY k.sort_key COLLATE NOCASE ${direction}, r.seq ${direction}`,
  )
  const shown = raw.slice(0, limit)
  const last = raw.length > limit ? shown.at(-1) : undefined
  return { rows: shown.map(readRow), next: last ? [last.sort_key, last.seq] : null }
}
