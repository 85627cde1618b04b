import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { cacheGetOrSet } from '@/lib/server/cache'
import { database } from '@/lib/server/db'
import { startSummaries, type Point, type Summary } from './definition/summary'
import { loadForm, questionsOfForm, type FormFacts } from './form-access.server'
import { parseAnswers } from './response-rows.server'
import { isInView, passes, readScope, type Scope } from './response-scope.server'
import { readVisits, type Visits } from './read-visits.server'
import type { ReadResults } from './results.schema'

/** The newest so many responses are summed up: a bound on the time that it takes. */
export const SUMMED_UP = 100_000

const BATCH = 1000
const KEPT = 30_000

/** What a form's responses come to. `counted` is how many were summed up, `isCut` says that there are more, older ones. */
export type Results = {
  title: string
  counted: number
  isCut: boolean
  questions: Summary[]
  /** Responses by day (`2026-12-31`), UTC, without gaps; by month where there are more than 120 days. */
  overTime: Point[]
  visits: Visits
  madeAt: string
}

/** Throws `not_found`, `forbidden`, and `bad_input` for a filter that the form does not know. */
export async function readResults(actor: Actor, formId: string, query: ReadResults): Promise<Results> {
  const { form } = loadForm(actor, formId)
  return resultsOf(form, query, { withTexts: true })
}

/** For whoever may see aggregates only: no words out of texts. */
export async function resultsOf(
  form: FormFacts,
  query: ReadResults,
  { withTexts }: { withTexts: boolean },
): Promise<Results> {
  const questions = questionsOfForm(form)
  const scope = readScope(form.seq, { status: 'all', filter: filterOf(query) }, questions)
  const key = `results:${form.id}:${form.publishedVersion}:${withTexts}:${filterOf(query)}`
  return cacheGetOrSet(key, KEPT, async () => {
    const summaries = startSummaries(questions, { withTexts })
    const days = new Map<string, number>()
    const { counted, isCut } = await sumUp(scope, ({ answers, submitted_at }) => {
      summaries.add(parseAnswers(answers))
      const day = new Date(submitted_at).toISOString().slice(0, 10)
      days.set(day, (days.get(day) ?? 0) + 1)
    })
    return {
      title: form.title,
      counted,
      isCut,
      questions: summaries.end(),
      overTime: overTime(days),
      visits: readVisits(form.seq, query),
      madeAt: new Date().toISOString(),
    }
  })
}

/** The days become tests on the time of arrival, the last one included. */
function filterOf({ filter = '', from, to }: ReadResults): string {
  const until = to === undefined ? null : new Date(Date.parse(to) + 86_400_000).toISOString()
  return [
    filter,
    from === undefined ? '' : `@submitted:greater:${new Date(Date.parse(from) - 1).toISOString()}`,
    until === null ? '' : `@submitted:less:${until}`,
  ]
    .filter(Boolean)
    .join(',')
}

type Row = { seq: number; answers: string; submitted_at: number }

/** In small steps that let others in between: nobody waits for a chart. */
async function sumUp(scope: Scope, add: (row: Row) => void): Promise<{ counted: number; isCut: boolean }> {
  let looked = 0
  let counted = 0
  let last: Row | undefined
  for (;;) {
    const rows = readBatch(scope, last)
    for (const row of rows) {
      if (row.passes !== 1) continue
      add(row)
      counted += 1
    }
    looked += rows.length
    last = rows.at(-1)
    if (rows.length < BATCH) return { counted, isCut: false }
    if (looked >= SUMMED_UP) return { counted, isCut: true }
    await Bun.sleep(0)
  }
}

function readBatch(scope: Scope, last: Row | undefined): (Row & { passes: number })[] {
  const isAfter = last ? sql`(r.submitted_at, r.seq) < (${last.submitted_at}, ${last.seq})` : sql`1`
  return database().all(
    sql`SELECT r.seq, r.answers, r.submitted_at, coalesce((${passes(scope)}), 0) AS passes FROM responses r
      WHERE r.form_seq = ${scope.formSeq} AND ${isInView(scope.view)} AND ${isAfter}
      ORDER BY r.submitted_at DESC, r.seq DESC LIMIT ${BATCH}`,
  )
}

const DAY = 86_400_000
const MOST_DAYS = 120

function overTime(days: ReadonlyMap<string, number>): Point[] {
  const known = [...days.keys()].toSorted()
  const first = known[0]
  const last = known.at(-1)
  if (first === undefined || last === undefined) return []
  const length = (Date.parse(last) - Date.parse(first)) / DAY + 1
  if (length > MOST_DAYS) return byMonth(days, first, last)
  return Array.from({ length }, (_, index) => {
    const label = new Date(Date.parse(first) + index * DAY).toISOString().slice(0, 10)
    return { label, count: days.get(label) ?? 0 }
  })
}

function byMonth(days: ReadonlyMap<string, number>, first: string, last: string): Point[] {
  const months = new Map<string, number>()
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = nextMonth(month))
    months.set(month, 0)
  for (const [day, count] of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + count)
  return [...months].map(([label, count]) => ({ label, count }))
}

function nextMonth(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return next.toISOString().slice(0, 7)
}
