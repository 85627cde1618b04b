import { sql } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import type { Point } from './definition/summary'
import * as words from './words/results'

/** How far visitors came, counted by day without cookies. `pages` says how many reached each page, the first one first. */
export type Visits = { views: number; starts: number; completions: number; pages: Point[] }

type Days = { from?: string | undefined; to?: string | undefined }

export function readVisits(formSeq: number, { from = '', to = '9999' }: Days): Visits {
  const rows = database().all<{ counter: string; count: number }>(
    sql`SELECT counter, sum(count) AS count FROM form_days
      WHERE form_seq = ${formSeq} AND day >= ${from} AND day <= ${to} GROUP BY counter`,
  )
  const counts = new Map(rows.map(({ counter, count }) => [counter, count]))
  const of = (counter: string) => counts.get(counter) ?? 0
  const pages = [...counts.keys()]
    .flatMap((counter) => /^page_(\d+)$/.exec(counter)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other)
  return {
    views: of('views'),
    starts: of('starts'),
    completions: of('completions'),
    pages: pages.map((page) => ({ label: words.page(page), count: of(`page_${page}`) })),
  }
}
