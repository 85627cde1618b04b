// @vitest-environment node
import { describe, expect, test } from 'vitest'
import * as arrivalsRoute from '@/pages/api/forms/[id]/arrivals'
import * as listRoute from '@/pages/api/forms/[id]/responses'
import { list, party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'

useInstance()

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

  test('finds a beginning that hundreds of words share, page by page, and no other word', async () => {
    const { owner, form } = await party()
    for (let place = 0; place < 300; place += 1) form.add({ name: `Order${place}` })
    for (const name of ['Ordinary', 'reorder', 'Órder-x']) form.add({ name })
    const names: unknown[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, string> = { q: 'order', limit: '100', ...(cursor && { cursor }) }
      const page: Awaited<ReturnType<typeof list>> = await list(owner, form.id, query)
      names.push(...page.names)
      cursor = page.next
    } while (cursor)
    expect([names[0], names[1], names.at(-1)]).toEqual(['Órder-x', 'Order299', 'Order0'])
    expect(new Set(names).size).toBe(301)
    expect((await list(owner, form.id, { q: 'order order299' })).names).toEqual(['Order299'])
  })

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
