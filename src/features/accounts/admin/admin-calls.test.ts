import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import * as door from '@/pages/api/auth/[...all]'
import { buildMember, useInstance } from '@/test/instance'
import { send } from '@/test/request'

useInstance()

function list(query: Record<string, string>) {
  const admin = buildMember('owner')
  database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
  return send(door, 'GET', '/api/auth/admin/list-users', {
    as: { ...admin, isInstanceAdmin: true },
    query,
  })
}

describe('list-users', () => {
  it.each<Record<string, string>>([
    { sortBy: 'nope' },
    { sortBy: 'constructor' },
    { filterField: 'nope', filterValue: '1' },
    { filterField: 'role', filterOperator: 'not_in', filterValue: 'admin' },
    { offset: '-1' },
    { offset: 'far' },
    { limit: '1e30' },
  ])('refuses %j, for which Better Auth would answer an empty list', async (query) => {
    expect(await list(query)).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } })
  })

  it.each<Record<string, string>>([
    {},
    { limit: '10', offset: '0', sortBy: 'createdAt', sortDirection: 'desc' },
    { filterField: 'role', filterValue: 'admin' },
    { searchField: 'email', searchValue: 'example.org' },
  ])('takes %j', async (query) => {
    expect(await list(query)).toMatchObject({ status: 200, body: { total: 1 } })
  })
})
