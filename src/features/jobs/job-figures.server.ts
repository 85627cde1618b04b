import type { Figure } from '@/lib/figure'
import { findHold } from '@/lib/server/jobs/queue'
import { writeNumber } from '@/lib/numbers'
import { countJobs } from './job-metrics.server'
import * as words from './words/figures'

/** Whether the background work gets on. */
export function listJobFigures(now: Date): Figure[] {
  const [waiting, dead] = [countJobs('waiting', now), countJobs('dead', now)]
  const about = findHold() ? words.held : words.givenUp(dead)
  return [
    {
      label: words.jobsThatWait,
      value: writeNumber(waiting),
      about,
      href: '/admin/jobs',
      ...((dead > 0 || findHold()) && { tone: 'warning' as const }),
    },
  ]
}
