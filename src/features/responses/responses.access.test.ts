// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { database } from '@/lib/server/db'
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
import { list, party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'

useInstance()

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

test('a response that admins alone see becomes no note, which all would read', async () => {
  const { admin, ids } = await party({ visibleTo: 'admins' })
  const made = await send(noteRoute, 'POST', '/api/x', { as: admin, params: { id: ids.ada } })
  expect([made.status, made.body]).toMatchObject([
    403,
    { error: 'Only admins see this response, and a note is for the whole workspace.' },
  ])
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
