import { and, asc, eq, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database, prepared, transaction, type Transaction } from './db'
import { instance } from './instance'
import { describeError, log } from './log'
import { jobs } from './schema/jobs'

/** Work for later. `key` makes it unique: a second job with the same key is not added. */
export type NewJob = { kind: string; payload?: unknown; runAt?: Date; key?: string }

const MINUTE = 60_000

/** A job whose worker died is free again after this long. */
const LEASE_MS = 5 * MINUTE

/** How often the worker looks for jobs that became due, or that a command beside the server added. */
const POLL_MS = 1000

/** Twelve tries: a minute after the first, twice as long each time, six hours at most. */
const retries = { most: 12, first: MINUTE, longest: 360 * MINUTE }

let wake: (() => void) | undefined

/** Adds a job inside the transaction of what it follows from. */
export function enqueueJob(tx: Transaction, job: NewJob, now: Date): void {
  tx.insert(jobs)
    .values({
      id: Bun.randomUUIDv7(),
      kind: job.kind,
      key: job.key ?? null,
      payload: JSON.stringify(job.payload ?? {}),
      runAt: job.runAt ?? now,
      createdAt: now,
    })
    .onConflictDoNothing()
    .run()
  wake?.()
}

type Handlers = Record<string, JobHandler>

/** What every feature does in the background, by the kind of job. */
export async function loadJobHandlers(): Promise<Handlers> {
  const loaded = await Promise.all(instance().features.map(async ({ jobs: load }) => (await load?.()) ?? {}))
  return Object.assign({}, ...loaded)
}

/** Runs jobs as they become due, one after the other. `stop` lets the one under way finish. */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  const handlers = await loadJobHandlers()
  scheduleAll(handlers, new Date())
  const state = { isStopping: false }
  async function work() {
    while (!state.isStopping) {
      const ran = await runNextJob(handlers, new Date())
      if (!ran && !state.isStopping) await pause()
    }
  }
  const working = work().catch((error: unknown) =>
    log('error', 'the worker stopped', { error: describeError(error) }),
  )
  return {
    stop: async () => {
      state.isStopping = true
      wake?.()
      await working
      wake = undefined
    },
  }
}

/** Resolves after a while, or as soon as a job is added. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, POLL_MS)
    function done() {
      clearTimeout(timer)
      wake = undefined
      resolve()
    }
    // The job's transaction has not been committed when this is called.
    wake = () => setTimeout(done, 0)
  })
}

/** Gives each handler with a schedule its next run, unless one is waiting already. */
function scheduleAll(handlers: Handlers, now: Date): void {
  transaction((tx) => {
    for (const [kind, { every }] of Object.entries(handlers)) {
      if (every !== undefined) enqueueJob(tx, { kind, key: `schedule:${kind}` }, now)
    }
  })
}

/** Claims and runs one due job; false when there was none. Never throws for what a job does. */
export async function runNextJob(handlers: Handlers, now: Date): Promise<boolean> {
  const job = claimJob(now)
  if (!job) return false
  const handler = handlers[job.kind]
  try {
    if (!handler) throw new Error(`Nothing here does ${job.kind}.`)
    await handler.run(JSON.parse(job.payload), { attempt: job.attempts, now })
    finish(job.id, job.kind, handler, now)
  } catch (error) {
    await fail(job, handler, error, now)
  }
  return true
}

/** One statement takes the oldest due job, so that two workers never have the same. */
function claimJob(now: Date) {
  const due = database()
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        isNull(jobs.failedAt),
        lte(jobs.runAt, now),
        or(isNull(jobs.leasedUntil), lt(jobs.leasedUntil, now)),
      ),
    )
    .orderBy(asc(jobs.runAt))
    .limit(1)
  if (!selectDue().get({ now: now.getTime() })) return undefined
  return database()
    .update(jobs)
    .set({ leasedUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1` })
    .where(eq(jobs.id, due))
    .returning()
    .get()
}

/** A look that writes nothing: most of the time nothing is due. */
const selectDue = prepared((db) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isNull(jobs.failedAt), lte(jobs.runAt, sql.placeholder('now'))))
    .limit(1)
    .prepare(),
)

function finish(id: string, kind: string, { every }: JobHandler, now: Date): void {
  transaction((tx) => {
    tx.delete(jobs).where(eq(jobs.id, id)).run()
    if (every === undefined) return
    enqueueJob(tx, { kind, key: `schedule:${kind}`, runAt: new Date(now.getTime() + every) }, now)
  })
}

/** Puts a job off, or gives it up after the last try; one with a schedule is simply tried again at its next time. */
async function fail(
  job: typeof jobs.$inferSelect,
  handler: JobHandler | undefined,
  error: unknown,
  now: Date,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  const isLast = !handler || (handler.every === undefined && job.attempts >= retries.most)
  const delay = handler?.every ?? Math.min(retries.first * 2 ** (job.attempts - 1), retries.longest)
  log(isLast ? 'error' : 'warn', 'job failed', {
    kind: job.kind,
    id: job.id,
    attempt: job.attempts,
    error: reason,
  })
  database()
    .update(jobs)
    .set({
      leasedUntil: null,
      lastError: reason.slice(0, 500),
      ...(isLast ? { failedAt: now } : { runAt: new Date(now.getTime() + delay) }),
    })
    .where(eq(jobs.id, job.id))
    .run()
  await handler?.failed?.(JSON.parse(job.payload), { attempt: job.attempts, isLast, reason, now })
}
