import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import type { Transaction } from '../db'
import { jobs } from '../schema/jobs'
import { deleteSetting, findSetting, setSetting } from '../settings'

/** Work for later. `key` makes it unique: while one with it waits or runs, a second is not added. */
export type NewJob = { kind: string; payload?: unknown; runAt?: Date; key?: string }

/** What is done for each kind of job. */
export type JobHandlers = Record<string, JobHandler>

const listeners = new Set<() => void>()

/** Calls `listener` for each job that this process adds, before its transaction was committed. Returns how to end it. */
export function onJobAdded(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Adds a job inside the transaction of what it follows from. One that failed for good makes way for its successor. */
export function enqueueJob(tx: Transaction, job: NewJob, now: Date): void {
  const fresh = {
    id: Bun.randomUUIDv7(),
    kind: job.kind,
    payload: JSON.stringify(job.payload ?? {}),
    runAt: job.runAt ?? now,
    createdAt: now,
    attempts: 0,
    leasedUntil: null,
    failedAt: null,
    lastError: null,
  }
  tx.insert(jobs)
    .values({ ...fresh, key: job.key ?? null })
    .onConflictDoUpdate({ target: jobs.key, set: fresh, setWhere: isNotNull(jobs.failedAt) })
    .run()
  wakeWorker()
}

/** Lets the job with this key run now, and counts its tries anew; one that runs already is left alone. */
export function hurryJob(tx: Transaction, key: string, now: Date): void {
  tx.update(jobs)
    .set({ runAt: now, attempts: 0 })
    .where(and(eq(jobs.key, key), isNull(jobs.failedAt), isNull(jobs.leasedUntil)))
    .run()
  wakeWorker()
}

/** Lets a job that was given up run again, with all its tries. False when there is none with this id. */
export function reviveJob(tx: Transaction, id: string, now: Date): boolean {
  const revived = tx
    .update(jobs)
    .set({ failedAt: null, attempts: 0, runAt: now })
    .where(and(eq(jobs.id, id), isNotNull(jobs.failedAt)))
    .returning({ id: jobs.id })
    .get()
  wakeWorker()
  return revived !== undefined
}

/** Lets every job that was given up run again, or those of a kind; returns how many there were. */
export function reviveAllJobs(tx: Transaction, now: Date, kind?: string): number {
  const revived = tx
    .update(jobs)
    .set({ failedAt: null, attempts: 0, runAt: now })
    .where(and(isNotNull(jobs.failedAt), kind === undefined ? undefined : eq(jobs.kind, kind)))
    .returning({ id: jobs.id })
    .all()
  wakeWorker()
  return revived.length
}

/** Lets a job that waits run now; one that runs already, or was given up, is left alone. */
export function advanceJob(tx: Transaction, id: string, now: Date): void {
  tx.update(jobs)
    .set({ runAt: now })
    .where(
      and(eq(jobs.id, id), isNull(jobs.failedAt), or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now))),
    )
    .run()
  wakeWorker()
}

/** Frees what a worker had when its process died. For a server that has just got the file's lock: nobody else works on it. */
export function requeueLostJobs(tx: Transaction): number {
  const lost = tx.update(jobs).set({ leasedUntil: null }).where(isNotNull(jobs.leasedUntil))
  return lost.returning({ id: jobs.id }).all().length
}

/** Lets no job run from now on, in this file and every copy of it, until `releaseJobs`. */
export function holdJobs(tx: Transaction, now: Date): void {
  setSetting(tx, 'jobs_held', now.toISOString())
}

export function releaseJobs(tx: Transaction): void {
  deleteSetting(tx, 'jobs_held')
  wakeWorker()
}

/** Since when jobs are held; null when they run. */
export function findHold(): Date | null {
  const since = findSetting('jobs_held')
  return since === undefined ? null : new Date(since)
}

function wakeWorker(): void {
  for (const listener of listeners) listener()
}
