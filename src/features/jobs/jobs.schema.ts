import { z } from 'zod'
import { wholeNumber } from '@/lib/text'
import * as faults from './words/faults'

/** Where a job stands. One of a schedule waits for its next time; a dead one was given up and is kept with its error. */
export const jobStatuses = ['waiting', 'running', 'scheduled', 'dead'] as const

export const JobStatus = z.enum(jobStatuses, { error: faults.status(jobStatuses) })
export type JobStatus = z.infer<typeof JobStatus>

const Kind = z.string().regex(/^[a-z0-9_]{1,60}$/, faults.kind)

export const ListJobs = z.strictObject({
  status: JobStatus.optional(),
  kind: Kind.optional(),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListJobs = z.output<typeof ListJobs>

/**
 * A job as a list shows it, without its payload. Times are ISO 8601 UTC; `runAt` is when it is due, `schedule` the cron
 * expression of one that comes again.
 */
export type JobItem = {
  id: string
  kind: string
  status: JobStatus
  schedule: string | null
  attempts: number
  runAt: string
  createdAt: string
  failedAt: string | null
  lastError: string | null
}

/** Since when no job runs (ISO 8601); null while they do. */
export type JobHold = { heldSince: string | null }

const id = z.uuid(faults.noJob)

/** What the page of jobs is sent: one of its buttons. */
export const JobAction = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('run'), id }),
  z.strictObject({ intent: z.literal('discard'), id }),
  z.strictObject({ intent: z.literal('revive'), kind: Kind.optional() }),
  z.strictObject({ intent: z.literal('hold') }),
  z.strictObject({ intent: z.literal('release') }),
])
