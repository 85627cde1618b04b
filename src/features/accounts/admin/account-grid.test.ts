// @vitest-environment node
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import * as changesRoute from '@/pages/api/accounts/changes'
import * as exportRoute from '@/pages/api/accounts/export'
import * as listRoute from '@/pages/api/accounts/index'
import { auditRows } from '@/test/audit'
import { buildMember, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { exportAccounts } from './account-export.server'
import { listAccounts, readAccounts } from './admin-list.server'
import { AccountFilter, AccountSort, ListAccounts } from './admin.schema'
import { changeAccounts } from './change-accounts.server'

useInstance()

let admin: Actor

beforeEach(() => {
  const actor = buildMember('owner')
  change(actor, { role: 'admin', name: 'Ada' })
  admin = { ...actor, name: 'Ada', isInstanceAdmin: true }
})

function change({ accountId }: Pick<Actor, 'accountId'>, values: Partial<typeof user.$inferInsert>): void {
  database().update(user).set(values).where(eq(user.id, accountId)).run()
}

function make(values: Partial<typeof user.$inferInsert>): Actor {
  const actor = buildMember('viewer')
  change(actor, values)
  return actor
}

const idsOf = (...actors: Actor[]) => actors.map(({ accountId }) => accountId)
const ban = { do: 'ban', reason: 'spam', until: null } as const

describe('who may', () => {
  it.each([
    ['list', () => send(listRoute, 'GET', '/api/accounts')],
    ['change', () => send(changesRoute, 'POST', '/api/accounts/changes', { body: {} })],
    ['take a copy', () => send(exportRoute, 'GET', '/api/accounts/export')],
  ] as const)('%s: nobody without a session', async (_, ask) => {
    expect((await ask()).status).toBe(401)
  })

  it('do none of it: a member', async () => {
    const bob = buildMember('owner')
    await expect(changeAccounts(bob, { ids: idsOf(admin), change: ban })).rejects.toThrow('may not')
    expect(() => exportAccounts(bob, ListAccounts.parse({}))).toThrow('may not')
    await expect(listAccounts(bob, ListAccounts.parse({}))).rejects.toThrow('may not')
  })
})

describe('several at once', () => {
  it('refuses nobody, too many, and what is no deed', async () => {
    const post = (body: unknown) => send(changesRoute, 'POST', '/api/accounts/changes', { as: admin, body })
    for (const body of [
      { ids: [], change: { do: 'unban' } },
      { ids: Array.from({ length: 101 }, String), change: { do: 'unban' } },
      { ids: ['a'], change: { do: 'promote' } },
      { ids: ['a'], change: { do: 'ban', until: 'tomorrow' } },
    ])
      expect((await post(body)).status).toBe(400)
  })

  it('changes those that may be changed, each with its own audit row, and says why not the others', async () => {
    const [bob, eve] = [make({ name: 'Bob' }), make({ name: 'Eve' })]
    const ids = [...idsOf(bob, admin, eve, bob), 'nobody']
    const { changed, refused } = await changeAccounts(admin, { ids, change: ban })
    expect(changed).toBe(2)
    expect(refused).toEqual([
      { id: admin.accountId, name: 'Ada', reason: expect.stringContaining('last admin') as unknown },
      { id: 'nobody', name: 'nobody', reason: 'There is no such account.' },
    ])
    const rows = auditRows().filter(({ action }) => action === 'account.banned')
    expect(rows.map(({ subjectId }) => subjectId)).toEqual(idsOf(bob, eve))
  })

  it('lifts bans, ends sessions and deletes', async () => {
    const bob = make({ name: 'Bob', banned: true })
    expect((await changeAccounts(admin, { ids: idsOf(bob), change: { do: 'unban' } })).changed).toBe(1)
    const end = { do: 'end-sessions' } as const
    expect((await changeAccounts(admin, { ids: idsOf(bob, admin), change: end })).changed).toBe(2)
    expect((await changeAccounts(admin, { ids: idsOf(bob), change: { do: 'delete' } })).changed).toBe(1)
    expect(database().select().from(user).where(eq(user.id, bob.accountId)).get()).toBeUndefined()
  })

  it('does nothing when the ban is over already', async () => {
    const bob = make({ name: 'Bob' })
    const past = { ...ban, until: new Date(0) }
    await expect(changeAccounts(admin, { ids: idsOf(bob), change: past })).rejects.toMatchObject({
      code: 'bad_input',
    })
  })
})

describe('the order and the filters', () => {
  beforeEach(() => {
    for (let place = 0; place < 12; place += 1)
      make({
        name: `${place % 2 === 0 ? 'ä' : 'B'} person ${place}`,
        createdAt: new Date(place * 1000),
        emailVerified: place % 3 !== 0,
        twoFactorEnabled: place % 4 === 0,
        banned: place === 5,
      })
  })

  const combinations = AccountFilter.options.flatMap((filter) =>
    AccountSort.options.map((sort) => [filter, sort] as const),
  )

  it.each(combinations)('%s by %s comes page by page as it comes whole', async (filter, sort) => {
    const whole = [...readAccounts(admin, { filter, sort })].map(({ id }) => id)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await listAccounts(admin, { filter, sort, limit: 5, cursor })
      paged.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(whole)
    expect(new Set(whole).size).toBe(whole.length)
    const turned = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
    const back = [...readAccounts(admin, { filter, sort: AccountSort.parse(turned) })].map(({ id }) => id)
    expect(back.toReversed()).toEqual(whole)
  })

  it('each filter has whom it names', () => {
    const count = (filter: AccountFilter) => [...readAccounts(admin, { filter, sort: 'name' })].length
    expect(AccountFilter.options.map((filter) => [filter, count(filter)])).toEqual([
      ['all', 13],
      ['admins', 1],
      ['banned', 1],
      ['unconfirmed', 4],
      ['two-factor', 3],
    ])
  })

  const plans = combinations.flatMap(([filter, sort]) =>
    [true, false].map((isFirst) => [filter, sort, isFirst] as const),
  )

  it.each(plans)(
    '%s by %s (first page: %s) is read from an index, in its order',
    async (filter, sort, isFirst) => {
      if (!isFirst) for (let place = 0; place < 2; place += 1) make({ role: 'admin', banned: place === 0 })
      const { next } = await listAccounts(admin, { filter, sort, limit: 1 })
      const asked: string[] = []
      const { $client } = database()
      const prepare = $client.prepare.bind($client)
      $client.prepare = (...words: Parameters<typeof prepare>) => {
        asked.push(words[0])
        return prepare(...words)
      }
      await listAccounts(admin, { filter, sort, limit: 1, ...(!isFirst && { cursor: next ?? undefined }) })
      $client.prepare = prepare
      const query = asked.find((text) => text.includes('COLLATE NOCASE') || text.includes('order by'))
      const plan = $client
        .query<{ detail: string }, null[]>(`EXPLAIN QUERY PLAN ${query}`)
        .all(...Array.from({ length: (query ?? '').split('?').length - 1 }, () => null))
        .map(({ detail }) => detail)
        .filter((detail) => /user|TEMP/.test(detail) && !/session|audit/.test(detail))
      const name = filter.replace('-', '_')
      const index = `user_${filter === 'all' ? '' : `${name}_`}by_${sort.replace('-', '')}`
      expect(plan.join('\n')).toContain(`USING INDEX ${index}`)
      expect(plan.join('\n')).not.toContain('TEMP B-TREE')
      expect(plan.join('\n')).toMatch(isFirst ? /^S/ : /^SEARCH/)
    },
  )
})

describe('a copy of the list', () => {
  it('is CSV that no spreadsheet program runs, of those that are shown, and is written down', async () => {
    make({ name: '=HYPERLINK("x")', email: 'eve@example.org', emailVerified: false })
    const which = { filter: 'unconfirmed', sort: '-created' } as const
    const text = await new Response(exportAccounts(admin, which)).text()
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")",eve@example.org,false,user`)
    expect(auditRows().at(-1)).toMatchObject({
      action: 'account.list_exported',
      details: '{"filter":"unconfirmed","isSearch":false}',
    })
  })
})
