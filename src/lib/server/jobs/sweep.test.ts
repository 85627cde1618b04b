// @vitest-environment node
import { expect, test } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { findToken, issueToken } from '@/lib/server/one-time'
import { session, verification } from '@/lib/server/schema/accounts'
import { jobs } from '@/lib/server/schema/jobs'
import { sweep } from '@/lib/server/jobs/sweep'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { jobRun } from '@/test/job-run'

useInstance()

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const now = new Date()
const ago = (ms: number) => new Date(now.getTime() - ms)

test('what expired is deleted, what is good stays', async () => {
  const token = (ttl: number) =>
    transaction((tx) => issueToken(tx, 'password_reset', { accountId: 'a' }, ttl, ago(HOUR)))
  token(HOUR)
  const good = token(HOUR + 1)
  const member = buildMember('owner')
  openSession(member, { createdAt: ago(30 * DAY) })
  openSession(member, { createdAt: ago(HOUR), impersonatedBy: 'admin' })
  const kept = [openSession(member), openSession(member, { impersonatedBy: 'admin' })]
  const idle = openSession(member)
  database().$client.run('UPDATE session SET expires_at = ? WHERE id = ?', [now.getTime(), idle.sessionId])
  await sweep.run({}, jobRun(now))

  expect(findToken('password_reset', good, now)).toEqual({ accountId: 'a' })
  expect(database().select().from(verification).all()).toHaveLength(1)
  const left = database().select({ id: session.id }).from(session).all()
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.map(({ sessionId }) => sessionId).toSorted())
})

test('a job that was given up is kept for ninety days', async () => {
  transaction((tx) => enqueueJob(tx, { kind: 'bake' }, now))
  await sweep.run({}, jobRun(now))
  database()
    .update(jobs)
    .set({ failedAt: ago(90 * DAY - 1) })
    .run()
  await sweep.run({}, jobRun(now))
  expect(database().select().from(jobs).all()).toHaveLength(1)
  await sweep.run({}, jobRun(new Date(now.getTime() + 1)))
  expect(database().select().from(jobs).all()).toEqual([])
})
