import type { JobRun } from '@/lib/feature'

/** A try of a job for a handler that is called without the worker. */
export function jobRun(now: Date, attempt = 1): JobRun {
  return { id: 'job', attempt, now, signal: new AbortController().signal }
}
