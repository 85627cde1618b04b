import { and, asc, eq, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database, prepared, transaction, type DatabaseClient } from '../db'
import { log } from '../log'
import { jobs } from '../schema/jobs'
import { enqueueJob, findHold, type JobHandlers } from './queue'
import { nextRun } from './next-run'
import { scheduleKey } from './schedule'

type Job = typeof jobs.$inferSelect

const MINUTE = 60_000

/** A job whose worker died is free again after this long. A worker that lives prolongs it while the job runs. */
export const LEASE_MS = MINUTE

/** Twelve tries: a minute after the first, about twice as long each time, six hours at most. */
export const retries = { most: 12, first: MINUTE, longest: 360 * MINUTE, jitter: 0.2 } as const

/** Quick jobs run one after the other; the long ones in a lane of their own, so that mail does not wait for a backup. */
export type Lane = 'quick' | 'long'

/** How a worker ends a job under way: `told` asks it to stop, after `over` nobody waits for it any longer. */
export type Ending = { told: AbortSignal; over: AbortSignal }

const never = new AbortController().signal

/**
 * Claims and runs one due job of a lane; false when there was none, or while jobs are held. Does not throw for what a job
 * does. One that fails because it was told to stop is put back as if it had not been begun.
 */
export async function runNextJob(
  handlers: JobHandlers,
  now: Date,
  lane: Lane = 'quick',
  ending: Ending = { told: never, over: never },
): Promise<boolean> {
  if (findHold()) return false
  const job = claimJob(handlers, lane, now)
  if (!job) return false
  const handler = handlers[job.kind]
  try {
    if (!handler) throw new Error(`Nothing here does ${job.kind}.`)
    // A worker that dies of a job cannot count that: the next one does.
    if (job.attempts > retries.most && handler.schedule === undefined)
      throw new Error('No worker outlived this job.')
    await runInTime(job, handler, now, ending)
  } catch (error) {
    if (ending.told.aborted) putBack(job)
    else await fail(job, handler, error, now)
    return true
  }
  finish(job, handler, now)
  return true
}

/** One statement takes the oldest due job, so that two workers never have the same. */
function claimJob(handlers: JobHandlers, lane: Lane, now: Date): Job | undefined {
  const long = Object.keys(handlers).filter((kind) => handlers[kind]?.isLong)
  const which = { now: now.getTime(), long: JSON.stringify(long), isLong: lane === 'long' ? 1 : 0 }
  // Most of the time nothing is due, and a look alone asks for no lock.
  return findDue().get(which) && leaseDue().get({ ...which, until: now.getTime() + LEASE_MS })
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
  const isInLane = sql`(${jobs.kind} IN (SELECT value FROM json_each(${sql.placeholder('long')}))) = ${sql.placeholder('isLong')}`
  return db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.failedAt), lte(jobs.runAt, now), isFree, isInLane))
    .orderBy(asc(jobs.runAt), asc(jobs.id))
    .limit(1)
}

/** Throws when the handler does, or when its time is over; a handler that goes on all the same decides nothing any more. */
async function runInTime(job: Job, handler: JobHandler, now: Date, { told, over }: Ending): Promise<void> {
  const { timeLimit = MINUTE } = handler
  const stopping = new AbortController()
  const leaving = listenTo(over)
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new Error(`This took longer than ${timeLimit / 1000} s.`)
    stopping.abort(error)
    late.reject(error)
  }, timeLimit)
  const heartbeat = setInterval(() => prolong(job), LEASE_MS / 3)
  try {
    const { id, attempts: attempt } = job
    const signal = AbortSignal.any([stopping.signal, told])
    const work = handler.run(JSON.parse(job.payload), { id, attempt, now, signal })
    await Promise.race([work, late.promise, leaving.heard])
  } finally {
    leaving.stop()
    clearTimeout(timer)
    clearInterval(heartbeat)
  }
}

/** `heard` rejects when a signal is given. */
function listenTo(signal: AbortSignal) {
  const { promise: heard, reject } = Promise.withResolvers<never>()
  const give = () => reject(signal.reason)
  signal.addEventListener('abort', give)
  return { heard, stop: () => signal.removeEventListener('abort', give) }
}

function prolong(job: Job): void {
  const leasedUntil = new Date(Date.now() + LEASE_MS)
  database().update(jobs).set({ leasedUntil }).where(isStillMine(job)).run()
}

/** Each claim counts a try: whoever lost the lease to another worker does not touch that one's job. */
function isStillMine(job: Job) {
  return and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts))
}

/** The try does not count: the next start takes it up at once, and nobody's server died of it. */
function putBack(job: Job): void {
  log('info', 'a job was stopped, and begins anew with the next start', { kind: job.kind, id: job.id })
  database()
    .update(jobs)
    .set({ leasedUntil: null, attempts: job.attempts - 1 })
    .where(isStillMine(job))
    .run()
}

function finish(job: Job, handler: JobHandler | undefined, now: Date): void {
  transaction((tx) => {
    const done = tx.delete(jobs).where(isStillMine(job)).returning({ id: jobs.id }).get()
    if (!done || handler?.schedule === undefined || job.key !== scheduleKey(job.kind)) return
    enqueueJob(tx, { kind: job.kind, key: job.key, runAt: nextRun(handler.schedule, now) }, now)
  })
}

/** Puts a job off, or gives it up after the last try. A schedule is never given up. */
async function fail(job: Job, handler: JobHandler | undefined, error: unknown, now: Date): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const isLast = !handler || (handler.schedule === undefined && job.attempts >= retries.most)
  const facts = { kind: job.kind, id: job.id, attempt: job.attempts, error: reason }
  log(isLast ? 'error' : 'warn', isLast ? 'job failed for good' : 'job failed, will be tried again', facts)
  database()
    .update(jobs)
    .set({
      leasedUntil: null,
      lastError: reason,
      ...(isLast ? { failedAt: now } : { runAt: nextTry(job, handler, now) }),
    })
    .where(isStillMine(job))
    .run()
  await handler?.failed?.(JSON.parse(job.payload), { attempt: job.attempts, isLast, reason, now })
}

/** A schedule that failed does not wait for longer than until its next time. */
function nextTry({ attempts }: Job, { schedule }: JobHandler, now: Date): Date {
  const soon = new Date(now.getTime() + delayAfter(attempts))
  if (schedule === undefined) return soon
  const regular = nextRun(schedule, now)
  return regular < soon ? regular : soon
}

/** Milliseconds from a failed try to the next, spread by a fifth so that what failed together does not come back together. */
function delayAfter(attempts: number): number {
  const base = Math.min(retries.first * 2 ** (attempts - 1), retries.longest)
  const spread = base * (1 + retries.jitter * (2 * Math.random() - 1))
  return Math.min(Math.max(spread, retries.first), retries.longest)
}
