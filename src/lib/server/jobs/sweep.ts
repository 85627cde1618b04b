import { and, isNotNull, lte, or } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { transaction } from '../db'
import { sweepGuesses } from '../limits/delays'
import { jobs } from '../schema/jobs'
import { session, verification } from '../schema/accounts'
import { sessionAges } from '../session'

const DAY = 24 * 60 * 60_000

/** Deletes what nobody can use any more: one-time tokens and claims that expired, sessions that ended, wrong passwords of yesterday, old failures. */
export const sweep: JobHandler = {
  schedule: '17 * * * *',
  run: async (_payload, { now }) => {
    const before = (age: number) => new Date(now.getTime() - age)
    transaction((tx) => {
      sweepGuesses(tx, now)
      tx.delete(verification).where(lte(verification.expiresAt, now)).run()
      tx.delete(session)
        .where(
          or(
            lte(session.expiresAt, now),
            lte(session.createdAt, before(sessionAges.most)),
            and(isNotNull(session.impersonatedBy), lte(session.createdAt, before(sessionAges.impersonation))),
          ),
        )
        .run()
      tx.delete(jobs)
        .where(lte(jobs.failedAt, before(90 * DAY)))
        .run()
    })
  },
}
