// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Member } from '@/lib/actor'
import * as resultsRoute from '@/pages/api/forms/[id]/results'
import * as linkRoute from '@/pages/api/forms/[id]/results/link'
import { auditRows } from '@/test/audit'
import { party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { readSharedResults } from './results-link.server'

useInstance()

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
