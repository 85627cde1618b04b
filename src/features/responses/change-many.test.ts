// @vitest-environment node
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { formDays } from '@/lib/server/schema/forms'
import { jobs } from '@/lib/server/schema/jobs'
import * as changesRoute from '@/pages/api/forms/[id]/changes'
import { auditRows } from '@/test/audit'
import { list, party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { buildForm } from '@/test/responses'
import { getResponse } from './responses.server'

useInstance()

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

  test('releases no more than the form has places for', async () => {
    const { member, form } = await party({ places: 4 })
    const held = ['One', 'Two'].map((name) =>
      form.add({ name }, { quarantinedAt: new Date(), quarantineReason: 'Too fast.' }),
    )
    const release = (ids: string[]) => change(member, form.id, { ids, change: { do: 'release' } })
    const refused = await release(held)
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { error: 'Only 1 place is left. Release fewer, or give the form more places in its settings.' },
    ])
    expect((await release(held.slice(0, 1))).body).toMatchObject({ data: { changed: 1 } })
    const status = { ids: held, change: { do: 'status', status: 'new' } }
    const full = await change(member, form.id, status)
    expect([full.status, full.body]).toMatchObject([
      409,
      { error: expect.stringContaining('No place is left.') },
    ])
    expect((await list(member, form.id, { status: 'quarantine' })).names).toEqual(['Two'])
  })

  test('releases from quarantine and from spam', async () => {
    const { member, form } = await party()
    const held = form.add({ name: 'Held' }, { quarantinedAt: new Date(), quarantineReason: 'Too fast.' })
    const junk = form.add({ name: 'Junk' }, { status: 'spam' })
    const { body } = await change(member, form.id, { ids: [held, junk], change: { do: 'release' } })
    expect(body).toEqual({ data: { changed: 2, isLeft: false } })
    expect((await list(member, form.id, { status: 'new' })).names).toEqual(['Junk', 'Held', 'bob', 'Ada'])
    const counted = database().select().from(formDays).where(eq(formDays.counter, 'completions')).all()
    expect(counted.map(({ count }) => count)).toEqual([1])
    const kinds = database().select({ kind: jobs.kind }).from(jobs).all()
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([
      'send_receipt',
      'send_receipt',
      'tell_of_response',
      'tell_of_response',
    ])
  })

  test('tells in the history of each what it was, and nothing where it was so already', async () => {
    const { member, form, ids } = await party()
    const held = form.add({ name: 'Held' }, { quarantinedAt: new Date(), quarantineReason: 'Too fast.' })
    const all = [ids.ada, ids.cy, held]
    const { accountId } = member
    await change(member, form.id, { ids: all, change: { do: 'status', status: 'done' } })
    await change(member, form.id, { ids: [ids.ada], change: { do: 'tag', tag: 'vip' } })
    await change(member, form.id, { ids: [ids.ada], change: { do: 'tag', tag: 'vip' } })
    await change(member, form.id, { ids: all, change: { do: 'untag', tag: 'vip' } })
    await change(member, form.id, { ids: [ids.ada], change: { do: 'assign', assigneeId: accountId } })
    await change(member, form.id, { ids: [ids.ada], change: { do: 'assign', assigneeId: accountId } })
    const history = async (id: string) =>
      (await getResponse(member, id)).changes
        .toReversed()
        .map(({ what, was, became, isOfMany }) => [what, was, became, isOfMany])
    expect(await history(ids.cy)).toEqual([])
    expect(await history(held)).toEqual([['status', 'quarantine', 'done', true]])
    expect(await history(ids.ada)).toEqual([
      ['status', 'new', 'done', true],
      ['tag', null, 'vip', false],
      ['tag', 'vip', null, true],
      ['assignee', null, member.name, false],
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
