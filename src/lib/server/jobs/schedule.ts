import { and, eq, gt, isNull, like, notInArray } from 'drizzle-orm'
import { transaction, type Transaction } from '../db'
import { jobs } from '../schema/jobs'
import { nextRun } from './next-run'
import { enqueueJob, type JobHandlers } from './queue'

/** The key that makes a schedule's next run a job of its own, once. */
export function scheduleKey(kind: string): string {
  return `schedule:${kind}`
}

/**
 * Sees to it that each handler with a schedule has its next run, and nothing else has one. A run that was missed while
 * nothing was running is due at once; one to come follows its expression, which may be another than before.
 */
export function scheduleJobs(handlers: JobHandlers, now: Date): void {
  transaction((tx) => {
    dropOldSchedules(tx, handlers)
    for (const [kind, { schedule }] of Object.entries(handlers)) {
      if (schedule === undefined) continue
      const runAt = nextRun(schedule, now)
      enqueueJob(tx, { kind, key: scheduleKey(kind), runAt }, now)
      const isToCome = and(gt(jobs.runAt, now), eq(jobs.attempts, 0), isNull(jobs.leasedUntil))
      tx.update(jobs)
        .set({ runAt })
        .where(and(eq(jobs.key, scheduleKey(kind)), isToCome))
        .run()
    }
  })
}

function dropOldSchedules(tx: Transaction, handlers: JobHandlers): void {
  const scheduled = Object.keys(handlers).filter((kind) => handlers[kind]?.schedule !== undefined)
  const keys = scheduled.map(scheduleKey)
  tx.delete(jobs)
    .where(and(like(jobs.key, scheduleKey('%')), notInArray(jobs.key, keys)))
    .run()
}
