import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { loadJobHandlers } from '@/lib/server/jobs/worker'
import { Page } from '@/lib/server/page'
import { jobs } from '@/lib/server/schema/jobs'
import { hasStatus, statusOf, type JobRow } from './job-status.server'
import { assertManager, type JobManager } from './job-manager.server'
import type { JobItem, ListJobs } from './jobs.schema'

/**
 * A page of the jobs: what is due first comes first, and of those that were given up the latest. Throws `forbidden`, or
 * `bad_input` for a cursor of another list.
 */
export async function listJobs(
  manager: JobManager,
  { status, kind, limit, cursor }: ListJobs,
  now = new Date(),
): Promise<Page<JobItem>> {
  assertManager(manager)
  const list = `jobs:${status ?? 'all'}:${kind ?? ''}`
  const order = status === 'dead' ? latestFirst : dueFirst
  const place = cursor === undefined ? undefined : order.after(readCursor(list, cursor))
  const rows = database()
    .select()
    .from(jobs)
    .where(and(status && hasStatus(status, now), kind === undefined ? undefined : eq(jobs.kind, kind), place))
    .orderBy(...order.by)
    .limit(limit + 1)
    .all()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const handlers = await loadJobHandlers()
  const items = shown.map((row) => toItem(row, handlers[row.kind]?.schedule ?? null, now))
  return new Page(items, last ? writeCursor(list, order.placeOf(last)) : null)
}

/** The kinds of the jobs that there are, by name. Throws `forbidden`. */
export async function listJobKinds(manager: JobManager): Promise<string[]> {
  assertManager(manager)
  const rows = database().selectDistinct({ kind: jobs.kind }).from(jobs).orderBy(asc(jobs.kind)).all()
  return rows.map(({ kind }) => kind)
}

type Place = (string | number)[]

const dueFirst = {
  by: [asc(jobs.runAt), asc(jobs.id)],
  after: ([time, id]: Place) => sql`(${jobs.runAt}, ${jobs.id}) > (${time}, ${id})`,
  placeOf: ({ runAt, id }: JobRow): Place => [runAt.getTime(), id],
}

const latestFirst = {
  by: [desc(jobs.failedAt), desc(jobs.id)],
  after: ([time, id]: Place) => sql`(${jobs.failedAt}, ${jobs.id}) < (${time}, ${id})`,
  placeOf: ({ failedAt, id }: JobRow): Place => [failedAt?.getTime() ?? 0, id],
}

function toItem(row: JobRow, schedule: string | null, now: Date): JobItem {
  const status = statusOf(row, now)
  return {
    id: row.id,
    kind: row.kind,
    status,
    schedule,
    attempts: row.attempts,
    runAt: row.runAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    failedAt: row.failedAt?.toISOString() ?? null,
    lastError: row.lastError,
  }
}
