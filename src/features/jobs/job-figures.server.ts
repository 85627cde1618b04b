import type { Figure } from '@/lib/figure'
import { findHold } from '@/lib/server/jobs/queue'
import { writeNumber } from '@/lib/numbers'
import { countJobs } from './job-metrics.server'

/** Whether the background work gets on. */
export function listJobFigures(now: Date): Figure[] {
  const [waiting, dead] = [countJobs('waiting', now), countJobs('dead', now)]
  const about = findHold() ? 'held until you release them' : `${dead} given up`
  return [
    {
      label: 'Jobs that wait',
      value: writeNumber(waiting),
      about,
      href: '/admin/jobs',
      ...((dead > 0 || findHold()) && { tone: 'warning' as const }),
    },
  ]
}
