import type { JobItem, JobStatus } from './jobs.schema'

export const statusLooks = {
  waiting: { label: 'Waiting', variant: 'secondary' },
  running: { label: 'Running', variant: 'success' },
  scheduled: { label: 'Scheduled', variant: 'outline' },
  dead: { label: 'Given up', variant: 'destructive' },
} as const satisfies Record<JobStatus, { label: string; variant: string }>

/** The name of a kind as people read it: `send_mail` is “Send mail”. */
export function kindLabel(kind: string): string {
  const words = kind.replaceAll('_', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The moment that counts for a job, with the word before it. */
export function momentOf(job: JobItem, now: string): { word: string; time: string } {
  if (job.failedAt !== null) return { word: 'Given up', time: job.failedAt }
  if (job.status === 'running' || job.runAt <= now) return { word: 'Due', time: job.runAt }
  return { word: job.lastError === null ? 'Runs' : 'Next try', time: job.runAt }
}
