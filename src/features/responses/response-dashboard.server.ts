import { sql, type SQL } from 'drizzle-orm'
import { hasRole, type Member } from '@/lib/actor'
import {
  fillDays,
  type Audience,
  type DashboardPart,
  type DaySeries,
  type DaySpan,
  type ListItem,
} from '@/lib/dashboard'
import { dayOf } from '@/lib/server/day-span'
import { countRows } from '@/lib/server/first-row'
import { database } from '@/lib/server/db'
import * as words from './words/dashboard'

const SHOWN = 6

/** So many forms have a colour of their own in a chart; the others are one together. */
const APART = 5

/** The responses’ part of the dashboard: of the forms whose responses the audience may see. What waits in quarantine counts nowhere. */
export const responseDashboard: DashboardPart = {
  news: (actor, since) =>
    listForms(audienceOf(actor)).flatMap((form) => {
      const count = countRows(newQuery(form.seq, since))
      if (count === 0) return []
      return [{ label: words.newResponses(count), about: form.title, href: `/forms/${form.id}/responses` }]
    }),
  lists: (actor) => [{ title: words.newest, items: listNewest(actor) }],
  charts: async (audience, span) => {
    const series = await countByForm(audience, span)
    return series.some(({ byDay }) => byDay.some((count) => count > 0))
      ? [{ title: words.responses, series: joinSmall(series) }]
      : []
  },
  activity: async (audience, span) => {
    const series = await countByForm(audience, span)
    return [{ label: words.responses, byDay: sumOf(series, span) }]
  },
}

type FormRow = { seq: number; id: string; title: string }

function audienceOf({ workspace }: Member): Audience {
  return { workspaceId: workspace.id, isAdmin: hasRole(workspace.role, 'admin') }
}

function listForms({ workspaceId, isAdmin }: Audience): FormRow[] {
  return database().all<FormRow>(sql`
    SELECT seq, id, title FROM forms WHERE workspace_id = ${workspaceId} AND trashed_at IS NULL
      AND (${isAdmin ? 1 : 0} OR coalesce(settings ->> '$.visibleTo', 'workspace') <> 'admins')
    ORDER BY updated_at DESC, seq DESC`)
}

/** The busiest first. Between two forms others are answered: one with a million responses takes a while. */
async function countByForm(audience: Audience, span: DaySpan): Promise<DaySeries[]> {
  const series: (DaySeries & { total: number })[] = []
  for (const { seq, id, title } of listForms(audience)) {
    const byDay = fillDays(database().all(daysQuery(seq, span)), span)
    series.push({ label: title, href: `/forms/${id}/responses`, byDay, total: total(byDay) })
    await Bun.sleep(0)
  }
  return series.toSorted((one, other) => other.total - one.total).map(({ total: _, ...own }) => own)
}

function joinSmall(series: readonly DaySeries[]): DaySeries[] {
  const busy = series.filter(({ byDay }) => total(byDay) > 0)
  if (busy.length <= APART + 1) return busy
  const rest = busy.slice(APART)
  const byDay = rest.reduce<number[]>(
    (sum, one) => one.byDay.map((count, day) => count + (sum[day] ?? 0)),
    [],
  )
  return [...busy.slice(0, APART), { label: words.otherForms(rest.length), href: '/forms', byDay }]
}

function sumOf(series: readonly DaySeries[], { days }: DaySpan): number[] {
  return Array.from({ length: days }, (_, day) =>
    series.reduce((sum, { byDay }) => sum + (byDay[day] ?? 0), 0),
  )
}

function total(byDay: readonly number[]): number {
  return byDay.reduce((sum, count) => sum + count, 0)
}

const counts = sql`quarantined_at IS NULL AND status <> 'spam'`

export function daysQuery(formSeq: number, span: DaySpan): SQL {
  return sql`SELECT ${dayOf(sql`submitted_at`, span)} AS day, count(*) AS count FROM responses
    WHERE form_seq = ${formSeq} AND submitted_at >= ${span.begin} AND ${counts} GROUP BY 1`
}

export function newQuery(formSeq: number, since: Date): SQL {
  return sql`SELECT count(*) AS count FROM responses
    WHERE form_seq = ${formSeq} AND submitted_at > ${since.getTime()} AND ${counts}`
}

export function newestQuery(formSeq: number): SQL {
  return sql`SELECT id, submitted_at AS at, respondent_email AS email FROM responses
    WHERE form_seq = ${formSeq} AND ${counts} ORDER BY submitted_at DESC, seq DESC LIMIT ${SHOWN}`
}

function listNewest(actor: Member): ListItem[] {
  return listForms(audienceOf(actor))
    .flatMap(({ seq, title }) =>
      database()
        .all<{ id: string; at: number; email: string | null }>(newestQuery(seq))
        .map((row) => ({ ...row, title })),
    )
    .toSorted((one, other) => other.at - one.at)
    .slice(0, SHOWN)
    .map(({ id, at, email, title }) => ({
      title,
      href: `/responses/${id}`,
      about: email ?? words.anonymous,
      at: new Date(at).toISOString(),
    }))
}
