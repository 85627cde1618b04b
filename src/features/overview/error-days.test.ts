// @vitest-environment node
import { expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { noteRequest } from '@/lib/server/listen/request-log'
import { configureLog } from '@/lib/server/log'
import { addErrors, countError, writeErrors } from '@/lib/server/metrics/error-days'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { listErrorDays } from './error-days.server'

useInstance()
configureLog({ level: 'error', format: 'text' })

const adminOf = () => ({ ...buildWorkspace().owner, isInstanceAdmin: true })
const now = new Date('2026-03-03T12:00:00Z')

it('the errors of the days are for admins of the instance in their own session', async () => {
  const { owner } = buildWorkspace()
  const acting = openSession(adminOf(), { impersonatedBy: owner.accountId }).actor
  await expect(listErrorDays(owner, 3)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listErrorDays(acting, 3)).rejects.toMatchObject({ code: 'forbidden' })
})

it('an answer of 500 and above is an error of its day, and no other is', async () => {
  for (const status of [200, 404, 429, 500, 503])
    noteRequest({
      method: 'GET',
      response: new Response(null, { status }),
      requestId: 'one',
      milliseconds: 1,
    })
  writeErrors()
  expect((await listErrorDays(adminOf(), 1)).map(({ count }) => count)).toEqual([2])
})

it('days add up, one without an error is there too, and older ones are not', async () => {
  addErrors(new Map([['2026-03-01', 2]]))
  addErrors(
    new Map([
      ['2026-03-01', 3],
      ['2026-02-28', 7],
      ['2026-03-03', 1],
    ]),
  )
  expect(await listErrorDays(adminOf(), 3, now)).toEqual([
    { day: '2026-03-01', count: 5 },
    { day: '2026-03-02', count: 0 },
    { day: '2026-03-03', count: 1 },
  ])
})

it('what could not be written down is kept for the next time, and counted once', async () => {
  const { $client } = database()
  countError(now)
  $client.run('PRAGMA query_only = ON')
  writeErrors()
  $client.run('PRAGMA query_only = OFF')
  expect((await listErrorDays(adminOf(), 1, now)).map(({ count }) => count)).toEqual([0])
  countError(now)
  writeErrors()
  writeErrors()
  expect((await listErrorDays(adminOf(), 1, now)).map(({ count }) => count)).toEqual([2])
})
