import type { Question } from '@/features/forms/definition/field.schema'
import type { Actor } from '@/lib/actor'
import { addUp, type Adding } from './adding-up.server'
import { startSummaries, type Point, type Summary } from './definition/summary'
import { loadForm, questionsOfForm, type FormFacts } from './form-access.server'
import { parseAnswers } from './response-rows.server'
import { readScope } from './response-scope.server'
import { readVisits, type Visits } from './read-visits.server'
import type { ReadResults } from './results.schema'

/** How long somebody waits for all of it, in milliseconds. */
const PATIENCE = 1500

/** What a form's responses come to: all of them, or the newest so far while older ones are still being added. */
export type Results = {
  title: string
  counted: number
  isWhole: boolean
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
  { withTexts, patience = PATIENCE }: { withTexts: boolean; patience?: number },
): Promise<Results> {
  const questions = questionsOfForm(form)
  const scope = readScope(form.seq, { status: 'all', filter: filterOf(query) }, questions)
  const key = `${form.id}:${form.publishedVersion}:${withTexts}:${filterOf(query)}`
  const added = await addUp(key, scope, () => startAdding(questions, withTexts), patience)
  return { title: form.title, ...added, visits: readVisits(form.seq, query) }
}

function startAdding(
  questions: readonly Question[],
  withTexts: boolean,
): Adding<Omit<Results, 'title' | 'visits'>> {
  const summaries = startSummaries(questions, { withTexts })
  const days = new Map<string, number>()
  const madeAt = new Date().toISOString()
  return {
    add: ({ answers, submitted_at }) => {
      summaries.add(parseAnswers(answers))
      const day = new Date(submitted_at).toISOString().slice(0, 10)
      days.set(day, (days.get(day) ?? 0) + 1)
    },
    end: (counted, isWhole) => ({
      counted,
      isWhole,
      questions: summaries.end(),
      overTime: overTime(days),
      madeAt,
    }),
  }
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
