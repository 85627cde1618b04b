import { sql, type SQL } from 'drizzle-orm'
import { AppError } from '@/lib/server/errors'
import type { Question } from '@/features/forms/definition/field.schema'
import { Filter, readyFilter, type ReadyTest } from './definition/filter'
import type { ResponseView, WhichResponses } from './responses.schema'
import { readMatch, widen } from '@/lib/server/search-match'
import * as faults from './words/filter-faults'

/**
 * Which responses of one form, checked and made ready for SQL. `match` is an FTS5 query, and what it finds must hold words with
 * `beginnings`; `isEmpty` says that none can fit.
 */
export type Scope = {
  formSeq: number
  view: ResponseView
  tests: ReadyTest[]
  match: string | null
  beginnings: string[]
  isEmpty: boolean
}

/** Throws `bad_input` for a filter that the form's questions do not know. */
export function readScope(formSeq: number, which: WhichResponses, questions: readonly Question[]): Scope {
  const filter = Filter.safeParse(which.filter ?? '')
  if (!filter.success) throw badFilter(filter.error.issues[0]?.message ?? faults.unreadable)
  const { tests, fault } = readyFilter(filter.data, questions)
  if (fault !== null) throw badFilter(fault)
  const searched = which.q ? readMatch('responses_fts', which.q) : null
  const { match, beginnings } = searched ? widen(searched) : { match: null, beginnings: [] }
  return {
    formSeq,
    view: which.status,
    tests,
    match,
    beginnings,
    isEmpty: Boolean(which.q) && match === null,
  }
}

function badFilter(message: string): AppError {
  return new AppError('bad_input', message, { issues: [{ path: 'filter', message }] })
}

/**
 * True for responses `r` of `view`. Quarantined ones and spam are in no other. Literal, because a partial index is used only
 * for a condition that SQLite knows beforehand: https://sqlite.org/partialindex.html
 */
export function isInView(view: ResponseView): SQL {
  switch (view) {
    case 'all':
      return sql.raw(`r.quarantined_at IS NULL AND r.status <> 'spam'`)
    case 'quarantine':
      return sql.raw('r.quarantined_at IS NOT NULL')
    default:
      return sql`r.quarantined_at IS NULL AND r.status = ${view}`
  }
}

/** What the candidates of a scope have to pass. Keys and values are bound, never written into the statement. */
export function passes({ formSeq, view, tests, match, beginnings }: Scope): SQL {
  const here = match === null ? [] : [sql`r.form_seq = ${formSeq}`, isInView(view)]
  const begin = beginnings.map((beginning) => sql`begins_word(r.search_text, ${beginning})`)
  const conditions = [...here, ...tests.map(conditionOf), ...begin]
  return conditions.length === 0 ? sql`1` : sql.join(conditions, sql` AND `)
}

function conditionOf({ key, kind, is, value }: ReadyTest): SQL {
  if (kind === null) return factCondition(key, is, value)
  const answer = sql`json_extract(r.answers, ${`$.${key}`})`
  if (is === 'answered') return sql`${answer} IS NOT NULL`
  if (is === 'empty') return sql`${answer} IS NULL`
  if (is === 'contains' && (kind === 'choices' || kind === 'ranking'))
    return sql`EXISTS (SELECT 1 FROM json_each(r.answers, ${`$.${key}`}) WHERE value = ${value})`
  if (is === 'contains') return sql`instr(lower(${answer}), lower(${value})) > 0`
  if (is === 'greater') return sql`${answer} > ${value}`
  if (is === 'less') return sql`${answer} < ${value}`
  const same =
    typeof value === 'string' ? sql`${answer} = ${value} COLLATE NOCASE` : sql`${answer} = ${value}`
  return is === 'equal' ? same : sql`NOT coalesce(${same}, 0)`
}

function factCondition(key: string, is: ReadyTest['is'], value: string | number): SQL {
  switch (key) {
    case '@submitted':
      return is === 'greater' ? sql`r.submitted_at > ${value}` : sql`r.submitted_at < ${value}`
    case '@version':
      return sql`r.version_number = ${value}`
    case '@tag': {
      const has = sql`EXISTS (SELECT 1 FROM response_tags t WHERE t.response_seq = r.seq AND t.tag = ${value})`
      return is === 'equal' ? has : sql`NOT ${has}`
    }
    default:
      if (is === 'equal') return sql`r.assignee_id = ${value}`
      return is === 'answered' ? sql`r.assignee_id IS NOT NULL` : sql`r.assignee_id IS NULL`
  }
}
