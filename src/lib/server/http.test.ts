import type { APIRoute } from 'astro'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { AppError } from './errors'
import { endpoint, IdParams, parseQuery } from './http'
import type { Access } from './http/access'
import { instance } from './instance'
import { Page } from './page'

useInstance()

const route = (handler: () => unknown, access: Access = 'public') => ({ GET: endpoint({ access }, handler) })

describe('access', () => {
  it.each([
    ['public', [200, 200, 200, 200, 200]],
    ['signed-in', [401, 200, 200, 200, 200]],
    ['viewer', [401, 200, 200, 200, 200]],
    ['member', [401, 403, 200, 200, 200]],
    ['admin', [401, 403, 403, 200, 200]],
    ['owner', [401, 403, 403, 403, 200]],
    ['instance-admin', [401, 403, 403, 403, 403]],
  ] as const)('%s lets in nobody, a viewer, a member, an admin, an owner as %j', async (access, expected) => {
    const { viewer, member, admin, owner } = buildWorkspace()
    const handler = vi.fn<() => string>(() => 'in')
    const statuses: number[] = []
    for (const as of [undefined, viewer, member, admin, owner]) {
      statuses.push((await send(route(handler, access), 'GET', '/api/x', { ...(as && { as }) })).status)
    }
    expect(statuses).toEqual(expected)
    expect(handler).toHaveBeenCalledTimes(expected.filter((status) => status === 200).length)
  })

  it('a route that does not say who may call it answers nobody', async () => {
    const forgetful: APIRoute = () => Response.json({ secret: 1 })
    const answer = await send({ GET: forgetful }, 'GET', '/api/x')
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('secret')
  })

  it('that asks for a fresh proof is for nobody who proved themselves eleven minutes ago', async () => {
    const { owner, viewer } = buildWorkspace()
    const route = { GET: endpoint({ access: 'owner', fresh: true }, () => ({ done: true })) }
    const old = openSession(owner, { provedAt: new Date(Date.now() - 11 * 60_000) }).cookie
    const ask = (path: string, cookie: string) => send(route, 'GET', path, { cookie })

    expect(await ask('/api/x', old)).toMatchObject({
      status: 403,
      body: { error: 'Confirm that it is you first: that was more than ten minutes ago.' },
    })
    const page = await ask('/x?a=b', old)
    expect([page.status, page.headers.get('location')]).toEqual([303, '/confirm?next=%2Fx%3Fa%3Db'])
    expect((await ask('/api/x', openSession(viewer).cookie)).status).toBe(403)
    expect((await ask('/api/x', '')).status).toBe(401)
    expect((await ask('/api/x', openSession(owner).cookie)).status).toBe(200)
  })

  it('that goes without a session takes nobody for whom they are, and touches no cookie', async () => {
    const { owner } = buildWorkspace()
    const pattern = '' // Of every request that the tests make.
    instance().features = [{ name: 'forms', withoutSession: [pattern] }]
    const who = { GET: endpoint({ access: 'public' }, ({ actor }) => ({ name: actor?.name ?? null })) }
    const { body, headers } = await send(who, 'GET', '/api/x', { as: owner })

    expect(body).toEqual({ data: { name: null } })
    expect(headers.getSetCookie()).toEqual([])
    const closed = { GET: endpoint({ access: 'signed-in' }, () => ({})) }
    expect((await send(closed, 'GET', '/api/x', { as: owner })).status).toBe(401)
  })

  it('a session cookie with a changed signature is nobody’s', async () => {
    const { owner } = buildWorkspace()
    const answer = await send(
      route(() => 'in', 'signed-in'),
      'GET',
      '/api/x',
      {
        headers: { cookie: `__Secure-capsule.session_token=${owner.accountId}.forged` },
      },
    )
    expect(answer.status).toBe(401)
  })
})

describe('an answer', () => {
  it.each([
    ['data', () => ({ a: 1 }), 200, { data: { a: 1 } }],
    ['a page of a list', () => new Page([1], 'next'), 200, { data: [1], page: { next: 'next' } }],
    ['nothing', () => undefined, 204, undefined],
    ['a response of its own', () => Response.json({ own: true }, { status: 202 }), 202, { own: true }],
  ])('is %s', async (_name, handler, status, body) => {
    expect(await send(route(handler), 'GET', '/api/x')).toMatchObject({ status, body })
  })

  it.each([
    ['bad_input', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['too_large', 413],
    ['wrong_type', 415],
    ['version_missing', 428],
    ['limited', 429],
    ['busy', 503],
  ] as const)('to %s is %i, in a sentence', async (code, status) => {
    const answer = await send(
      route(() => Promise.reject(new AppError(code))),
      'GET',
      '/api/x',
    )
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ error: expect.stringMatching(/\.$/) as unknown })
  })

  it('to an unknown failure is 500 with the request id and nothing of the cause', async () => {
    const logged = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const answer = await send(
      route(() => Promise.reject(new Error('the password is x'))),
      'GET',
      '/api/x',
    )
    expect(answer).toMatchObject({ status: 500, body: { requestId: 'test' } })
    expect(JSON.stringify(answer.body)).not.toContain('password')
    expect(String(logged.mock.calls[0]?.[0])).toContain('requestId="test"')
    logged.mockRestore()
  })

  it('says when to come back', async () => {
    const busy = new AppError('busy', undefined, { retryAfter: 7 })
    const answer = await send(
      route(() => Promise.reject(busy)),
      'GET',
      '/api/x',
    )
    expect(answer.headers.get('retry-after')).toBe('7')
  })
})

describe('input', () => {
  it('that ended before it was whole is a bad one, and not logged as a fault of ours', async () => {
    const logged = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    const gone = new AbortController()
    gone.abort()
    const hungUp = route(() => Promise.reject(new DOMException('The connection was closed.', 'AbortError')))
    const answer = await send(hungUp, 'GET', '/api/x', { signal: gone.signal })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('ended') as unknown },
    })
    expect(logged).not.toHaveBeenCalled()
    expect((await send(hungUp, 'GET', '/api/x')).status).toBe(500)
    expect(String(logged.mock.calls[0]?.[0])).toContain('The connection was closed.')
    logged.mockRestore()
  })

  it('of a page may hold parameters of others twice, and its own once', () => {
    const schema = z.object({ q: z.string() })
    expect(parseQuery(new URL('http://x/?q=a&utm=1&utm=2'), schema)).toEqual({ q: 'a' })
    expect(() => parseQuery(new URL('http://x/?q=a&q=b'), schema)).toThrow(AppError)
  })

  it('meets its schema before the handler, and the handler is not called with anything else', async () => {
    type Call = { params: { id: string }; query: { n: number } }
    const handler = vi.fn<(call: Call) => unknown>(({ params, query }) => [params.id, query.n])
    const GET = endpoint(
      { access: 'public', params: IdParams, query: z.strictObject({ n: z.coerce.number().int() }) },
      handler,
    )
    const id = Bun.randomUUIDv7()
    expect((await send({ GET }, 'GET', '/api/x', { params: { id: 'x' }, query: { n: '1' } })).status).toBe(
      400,
    )
    expect((await send({ GET }, 'GET', '/api/x', { params: { id }, query: { n: 'x' } })).status).toBe(400)
    expect(
      (await send({ GET }, 'GET', '/api/x', { params: { id }, query: { n: '1', m: '2' } })).body,
    ).toMatchObject({
      issues: [{ message: 'Not known here: m.' }],
    })
    expect((await send({ GET }, 'GET', '/api/x?n=1&n=2', { params: { id } })).body).toMatchObject({
      issues: [{ path: 'n', message: expect.stringContaining('more than once') as unknown }],
    })
    expect(handler).not.toHaveBeenCalled()
    expect((await send({ GET }, 'GET', '/api/x', { params: { id }, query: { n: '1' } })).body).toEqual({
      data: [id, 1],
    })
  })
})
