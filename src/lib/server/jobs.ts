import { and, asc, eq, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database, prepared, transaction, type DatabaseClient, type Transaction } from './db'
import { log } from './log'
import { jobs } from './schema/jobs'

/** Work for later. `key` makes it unique: while one with it waits or runs, a second is not added. */
export type NewJob = { kind: string; payload?: unknown; runAt?: Date; key?: string }

/** What is done for each kind of job. */
export type JobHandlers = Record<string, JobHandler>

type Job = typeof jobs.$inferSelect

const MINUTE = 60_000

/** A job whose worker died is free again after this long. No job may take longer. */
export const LEASE_MS = 5 * MINUTE

/** Twelve tries: a minute after the first, twice as long each time, six hours at most. */
export const retries = { most: 12, first: MINUTE, longest: 360 * MINUTE } as const

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
  for (const listener of listeners) listener()
}

/** Lets the job with this key run now, and counts its tries anew; one that runs already is left alone. */
export function hurryJob(tx: Transaction, key: string, now: Date): void {
  tx.update(jobs)
    .set({ runAt: now, attempts: 0 })
    .where(and(eq(jobs.key, key), isNull(jobs.failedAt), isNull(jobs.leasedUntil)))
    .run()
}

/** Sees to it that each handler with a schedule has a next run. */
export function scheduleJobs(handlers: JobHandlers, now: Date): void {
  transaction((tx) => {
    for (const [kind, { every }] of Object.entries(handlers)) {
      if (every !== undefined) enqueueJob(tx, { kind, key: scheduleKey(kind) }, now)
    }
  })
}

function scheduleKey(kind: string): string {
  return `schedule:${kind}`
}

/** Claims and runs one due job; false when there was none. Does not throw for what a job does. */
export async function runNextJob(handlers: JobHandlers, now: Date): Promise<boolean> {
  const job = claimJob(now)
  if (!job) return false
  const handler = handlers[job.kind]
  try {
    if (!handler) throw new Error(`Nothing here does ${job.kind}.`)
    // A worker that dies of a job cannot count that: the next one does.
    if (job.attempts > retries.most && handler.every === undefined)
      throw new Error('No worker outlived this job.')
    await handler.run(JSON.parse(job.payload), { attempt: job.attempts, now })
  } catch (error) {
    await fail(job, handler, error, now)
    return true
  }
  finish(job, handler, now)
  return true
}

/** One statement takes the oldest due job, so that two workers never have the same. */
function claimJob(now: Date): Job | undefined {
  const times = { now: now.getTime(), until: now.getTime() + LEASE_MS }
  // Most of the time nothing is due, and a look alone asks for no lock.
  return findDue().get(times) && leaseDue().get(times)
}

const findDue = prepared((db) => selectDue(db).prepare())

const leaseDue = prepared((db) =>
  db
    .update(jobs)
    .set({ leasedUntil: sql`${sql.placeholder('until')}`, attempts: sql`${jobs.attempts} + 1` })
    .where(eq(jobs.id, selectDue(db)))
    .returning()
    .prepare(),
)

function selectDue(db: DatabaseClient) {
  const now = sql.placeholder('now')
  const isFree = or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now))
  return db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.failedAt), lte(jobs.runAt, now), isFree))
    .orderBy(asc(jobs.runAt), asc(jobs.id))
    .limit(1)
}

/** Each claim counts a try: whoever lost the lease to another worker does not touch that one's job. */
function isStillMine(job: Job) {
  return and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts))
}

function finish(job: Job, handler: JobHandler | undefined, now: Date): void {
  transaction((tx) => {
    const done = tx.delete(jobs).where(isStillMine(job)).returning({ id: jobs.id }).get()
    if (!done || handler?.every === undefined || job.key !== scheduleKey(job.kind)) return
    const runAt = new Date(now.getTime() + handler.every)
    enqueueJob(tx, { kind: job.kind, key: job.key, runAt }, now)
  })
}

/** Puts a job off, or gives it up after the last try. A schedule is never given up. */
async function fail(job: Job, handler: JobHandler | undefined, error: unknown, now: Date): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const isLast = !handler || (handler.every === undefined && job.attempts >= retries.most)
  const facts = { kind: job.kind, id: job.id, attempt: job.attempts, error: reason }
  log(isLast ? 'error' : 'warn', isLast ? 'job failed for good' : 'job failed, will be tried again', facts)
  database()
    .update(jobs)
    .set({
      leasedUntil: null,
      lastError: reason,
      ...(isLast ? { failedAt: now } : { runAt: new Date(now.getTime() + delayOf(job, handler)) }),
    })
    .where(isStillMine(job))
    .run()
  await handler?.failed?.(JSON.parse(job.payload), { attempt: job.attempts, isLast, reason, now })
}

function delayOf({ attempts }: Job, { every = retries.longest }: JobHandler): number {
  return Math.min(retries.first * 2 ** (attempts - 1), retries.longest, every)
}
