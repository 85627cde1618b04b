import { describe, expect, it, vi } from 'vitest'
import * as door from '@/pages/api/auth/[...all]'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send } from '@/test/request'

useInstance()

const list = (query: Record<string, string>) =>
  send(door, 'GET', '/api/auth/organization/list-members', { as: buildWorkspace().viewer, query })

describe('list-members', () => {
  it.each<Record<string, string>>([
    { sortBy: 'nope' },
    { sortBy: 'constructor' },
    { filterField: 'nope', filterValue: '1' },
    { filterField: 'role', filterOperator: 'in', filterValue: 'owner' },
    { limit: '-1' },
    { limit: 'many' },
    { offset: '1e30' },
  ])('refuses %j, which Better Auth would fail on', async (query) => {
    const print = vi.spyOn(console, 'error').mockReturnValue()
    const { status, body } = await list(query)
    expect([status, body]).toEqual([400, { code: 'BAD_INPUT', message: expect.any(String) }])
    expect(print).not.toHaveBeenCalled()
  })

  it.each<Record<string, string>>([
    {},
    { sortBy: 'createdAt', sortDirection: 'desc' },
    { sortBy: 'role' },
    { limit: '2' },
  ])('takes %j', async (query) => {
    const { status, body } = await list(query)
    expect([status, body]).toMatchObject([200, { total: 4 }])
  })
})
