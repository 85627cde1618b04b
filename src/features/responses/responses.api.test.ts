// @vitest-environment node
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Member } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { responseChanges, responses } from '@/lib/server/schema/responses'
import * as responseRoute from '@/pages/api/responses/[id]'
import * as commentsRoute from '@/pages/api/responses/[id]/comments'
import * as noteRoute from '@/pages/api/responses/[id]/note'
import * as erasuresRoute from '@/pages/api/responses/erasures'
import { queueMail } from '@/features/mails/mails.server'
import { auditRows } from '@/test/audit'
import { list, party } from '@/test/party'
import { buildMember, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { buildForm } from '@/test/responses'

useInstance()

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
    await patch(member, ids.ada, { status: 'in_work', assigneeId: null, tags: ['vip'], version: 2 })
    expect(auditRows('response.changed').map(({ details }) => details)).toEqual([
      '{"changed":"status, assigneeId, tags"}',
      '{"changed":"assigneeId"}',
    ])
  })

  test('a refused change leaves nothing in the history; one that was made says who, and from what to what', async () => {
    const { member, viewer, ids } = await party()
    expect((await patch(viewer, ids.ada, { status: 'done', version: 1 })).status).toBe(403)
    const nobody = '0190a0a0-0000-7000-8000-000000000000'
    expect((await patch(member, ids.ada, { status: 'done', assigneeId: nobody, version: 1 })).status).toBe(
      400,
    )
    expect(database().select().from(responseChanges).all()).toEqual([])
    await patch(member, ids.ada, { status: 'done', tags: ['vip', 'late'], version: 1 })
    const assigned = { status: 'done', assigneeId: viewer.accountId, tags: ['vip'], version: 2 }
    const { body } = await patch(member, ids.ada, assigned)
    const by = { actor: { id: member.accountId, name: member.name }, isOfMany: false }
    expect(body).toMatchObject({
      data: {
        changes: [
          { ...by, what: 'tag', was: 'late', became: null },
          { ...by, what: 'assignee', was: null, became: viewer.name },
          { ...by, what: 'tag', was: null, became: 'late' },
          { ...by, what: 'tag', was: null, became: 'vip' },
          { ...by, what: 'status', was: 'new', became: 'done' },
        ],
      },
    })
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

  test('takes no other signature than the one that was sent, and goes on without one', async () => {
    const owner = buildMember('owner')
    const fields = [
      { kind: 'short_text' as const, key: 'name', label: 'Your name' },
      { kind: 'signature' as const, key: 'signed', label: 'Sign here', ways: ['typed' as const] },
    ]
    const form = await buildForm(owner, {}, fields)
    const signed = { way: 'typed', name: 'Ada' }
    const id = form.add({ name: 'Ada', signed })
    const change = (answers: object, version: number) => patch(owner, id, { answers, reason: 'x', version })
    const refused = await change({ name: 'Ada', signed: { way: 'typed', name: 'Eve' } }, 1)
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({ issues: [{ path: 'answers.signed' }] })
    expect((await change({ name: 'Augusta', signed }, 1)).status).toBe(200)
    const { body } = await change({ name: 'Adele' }, 2)
    expect(body).toMatchObject({ data: { answers: { name: 'Adele', signed } } })
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
