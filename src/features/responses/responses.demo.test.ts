// @vitest-environment node
import { expect, test } from 'vitest'
import { seedForms } from '@/features/forms/forms.demo'
import { database } from '@/lib/server/db'
import { responseFiles } from '@/lib/server/schema/response-files'
import { responseComments, responses, responseTags } from '@/lib/server/schema/responses'
import { buildMember, useInstance } from '@/test/instance'
import { shareOut } from './demo/forms-answered.demo'
import { seedResponses } from './responses.demo'

useInstance()

const now = new Date('2026-11-20T12:00:00Z')

async function seed(count: number) {
  const { accountId, workspace } = buildMember('owner')
  const target = { accountId, workspaceId: workspace.id, responses: count }
  await seedForms(target, now)
  return { target, made: await seedResponses(target, now) }
}

test('without the forms of the demo nothing is made', async () => {
  const { accountId, workspace } = buildMember('owner')
  expect(await seedResponses({ accountId, workspaceId: workspace.id }, now)).toBe(0)
})

test('the demo makes as many responses as were asked for, over a year, and makes them once', async () => {
  const { target, made } = await seed(200)
  const rows = database().select().from(responses).all()

  expect([made, rows.length, await seedResponses(target, now)]).toEqual([200, 200, 0])
  const times = rows.map(({ submittedAt }) => submittedAt.getTime())
  expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime())
  expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 366 * 86_400_000)
  expect(new Set(times.map((time) => new Date(time).getUTCMonth())).size).toBe(12)
})

test('they were handled: every status, somebody assigned, tags, comments, files, signatures, a few in quarantine', async () => {
  await seed(420)
  const rows = database().select().from(responses).all()

  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['new', 'in_work', 'done', 'spam']))
  const waiting = rows.filter(({ quarantinedAt }) => quarantinedAt !== null)
  expect(waiting.length).toBeGreaterThan(0)
  expect(waiting.length).toBeLessThan(30)
  expect(rows.some(({ assigneeId }) => assigneeId !== null)).toBe(true)
  expect(rows.some(({ answers }) => answers.includes('"drawn"'))).toBe(true)
  for (const table of [responseTags, responseComments, responseFiles])
    expect(database().select().from(table).all().length).toBeGreaterThan(0)
})

test('they are the same for everybody', async () => {
  await seed(40)
  await seed(40)
  const answers = database()
    .select({ answers: responses.answers })
    .from(responses)
    .all()
    .map((row) => row.answers.replaceAll(/"id":"[^"]*"/g, ''))

  expect(answers.slice(40)).toEqual(answers.slice(0, 40))
})

test('whatever the number, all of it is shared out', () => {
  for (const total of [0, 1, 7, 420, 3000, 50_000])
    expect([...shareOut(total).values()].reduce((sum, count) => sum + count, 0)).toBe(total)
})
