import { countOf } from '@/lib/count-of'
import type { JobStatus } from '../jobs.schema'

export const tab = 'Jobs'
export const states = {
  waiting: 'Waiting',
  running: 'Running',
  scheduled: 'Scheduled',
  dead: 'Given up',
} as const satisfies Record<JobStatus, string>

export const done = {
  run: 'It is due now and runs in a moment.',
  revive: 'All that were given up run again.',
  discard: 'The job is discarded.',
  hold: 'Jobs and mail are held. What runs at the moment is finished.',
  release: 'Jobs and mail are released.',
}
/** What is said of the same while jobs are held. */
export const doneWhileHeld = {
  run: 'It runs as soon as jobs are released.',
  revive: 'They run as soon as jobs are released.',
}

export const heldSince = (time: string) => `Jobs and mail are held since ${time}`
export const heldHint =
  'Nothing is sent and nothing runs in the background, so that a restored copy writes to nobody. Release them when this is the instance that people use.'
export const release = 'Release jobs and mail'
export const holdTitle = 'Hold everything'
export const holdHint = 'No mail goes out and nothing runs in the background until it is released.'
export const hold = 'Hold jobs and mail'

export const all = 'All'
export const allKinds = 'All kinds'
export const kind = 'Kind'
export const show = 'Show'
export const which = 'Which jobs'

export const noneGivenUp = 'Nothing was given up'
export const noneGivenUpHint = 'What failed twelve times is kept here with its error.'
export const noneSuch = 'No such job'
export const noneSuchHint = 'What is done is not kept. Nothing is like that at the moment.'
export const showAll = 'Show all'
export const first = 'First'
export const more = 'More'

export const list = 'Jobs'
/** What stands before the moment that counts for a job. */
export const moments = { givenUp: 'Given up', due: 'Due', runs: 'Runs', nextTry: 'Next try' }
export const tries = (count: number) => countOf(count, 'try', 'tries')
export const lastErrorBefore = 'Last error: '
export const lastError = 'Last error'
export const retry = 'Retry'
export const retryAll = 'Retry all'
export const retryAllOf = (kindName: string) => `Retry all: ${kindName}`
export const runNow = 'Run now'
export const discard = 'Discard'
/** A button's words with the job that it is of. */
export const ofJob = (deed: string, job: string) => `${deed}: ${job}`
