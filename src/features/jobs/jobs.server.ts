import { eq } from 'drizzle-orm'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import * as queue from '@/lib/server/jobs/queue'
import { jobs } from '@/lib/server/schema/jobs'
import { actorOf, assertManager, type JobManager } from './job-manager.server'
import { statusOf, type JobRow } from './job-status.server'
import type { JobHold } from './jobs.schema'
import * as faults from './words/faults'

/**
 * Lets a job run as soon as may be: one that was given up with all its tries again, one that waits, or is scheduled, before
 * its time. Throws `forbidden`, `not_found`, or `conflict` when it runs already.
 */
export async function runJob(manager: JobManager, id: string, now = new Date()): Promise<void> {
  assertManager(manager)
  transaction((tx) => {
    const { kind, ...row } = getJob(tx, id)
    const status = statusOf({ kind, ...row }, now)
    if (status === 'running') throw new AppError('conflict', faults.runsAlready)
    if (status === 'dead') queue.reviveJob(tx, id, now)
    else queue.advanceJob(tx, id, now)
    writeAudit(
      tx,
      { action: 'job.run', actor: actorOf(manager), subjectId: id, details: { kind, status } },
      now,
    )
  })
}

/** Lets every job that was given up run again, or those of a kind; returns how many there were. Throws `forbidden`. */
export async function reviveJobs(manager: JobManager, kind?: string, now = new Date()): Promise<number> {
  assertManager(manager)
  return transaction((tx) => {
    const revived = queue.reviveAllJobs(tx, now, kind)
    if (revived > 0)
      writeAudit(
        tx,
        {
          action: 'job.all_revived',
          actor: actorOf(manager),
          details: { jobs: revived, kind: kind ?? null },
        },
        now,
      )
    return revived
  })
}

/** Deletes a job that was given up. Throws `forbidden`, `not_found`, or `conflict` for any other. */
export async function discardJob(manager: JobManager, id: string, now = new Date()): Promise<void> {
  assertManager(manager)
  transaction((tx) => {
    const { kind, failedAt } = getJob(tx, id)
    if (!failedAt) throw new AppError('conflict', faults.notGivenUp)
    tx.delete(jobs).where(eq(jobs.id, id)).run()
    writeAudit(
      tx,
      { action: 'job.discarded', actor: actorOf(manager), subjectId: id, details: { kind } },
      now,
    )
  })
}

/** Since when jobs are held. Throws `forbidden`. */
export async function getHold(manager: JobManager): Promise<JobHold> {
  assertManager(manager)
  return { heldSince: queue.findHold()?.toISOString() ?? null }
}

/** Lets no job begin from now on; false when that was so already. Throws `forbidden`. */
export async function holdJobs(manager: JobManager, now = new Date()): Promise<boolean> {
  assertManager(manager)
  return transaction((tx) => {
    if (queue.findHold()) return false
    queue.holdJobs(tx, now)
    writeAudit(tx, { action: 'job.all_held', actor: actorOf(manager) }, now)
    return true
  })
}

/** Lets jobs run again; false when they did already. Throws `forbidden`. */
export async function releaseJobs(manager: JobManager, now = new Date()): Promise<boolean> {
  assertManager(manager)
  return transaction((tx) => {
    if (!queue.findHold()) return false
    queue.releaseJobs(tx)
    writeAudit(tx, { action: 'job.all_released', actor: actorOf(manager) }, now)
    return true
  })
}

function getJob(tx: Transaction, id: string): JobRow {
  const row = tx.select().from(jobs).where(eq(jobs.id, id)).get()
  if (!row) throw new AppError('not_found', faults.unknown)
  return row
}
