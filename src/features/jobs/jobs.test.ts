// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { enqueueJob, findHold, holdJobs as hold, type NewJob } from '@/lib/server/jobs/queue'
import { runNextJob } from '@/lib/server/jobs/run'
import { scheduleJobs } from '@/lib/server/jobs/schedule'
import { configureLog } from '@/lib/server/log'
import { jobs } from '@/lib/server/schema/jobs'
import * as collection from '@/pages/api/jobs/index'
import * as holding from '@/pages/api/jobs/hold'
import * as one from '@/pages/api/jobs/[id]'
import * as run from '@/pages/api/jobs/[id]/run'
import { auditRows } from '@/test/audit'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { listJobKinds, listJobs } from './job-list.server'
import { readList } from './job-words.server'
import { ListJobs } from './jobs.schema'
import { discardJob, getHold, holdJobs, releaseJobs, reviveJobs, runJob } from './jobs.server'

configureLog({ level: 'error', format: 'text' })
useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const buildAdmin = (): Actor => ({ ...buildMember('member'), isInstanceAdmin: true })
const add = (job: NewJob, now = noon) => {
  transaction((tx) => enqueueJob(tx, job, now))
  return rows().at(-1)?.id ?? ''
}
const rows = () => database().select().from(jobs).orderBy(jobs.id).all()
const actions = () => auditRows().map(({ action }) => action)
const nothing = { run: async () => {} }

/** One job of each status at noon, by its kind. */
async function addOneOfEach() {
  add({ kind: 'dead' })
  await runNextJob({}, noon)
  scheduleJobs({ scheduled: { ...nothing, schedule: '0 13 * * *' } }, noon)
  add({ kind: 'waiting', runAt: after(5) })
  add({ kind: 'running' })
  database().$client.run("UPDATE jobs SET leased_until = ? WHERE kind = 'running'", [after(1).getTime()])
}

const kinds = async (query: Record<string, string> = {}) =>
  (await listJobs('operator', ListJobs.parse(query), noon)).items.map(({ kind }) => kind)

const idOf = (kind: string) => rows().find((row) => row.kind === kind)?.id ?? ''

describe('jobs are nobody’s business but an admin’s, in their own session', () => {
  test('by the service', async () => {
    const owner = buildMember('owner')
    const { actor: impersonating } = openSession(buildAdmin(), { impersonatedBy: 'another' })
    for (const actor of [owner, impersonating]) {
      await expect(listJobs(actor, ListJobs.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(runJob(actor, 'x')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(reviveJobs(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listJobKinds(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(discardJob(actor, 'x')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getHold(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(holdJobs(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(releaseJobs(actor)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(actions()).toEqual([])
  })

  test('by the API', async () => {
    const id = add({ kind: 'bake' })
    const owner = buildMember('owner')
    for (const [as, status] of [
      [undefined, 401],
      [owner, 403],
    ] as const) {
      const options = { ...(as && { as }), params: { id } }
      expect((await send(collection, 'GET', '/api/jobs', options)).status).toBe(status)
      expect((await send(run, 'PUT', `/api/jobs/${id}/run`, options)).status).toBe(status)
      expect((await send(one, 'DELETE', `/api/jobs/${id}`, options)).status).toBe(status)
      for (const method of ['GET', 'PUT', 'DELETE'] as const)
        expect((await send(holding, method, '/api/jobs/hold', options)).status).toBe(status)
    }
    expect(rows()).toHaveLength(1)
    expect(findHold()).toBeNull()
  })
})

describe('the list', () => {
  test('shows each job in exactly one status', async () => {
    await addOneOfEach()
    for (const status of ['waiting', 'running', 'scheduled', 'dead'])
      expect(await kinds({ status })).toEqual([status])
    expect(await kinds()).toEqual(['dead', 'running', 'waiting', 'scheduled'])
  })

  test('tells the error and the times of a job, and never its payload', async () => {
    add({ kind: 'forgotten', payload: { secret: 'hunter2' } })
    await runNextJob({}, after(1))
    const { items } = await listJobs('operator', ListJobs.parse({ status: 'dead' }), noon)

    expect(items).toEqual([
      {
        id: rows()[0]?.id,
        kind: 'forgotten',
        status: 'dead',
        schedule: null,
        attempts: 1,
        runAt: noon.toISOString(),
        createdAt: noon.toISOString(),
        failedAt: after(1).toISOString(),
        lastError: 'Nothing here does forgotten.',
      },
    ])
  })

  test('of what the library does at set times says when', async () => {
    scheduleJobs({ sweep: { ...nothing, schedule: '17 * * * *' } }, noon)
    const { items } = await listJobs('operator', ListJobs.parse({}), noon)
    expect(items).toMatchObject([
      { kind: 'sweep', status: 'scheduled', schedule: '17 * * * *', runAt: after(17).toISOString() },
    ])
  })

  test.each([['waiting'], ['dead'], [undefined]])('of very many goes on page by page: %s', async (status) => {
    for (let place = 0; place < 45; place += 1) add({ kind: `job_${String(place).padStart(2, '0')}` })
    if (status === 'dead') while (await runNextJob({}, noon));
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listJobs('operator', ListJobs.parse({ status, cursor }), noon)
      seen.push(...page.items.map(({ kind }) => kind))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(45)
    expect(seen).toHaveLength(45)
  })

  test('refuses a status that there is not, and the cursor of another list', async () => {
    const as = buildAdmin()
    database().$client.run("UPDATE user SET role = 'admin' WHERE id = ?", [as.accountId])
    const answer = await send(collection, 'GET', '/api/jobs', { as, query: { status: 'done' } })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        issues: [{ path: 'status', message: 'The status must be waiting, running, scheduled or dead.' }],
      },
    })
    const { status } = await send(collection, 'GET', '/api/jobs', { as, query: { cursor: 'x.y' } })
    expect(status).toBe(400)
    expect(() => readList({ status: 'done' })).toThrow('The status must be waiting')
    expect(() => readList({ limit: '1000' })).toThrow('The limit must be a whole number from 1 to 100')
  })
})

describe('a job', () => {
  test('that was given up runs again with all its tries, and this is written down', async () => {
    const admin = buildAdmin()
    await addOneOfEach()
    await runJob(admin, idOf('dead'), after(1))

    expect(rows().find(({ kind }) => kind === 'dead')).toMatchObject({ failedAt: null, attempts: 0 })
    expect(auditRows()).toMatchObject([
      { action: 'job.run', actorId: admin.accountId, subjectId: idOf('dead') },
    ])
  })

  test('that waits, or is scheduled, runs before its time; one that runs is refused', async () => {
    await addOneOfEach()
    await runJob('operator', idOf('waiting'), noon)
    await runJob('operator', idOf('scheduled'), noon)
    await expect(runJob('operator', idOf('running'), noon)).rejects.toMatchObject({ code: 'conflict' })
    await expect(runJob('operator', Bun.randomUUIDv7(), noon)).rejects.toMatchObject({ code: 'not_found' })

    const due = rows().filter(({ kind }) => kind === 'waiting' || kind === 'scheduled')
    expect(due.map(({ runAt }) => runAt)).toEqual([noon, noon])
    const handlers = { waiting: nothing, scheduled: { ...nothing, schedule: '0 13 * * *' } }
    while (await runNextJob(handlers, noon));
    expect(rows().find(({ kind }) => kind === 'scheduled')?.runAt).toEqual(after(60))
  })

  test('that was given up is discarded, no other', async () => {
    await addOneOfEach()
    for (const kind of ['waiting', 'running', 'scheduled'])
      await expect(discardJob('operator', idOf(kind), noon)).rejects.toMatchObject({ code: 'conflict' })
    await discardJob('operator', idOf('dead'), noon)
    await expect(discardJob('operator', Bun.randomUUIDv7())).rejects.toMatchObject({ code: 'not_found' })

    expect(await kinds()).toEqual(['running', 'waiting', 'scheduled'])
    expect(actions()).toEqual(['job.discarded'])
  })

  test('among many that were given up runs again with the others', async () => {
    for (let count = 0; count < 3; count += 1) add({ kind: 'dead' })
    while (await runNextJob({}, noon));
    expect(await reviveJobs('operator', undefined, after(1))).toBe(3)
    expect(await reviveJobs('operator', undefined, after(1))).toBe(0)
    expect(await kinds({ status: 'waiting' })).toEqual(['dead', 'dead', 'dead'])
    expect(actions()).toEqual(['job.all_revived'])
  })
})

describe('of one kind', () => {
  test('are listed alone, with a cursor of their own, and run again alone', async () => {
    for (const kind of ['dead', 'dead', 'other']) add({ kind })
    while (await runNextJob({}, noon));
    expect(await kinds({ status: 'dead', kind: 'other' })).toEqual(['other'])
    expect(await kinds({ kind: 'none_such' })).toEqual([])
    expect(await listJobKinds('operator')).toEqual(['dead', 'other'])
    const { next } = await listJobs('operator', { limit: 1, kind: 'dead' }, noon)
    await expect(listJobs('operator', { limit: 1, cursor: next ?? '' }, noon)).rejects.toMatchObject({
      code: 'bad_input',
    })

    expect(await reviveJobs('operator', 'dead', after(1))).toBe(2)
    expect(await kinds({ status: 'dead' })).toEqual(['other'])
    expect(auditRows('job.all_revived').map(({ details }) => details)).toEqual(['{"jobs":2,"kind":"dead"}'])
  })
})

describe('a hold', () => {
  test('is put and taken once, and each is written down', async () => {
    expect(await holdJobs('operator', noon)).toBe(true)
    expect(await holdJobs('operator', after(1))).toBe(false)
    expect(await getHold('operator')).toEqual({ heldSince: noon.toISOString() })
    expect(await releaseJobs('operator')).toBe(true)
    expect(await releaseJobs('operator')).toBe(false)
    expect(actions()).toEqual(['job.all_held', 'job.all_released'])
  })

  test('by the API keeps jobs from running until it is deleted', async () => {
    const as = buildAdmin()
    database().$client.run("UPDATE user SET role = 'admin' WHERE id = ?", [as.accountId])
    transaction((tx) => hold(tx, noon))
    const found = await send(holding, 'GET', '/api/jobs/hold', { as })
    expect(found.body).toEqual({ data: { heldSince: noon.toISOString() } })
    expect((await send(holding, 'DELETE', '/api/jobs/hold', { as })).status).toBe(204)
    expect((await send(holding, 'GET', '/api/jobs/hold', { as })).body).toEqual({ data: { heldSince: null } })
    expect((await send(holding, 'PUT', '/api/jobs/hold', { as })).status).toBe(200)
    add({ kind: 'bake' })
    expect(await runNextJob({ bake: nothing }, new Date())).toBe(false)
  })

  test('does not keep an admin from running or discarding by the API', async () => {
    const as = buildAdmin()
    database().$client.run("UPDATE user SET role = 'admin' WHERE id = ?", [as.accountId])
    const [first, second] = [add({ kind: 'a' }), add({ kind: 'b' })]
    while (await runNextJob({}, noon));
    expect((await send(run, 'PUT', `/api/jobs/${first}/run`, { as, params: { id: first } })).status).toBe(204)
    expect((await send(one, 'DELETE', `/api/jobs/${second}`, { as, params: { id: second } })).status).toBe(
      204,
    )
    expect((await send(one, 'DELETE', `/api/jobs/${first}`, { as, params: { id: first } })).status).toBe(409)
    expect(rows().map(({ kind, failedAt }) => [kind, failedAt])).toEqual([['a', null]])
  })
})
