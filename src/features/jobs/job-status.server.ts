import { and, gte, isNotNull, isNull, like, lt, notLike, or, type SQL } from 'drizzle-orm'
import { scheduleKey } from '@/lib/server/jobs/schedule'
import { jobs } from '@/lib/server/schema/jobs'
import type { JobStatus } from './jobs.schema'

export type JobRow = typeof jobs.$inferSelect

const isOfSchedule = like(jobs.key, scheduleKey('%'))
const isOfNone = or(isNull(jobs.key), notLike(jobs.key, scheduleKey('%')))

/** The condition on the table for each status: every job has exactly one. */
export function hasStatus(status: JobStatus, now: Date): SQL | undefined {
  const isAlive = isNull(jobs.failedAt)
  const isFree = or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now))
  switch (status) {
    case 'dead':
      return isNotNull(jobs.failedAt)
    case 'running':
      return and(isAlive, gte(jobs.leasedUntil, now))
    case 'scheduled':
      return and(isAlive, isFree, isOfSchedule)
    case 'waiting':
      return and(isAlive, isFree, isOfNone)
  }
}

/** The same for a row that was read. */
export function statusOf({ kind, key, failedAt, leasedUntil }: JobRow, now: Date): JobStatus {
  if (failedAt) return 'dead'
  if (leasedUntil && leasedUntil >= now) return 'running'
  return key === scheduleKey(kind) ? 'scheduled' : 'waiting'
}
