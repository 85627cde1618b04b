import type { JobItem, JobStatus } from './jobs.schema'
import * as words from './words/jobs'

export const statusLooks = {
  waiting: { label: words.states.waiting, variant: 'secondary' },
  running: { label: words.states.running, variant: 'success' },
  scheduled: { label: words.states.scheduled, variant: 'outline' },
  dead: { label: words.states.dead, variant: 'destructive' },
} as const satisfies Record<JobStatus, { label: string; variant: string }>

/** The name of a kind as people read it: `send_mail` is “Send mail”. */
export function kindLabel(kind: string): string {
  const name = kind.replaceAll('_', ' ')
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

/** The moment that counts for a job, with the word before it. */
export function momentOf(job: JobItem, now: string): { word: string; time: string } {
  if (job.failedAt !== null) return { word: words.moments.givenUp, time: job.failedAt }
  if (job.status === 'running' || job.runAt <= now) return { word: words.moments.due, time: job.runAt }
  return { word: job.lastError === null ? words.moments.runs : words.moments.nextTry, time: job.runAt }
}
