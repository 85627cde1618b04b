import { count } from 'drizzle-orm'
import type { Metric } from '@/lib/metric'
import { database } from '@/lib/server/db'
import { findHold } from '@/lib/server/jobs/queue'
import { jobs } from '@/lib/server/schema/jobs'
import { hasStatus } from './job-status.server'
import { jobStatuses, type JobStatus } from './jobs.schema'
import * as words from './words/figures'

/** How many jobs there are in each state, and whether they are held. */
export function listJobMetrics(): Metric[] {
  const now = new Date()
  return [
    {
      name: 'jobs',
      help: words.metrics.jobs,
      type: 'gauge',
      samples: jobStatuses.map((status) => ({ labels: { status }, value: countJobs(status, now) })),
    },
    {
      name: 'jobs_held',
      help: words.metrics.held,
      type: 'gauge',
      samples: [{ value: findHold() ? 1 : 0 }],
    },
  ]
}

/** How many jobs stand there at a moment. */
export function countJobs(status: JobStatus, now: Date): number {
  return database().select({ value: count() }).from(jobs).where(hasStatus(status, now)).get()?.value ?? 0
}
