import { sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { firstRow } from '@/lib/server/first-row'
import { database } from '@/lib/server/db'
import { loadForm } from './form-access.server'
import { isInView } from './response-scope.server'
import type { Arrivals, CountArrivals, ResponseView } from './responses.schema'

/** Beyond this a number says only that there are many. */
export const MANY = 1000

/** How many responses that count came after the one named, at most 1000. Throws `not_found` or `forbidden`. */
export async function countArrivals(
  actor: Actor,
  formId: string,
  { after }: CountArrivals,
): Promise<Arrivals> {
  const { form } = loadForm(actor, formId)
  const isAfter =
    after === undefined
      ? sql`1`
      : sql`(r.submitted_at, r.seq) > (SELECT a.submitted_at, a.seq FROM responses a WHERE a.id = ${after})`
  return {
    count:
      count(sql`SELECT 1 FROM responses r WHERE r.form_seq = ${form.seq} AND ${isInView('all')} AND ${isAfter}
      LIMIT ${MANY}`),
    newest: findNewest(form.seq),
  }
}

/** The response that came last of those that count. */
export function findNewest(formSeq: number): string | null {
  const newest = firstRow<{ id: string }>(
    database(),
    sql`SELECT r.id FROM responses r
    WHERE r.form_seq = ${formSeq} AND ${isInView('all')} ORDER BY r.submitted_at DESC, r.seq DESC LIMIT 1`,
  )
  return newest?.id ?? null
}

/** How many there are in each view, at most 1000. */
export function countViews(formSeq: number): Record<ResponseView, number> {
  const of = (view: ResponseView) =>
    count(sql`SELECT 1 FROM responses r WHERE r.form_seq = ${formSeq} AND ${isInView(view)} LIMIT ${MANY}`)
  return {
    all: of('all'),
    new: of('new'),
    in_work: of('in_work'),
    done: of('done'),
    spam: of('spam'),
    quarantine: of('quarantine'),
  }
}

function count(rows: ReturnType<typeof sql>): number {
  return firstRow<{ count: number }>(database(), sql`SELECT count(*) AS count FROM (${rows})`)?.count ?? 0
}
