// @vitest-environment node
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Member } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { jobs } from '@/lib/server/schema/jobs'
import { mails } from '@/lib/server/schema/mails'
import { responses } from '@/lib/server/schema/responses'
import * as arrivalsRoute from '@/pages/api/forms/[id]/arrivals'
import * as changesRoute from '@/pages/api/forms/[id]/changes'
import * as exportRoute from '@/pages/api/forms/[id]/export'
import * as listRoute from '@/pages/api/forms/[id]/responses'
import * as resultsRoute from '@/pages/api/forms/[id]/results'
import * as linkRoute from '@/pages/api/forms/[id]/results/link'
import * as responseRoute from '@/pages/api/responses/[id]'
import * as commentsRoute from '@/pages/api/responses/[id]/comments'
import * as noteRoute from '@/pages/api/responses/[id]/note'
import * as erasuresRoute from '@/pages/api/responses/erasures'
import { queueMail } from '@/features/mails/mails.server'
import { auditRows } from '@/test/audit'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { buildForm } from '@/test/responses'
import { exportResponses } from './export.server'
import { readSharedResults } from './results-link.server'

useInstance()

const Items = z.object({
  data: z.array(z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()), status: z.string() })),
  page: z.object({ next: z.string().nullable() }),
})

async function list(as: Member, id: string, query: Record<string, string> = {}) {
  const answer = await send(listRoute, 'GET', '/api/x', { as, params: { id }, query })
  expect(answer.body).toMatchObject({ data: expect.any(Array) })
  const { data, page } = Items.parse(answer.body)
  return { names: data.map(({ answers }) => answers['name']), data, next: page.next }
}

async function party(settings: object = {}) {
  const people = buildWorkspace()
  const form = await buildForm(people.owner, settings)
  const ids = {
    ada: form.add({
      name: 'Ada',
      email: 'Ada@example.org',
      age: 36,
      dish: 'soup',
      days: ['sat', 'sun'],
      again: 10,
    }),
    bob: form.add({ name: 'bob', age: 9, dish: 'cake', days: ['sun'] }),
    cy: form.add({ name: 'Cy', dish: 'only, water', again: 3 }, { status: 'done' }),
  }
  return { ...people, form, ids }
}

describe('responses of another workspace, or for admins alone', () => {
  const calls: [string, RouteModule, keyof RouteModule, unknown][] = [
    ['listed', listRoute, 'GET', undefined],
    ['counted', arrivalsRoute, 'GET', undefined],
    ['exported', exportRoute, 'GET', undefined],
    ['summed up', resultsRoute, 'GET', undefined],
    ['shared', linkRoute, 'PUT', undefined],
    ['changed together', changesRoute, 'POST', { which: {}, change: { do: 'delete' } }],
  ]

  test.each(calls)('are not %s', async (_, route, method, body) => {
    const { stranger, member, form } = await party({ visibleTo: 'admins' })
    const options = { params: { id: form.id }, ...(body !== undefined && { body }) }
    expect((await send(route, method, '/api/x', options)).status).toBe(401)
    expect((await send(route, method, '/api/x', { as: stranger, ...options })).status).toBe(404)
    expect((await send(route, method, '/api/x', { as: member, ...options })).status).toBe(403)
    expect(database().select().from(responses).all()).toHaveLength(3)
  })

  test.each<[string, RouteModule, keyof RouteModule, unknown]>([
    ['read', responseRoute, 'GET', undefined],
    ['changed', responseRoute, 'PATCH', { status: 'done', version: 1 }],
    ['deleted', responseRoute, 'DELETE', undefined],
    ['commented on', commentsRoute, 'POST', { text: 'Hm.' }],
    ['made a note of', noteRoute, 'POST', undefined],
  ])('are not %s one by one', async (_, route, method, body) => {
    const { stranger, member, ids } = await party({ visibleTo: 'admins' })
    const options = { params: { id: ids.ada }, ...(body !== undefined && { body }) }
    expect((await send(route, method, '/api/x', { as: stranger, ...options })).status).toBe(404)
    expect((await send(route, method, '/api/x', { as: member, ...options })).status).toBe(403)
  })
})

describe('a viewer', () => {
  test('reads, and changes nothing', async () => {
    const { viewer, form, ids } = await party()
    expect((await list(viewer, form.id)).data).toHaveLength(3)
    const call = async (route: RouteModule, method: keyof RouteModule, id: string, body?: object) =>
      (await send(route, method, '/api/x', { as: viewer, params: { id }, ...(body && { body }) })).status
    expect(await call(responseRoute, 'GET', ids.ada)).toBe(200)
    expect(await call(responseRoute, 'PATCH', ids.ada, { status: 'done', version: 1 })).toBe(403)
    expect(await call(responseRoute, 'DELETE', ids.ada)).toBe(403)
    expect(await call(commentsRoute, 'POST', ids.ada, { text: 'x' })).toBe(403)
    expect(
      await call(changesRoute, 'POST', form.id, { ids: [ids.ada], change: { do: 'status', status: 'done' } }),
    ).toBe(403)
    expect(
      (await send(erasuresRoute, 'POST', '/api/x', { as: viewer, body: { email: 'ada@example.org' } }))
        .status,
    ).toBe(403)
  })
})

describe('GET /api/forms/:id/responses', () => {
  test.each([
    ['filter', 'nobody:equal:x'],
    ['filter', 'age:equal:old'],
    ['filter', "name:equal:x' OR 1=1 --,age:like:x"],
    ['sort', 'nobody'],
    ['sort', 'age; DROP TABLE responses'],
    ['status', 'lost'],
    ['limit', '0'],
    ['limit', '101'],
    ['cursor', 'x.y'],
    ['colour', 'red'],
  ])('refuses %s=%s', async (name, value) => {
    const { owner, form } = await party()
    const { status } = await send(listRoute, 'GET', '/api/x', {
      as: owner,
      params: { id: form.id },
      query: { [name]: value },
    })
    expect(status).toBe(400)
  })

  test.each<[Record<string, string>, string[]]>([
    [{}, ['Cy', 'bob', 'Ada']],
    [{ sort: 'submitted' }, ['Ada', 'bob', 'Cy']],
    [{ sort: 'name' }, ['Ada', 'bob', 'Cy']],
    [{ sort: '-age', limit: '1' }, ['Cy']],
    [{ sort: 'status' }, ['bob', 'Ada', 'Cy']],
    [{ sort: '-status' }, ['Cy', 'bob', 'Ada']],
    [{ status: 'done' }, ['Cy']],
    [{ filter: 'age:greater:10' }, ['Ada']],
    [{ filter: 'age:less:10' }, ['bob']],
    [{ filter: 'age:empty' }, ['Cy']],
    [{ filter: 'name:equal:BOB' }, ['bob']],
    [{ filter: 'name:not_equal:bob' }, ['Cy', 'Ada']],
    [{ filter: 'name:contains:D' }, ['Ada']],
    [{ filter: 'days:contains:sat' }, ['Ada']],
    [{ filter: 'dish:equal:only%2C water' }, ['Cy']],
    [{ filter: 'dish:equal:cake,age:less:10' }, ['bob']],
    [{ filter: 'dish:equal:cake,age:less:5' }, []],
    [{ filter: '@tag:equal:vip' }, []],
    [{ filter: '@assignee:empty' }, ['Cy', 'bob', 'Ada']],
    [{ filter: '@version:equal:1,@submitted:greater:2025-12-31' }, ['Cy', 'bob', 'Ada']],
    [{ q: 'ada' }, ['Ada']],
    [{ q: 'wat onl' }, ['Cy']],
    [{ q: 'example', filter: 'dish:equal:cake' }, []],
    [{ q: '!!!' }, []],
  ])('with %j shows %j', async (query, names) => {
    const { owner, form } = await party()
    expect((await list(owner, form.id, query)).names).toEqual(names)
  })

  test.each(['-submitted', 'submitted', 'status', 'name', '-age', 'dish'])(
    'goes on by cursor, sorted by %s, each once',
    async (sort) => {
      const { owner, form } = await party()
      for (let place = 0; place < 8; place += 1)
        form.add({ name: `N${place % 3}`, age: place % 2 }, place % 4 === 0 ? { status: 'in_work' } : {})
      const all = (await list(owner, form.id, { sort, limit: '100' })).data.map(({ id }) => id)
      const paged: string[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(owner, form.id, {
          sort,
          limit: '2',
          ...(cursor && { cursor }),
        })
        paged.push(...page.data.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      expect(paged).toEqual(all)
      expect(new Set(all).size).toBe(11)
    },
  )

  test('keeps quarantine and spam apart', async () => {
    const { owner, form } = await party()
    form.add({ name: 'Held' }, { quarantinedAt: new Date(), quarantineReason: 'Too fast.' })
    form.add({ name: 'Junk' }, { status: 'spam' })
    expect((await list(owner, form.id)).data).toHaveLength(3)
    expect((await list(owner, form.id, { status: 'quarantine' })).names).toEqual(['Held'])
    expect((await list(owner, form.id, { status: 'spam' })).names).toEqual(['Junk'])
    expect((await list(owner, form.id, { q: 'held' })).names).toEqual([])
    const { body } = await send(arrivalsRoute, 'GET', '/api/x', { as: owner, params: { id: form.id } })
    expect(body).toMatchObject({ data: { count: 3 } })
  })

  test('tells how many came after one that was seen', async () => {
    const { owner, form, ids } = await party()
    const { body } = await send(arrivalsRoute, 'GET', '/api/x', {
      as: owner,
      params: { id: form.id },
      query: { after: ids.ada },
    })
    expect(body).toEqual({ data: { count: 2, newest: ids.cy } })
  })
})

describe('PATCH /api/responses/:id', () => {
  const patch = (as: Member, id: string, body: object) =>
    send(responseRoute, 'PATCH', '/api/x', { as, params: { id }, body })

  test('wants a version, and refuses a stale one with the response as it is', async () => {
    const { member, ids } = await party()
    expect((await patch(member, ids.ada, { status: 'done' })).status).toBe(428)
    const changed = await patch(member, ids.ada, {
      status: 'in_work',
      assigneeId: member.accountId,
      tags: ['VIP'],
      version: 1,
    })
    expect(changed.body).toMatchObject({
      data: { status: 'in_work', assignee: { id: member.accountId }, tags: ['vip'], version: 2 },
    })
    const stale = await patch(member, ids.ada, { status: 'done', version: 1 })
    expect([stale.status, stale.body]).toMatchObject([412, { data: { status: 'in_work', version: 2 } }])
    expect(auditRows('response.changed')).toHaveLength(1)
  })

  test.each([
    ['nothing', {}],
    ['answers without a reason', { answers: {} }],
    ['a reason without answers', { reason: 'Why', status: 'done' }],
    ['an unknown question', { answers: { nobody: 'x' }, reason: 'x' }],
    ['an answer of a wrong kind', { answers: { age: 'old' }, reason: 'x' }],
    ['somebody of no workspace', { assigneeId: '0190a0a0-0000-7000-8000-000000000000' }],
    ['an unknown field', { colour: 'red' }],
  ])('refuses %s', async (_, body) => {
    const { member, ids } = await party()
    expect((await patch(member, ids.ada, { ...body, version: 1 })).status).toBe(400)
  })

  test('keeps what the answers were, with who changed them and why, and finds the new words', async () => {
    const { member, form, ids } = await party()
    const { body } = await patch(member, ids.ada, {
      answers: { name: 'Augusta', email: 'Augusta@example.org' },
      reason: 'She told us.',
      version: 1,
    })
    expect(
      database()
        .select({ email: responses.respondentEmail })
        .from(responses)
        .where(eq(responses.id, ids.ada))
        .get(),
    ).toEqual({ email: 'augusta@example.org' })
    expect(body).toMatchObject({
      data: {
        answers: { name: 'Augusta' },
        edits: [
          {
            reason: 'She told us.',
            editor: { id: member.accountId },
            before: { name: 'Ada' },
            after: { name: 'Augusta' },
          },
        ],
      },
    })
    expect((await list(member, form.id, { q: 'augusta' })).data).toHaveLength(1)
    expect((await list(member, form.id, { q: 'ada' })).data).toHaveLength(0)
    expect(auditRows('response.edited')).toHaveLength(1)
  })
})

describe('a response', () => {
  test('is commented on, and becomes a note with a way back', async () => {
    const { member, ids } = await party()
    const comment = await send(commentsRoute, 'POST', '/api/x', {
      as: member,
      params: { id: ids.ada },
      body: { text: 'Call her.' },
    })
    expect([comment.status, comment.body]).toMatchObject([
      201,
      { data: { text: 'Call her.', author: { id: member.accountId } } },
    ])
    const { status } = await send(noteRoute, 'POST', '/api/x', { as: member, params: { id: ids.ada } })
    expect([201, 409]).toContain(status)
    expect(auditRows('response.commented')).toHaveLength(1)
  })

  test('is deleted by an admin alone, with the messages that tell of it', async () => {
    const { member, admin, form, ids } = await party()
    const about = { form: 'x', facts: [], responseId: ids.ada }
    transaction((tx) =>
      queueMail(tx, { kind: 'response_receipt', recipient: 'ada@example.org', ...about }, new Date()),
    )
    const remove = async (as: Member) =>
      (await send(responseRoute, 'DELETE', '/api/x', { as, params: { id: ids.ada } })).status
    expect(await remove(member)).toBe(403)
    expect(await remove(admin)).toBe(204)
    expect((await list(admin, form.id)).names).toEqual(['Cy', 'bob'])
    expect(database().select().from(mails).all()).toEqual([])
    expect(auditRows('response.deleted')).toHaveLength(1)
  })
})

describe('POST /api/forms/:id/changes', () => {
  const change = (as: Member, id: string, body: object) =>
    send(changesRoute, 'POST', '/api/x', { as, params: { id }, body })

  test('changes the named ones of this form alone, and says how many were not so before', async () => {
    const { member, form, ids, stranger } = await party()
    const other = await buildForm(stranger)
    const theirs = other.add({ name: 'Theirs' })
    const body = { ids: [ids.ada, ids.cy, theirs], change: { do: 'status', status: 'done' } }
    expect((await change(member, form.id, body)).body).toEqual({ data: { changed: 1, isLeft: false } })
    expect((await list(member, form.id, { status: 'done' })).names).toEqual(['Cy', 'Ada'])
    expect((await list(stranger, other.id)).data[0]?.status).toBe('new')
  })

  test.each<[object, object, number]>([
    [{}, { do: 'tag', tag: 'Vip' }, 3],
    [{ filter: 'age:greater:10' }, { do: 'status', status: 'spam' }, 1],
    [{ q: 'bob' }, { do: 'assign', assigneeId: null }, 0],
    [{ status: 'new' }, { do: 'status', status: 'in_work' }, 2],
  ])('changes all that %j shows by %j', async (which, what, changed) => {
    const { member, form } = await party()
    const answer = await change(member, form.id, { which, change: what })
    expect(answer.body).toEqual({ data: { changed, isLeft: false } })
    expect((await change(member, form.id, { which, change: what })).body).toMatchObject({
      data: { changed: 0 },
    })
  })

  test('takes a tag off again, and assigns', async () => {
    const { member, form, ids } = await party()
    await change(member, form.id, { which: {}, change: { do: 'tag', tag: 'vip' } })
    await change(member, form.id, { ids: [ids.ada], change: { do: 'untag', tag: 'vip' } })
    expect((await list(member, form.id, { filter: '@tag:equal:vip' })).names).toEqual(['Cy', 'bob'])
    await change(member, form.id, { ids: [ids.ada], change: { do: 'assign', assigneeId: member.accountId } })
    expect((await list(member, form.id, { filter: `@assignee:equal:${member.accountId}` })).names).toEqual([
      'Ada',
    ])
  })

  test('releases from quarantine and from spam', async () => {
    const { member, form } = await party()
    const held = form.add({ name: 'Held' }, { quarantinedAt: new Date(), quarantineReason: 'Too fast.' })
    const junk = form.add({ name: 'Junk' }, { status: 'spam' })
    const { body } = await change(member, form.id, { ids: [held, junk], change: { do: 'release' } })
    expect(body).toEqual({ data: { changed: 2, isLeft: false } })
    expect((await list(member, form.id, { status: 'new' })).names).toEqual(['Junk', 'Held', 'bob', 'Ada'])
    const kinds = database().select({ kind: jobs.kind }).from(jobs).all()
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([
      'send_receipt',
      'send_receipt',
      'tell_of_response',
      'tell_of_response',
    ])
  })

  test('deletes for an admin alone', async () => {
    const { member, admin, form } = await party()
    const body = { which: { filter: 'dish:equal:cake' }, change: { do: 'delete' } }
    expect((await change(member, form.id, body)).status).toBe(403)
    expect((await change(admin, form.id, body)).body).toEqual({ data: { changed: 1, isLeft: false } })
    expect((await list(admin, form.id)).names).toEqual(['Cy', 'Ada'])
    expect(auditRows('responses.changed')).toHaveLength(1)
  })

  test('refuses both ids and a filter, and neither', async () => {
    const { member, form, ids } = await party()
    const what = { do: 'release' }
    expect((await change(member, form.id, { change: what })).status).toBe(400)
    expect((await change(member, form.id, { ids: [ids.ada], which: {}, change: what })).status).toBe(400)
  })
})

test('POST /api/responses/erasures deletes all of an address in the workspace, and the log keeps no address', async () => {
  const { admin, form, stranger } = await party()
  const second = await buildForm(admin)
  second.add({ name: 'Ada again', email: 'ada@example.org' })
  const other = await buildForm(stranger)
  other.add({ name: 'Theirs', email: 'ada@example.org' })
  const { body } = await send(erasuresRoute, 'POST', '/api/x', {
    as: admin,
    body: { email: 'ADA@example.org' },
  })
  expect(body).toEqual({ data: { erased: 2 } })
  expect((await list(admin, form.id)).names).toEqual(['Cy', 'bob'])
  expect((await list(admin, second.id)).names).toEqual([])
  expect((await list(stranger, other.id)).names).toEqual(['Theirs'])
  expect(JSON.stringify(auditRows('responses.erased'))).not.toMatch(/ada@/i)
})

describe('GET /api/forms/:id/export', () => {
  const take = async (as: Member, id: string, query: Record<string, string>) => {
    const { body, headers, status } = await send(exportRoute, 'GET', '/api/x', { as, params: { id }, query })
    expect(status).toBe(200)
    return { text: String(body ?? ''), headers }
  }
  const Lines = z.array(
    z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()), submittedAt: z.string() }),
  )

  test('as CSV, read by a parser, holds what the JSON Lines hold, and no formula', async () => {
    const { owner, form } = await party()
    const nasty = [
      '=HYPERLINK("http://evil.example","x")',
      '+1',
      '-2',
      '@SUM(A1)',
      'a "quote", a comma\r\nand a line',
      '🥐 日本語',
      ' ',
    ]
    for (const name of nasty) form.add({ name, age: -5 })
    const csv = await take(owner, form.id, { format: 'csv' })
    const jsonl = await take(owner, form.id, { format: 'jsonl' })
    const { stream } = await exportResponses(owner, form.id, { format: 'csv', status: 'all' })
    expect((await new Response(stream).bytes()).subarray(0, 5)).toEqual(new TextEncoder().encode('\uFEFFId'))
    expect(csv.headers.get('content-disposition')).toContain('filename="Summer party.csv"')
    const rows = z
      .array(z.record(z.string(), z.string()))
      .parse(parse(csv.text, { bom: true, columns: true, record_delimiter: '\r\n' }))
    const lines = Lines.parse(
      jsonl.text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    )
    expect(rows).toHaveLength(10)
    const labels: Record<string, string> = { soup: 'Soup', cake: 'Cake', sat: 'Saturday', sun: 'Sunday' }
    const word = (value: unknown) => (typeof value === 'string' ? (labels[value] ?? value) : String(value))
    const cell = (value: unknown) => (value === undefined ? '' : [value].flat().map(word).join('; '))
    expect(
      rows.map((row) => [
        row['Id'],
        row['Submitted'],
        row['Your name']?.replace(/^'/, ''),
        row['Age'],
        row['Dish'],
        row['Days'],
      ]),
    ).toEqual(
      lines.map(({ id, submittedAt, answers }) => [
        id,
        submittedAt,
        ...['name', 'age', 'dish', 'days'].map((key) => cell(answers[key])),
      ]),
    )
    for (const row of rows) expect(row['Your name']).not.toMatch(/^[=+\-@]/)
    expect(auditRows('responses.exported')).toHaveLength(3)
  })

  test('holds what the filter shows, in batches too', async () => {
    const { owner, form } = await party()
    for (let place = 0; place < 450; place += 1) form.add({ name: `N${place}`, age: place })
    const { text } = await take(owner, form.id, { format: 'jsonl', filter: 'age:greater:99' })
    expect(text.trimEnd().split('\n')).toHaveLength(350)
    expect((await take(owner, form.id, { format: 'jsonl', filter: 'age:greater:999' })).text).toBe('')
  })
})

describe('results', () => {
  test('sum up what counts, after a filter', async () => {
    const { viewer, form } = await party()
    form.add({ name: 'Held', again: 0 }, { quarantinedAt: new Date() })
    const read = async (query: Record<string, string>) =>
      (await send(resultsRoute, 'GET', '/api/x', { as: viewer, params: { id: form.id }, query })).body
    expect(await read({})).toMatchObject({ data: { counted: 3, isWhole: true, overTime: [{ count: 3 }] } })
    expect(await read({ filter: 'dish:equal:cake' })).toMatchObject({ data: { counted: 1 } })
    expect(await read({ from: '2026-01-02' })).toMatchObject({ data: { counted: 0, overTime: [] } })
  })

  test('are shared by a link by an admin, without texts, until the link is ended', async () => {
    const { member, admin, form } = await party()
    const call = (as: Member, method: keyof RouteModule) =>
      send(linkRoute, method, '/api/x', { as, params: { id: form.id } })
    expect((await call(member, 'PUT')).status).toBe(403)
    const Link = z.object({ data: z.object({ path: z.string().nullable() }) })
    const { path } = Link.parse((await call(admin, 'PUT')).body).data
    expect(Link.parse((await call(admin, 'PUT')).body).data.path).toBe(path)
    const [, slug = '', key = ''] = /^\/f\/([^/]+)\/results\/([\w-]{32})$/.exec(path ?? '') ?? []
    const shared = await readSharedResults(slug, key)
    expect(shared.counted).toBe(3)
    expect(JSON.stringify(shared)).not.toMatch(/Ada|bob|water/)
    await expect(readSharedResults(slug, `${key}x`)).rejects.toThrow('not here')
    expect((await call(admin, 'DELETE')).body).toEqual({ data: { path: null } })
    await expect(readSharedResults(slug, key)).rejects.toThrow('not here')
    expect([auditRows('results.shared').length, auditRows('results.unshared').length]).toEqual([1, 1])
  })
})
