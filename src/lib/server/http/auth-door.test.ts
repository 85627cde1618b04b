import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Actor } from '@/lib/actor'
import { auth, openAuthPaths } from '@/lib/server/auth'
import { database } from '@/lib/server/db'
import { session, user } from '@/lib/server/schema/accounts'
import { sessionCookieName } from '@/lib/server/session'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'

type Door = ['better-auth' | 'ours' | 'closed', 'nobody' | 'anybody' | 'account' | 'instance-admin']

/**
 * Every path that Better Auth serves with these plugins: who answers it here, and the least that a caller must be. A path
 * that a new version brings fails the first test until it has a row.
 */
const doors: Record<string, Door> = {
  '/ok': ['better-auth', 'anybody'],
  '/error': ['closed', 'nobody'],
  '/get-session': ['better-auth', 'anybody'],
  '/sign-up/email': ['ours', 'anybody'],
  '/sign-in/email': ['better-auth', 'anybody'],
  '/sign-in/social': ['closed', 'nobody'],
  '/sign-out': ['better-auth', 'anybody'],
  '/callback/:id': ['closed', 'nobody'],
  '/request-password-reset': ['ours', 'anybody'],
  '/reset-password': ['ours', 'anybody'],
  '/reset-password/:token': ['closed', 'nobody'],
  '/verify-password': ['closed', 'nobody'],
  '/verify-email': ['closed', 'nobody'],
  '/send-verification-email': ['ours', 'anybody'],
  '/change-email': ['ours', 'account'],
  '/change-password': ['ours', 'account'],
  '/update-user': ['ours', 'account'],
  '/update-session': ['closed', 'nobody'],
  '/delete-user': ['ours', 'account'],
  '/delete-user/callback': ['closed', 'nobody'],
  '/list-sessions': ['ours', 'account'],
  '/revoke-session': ['ours', 'account'],
  '/revoke-sessions': ['ours', 'account'],
  '/revoke-other-sessions': ['ours', 'account'],
  '/link-social': ['closed', 'nobody'],
  '/list-accounts': ['closed', 'nobody'],
  '/unlink-account': ['closed', 'nobody'],
  '/refresh-token': ['closed', 'nobody'],
  '/get-access-token': ['closed', 'nobody'],
  '/account-info': ['closed', 'nobody'],
  '/two-factor/enable': ['ours', 'account'],
  '/two-factor/disable': ['ours', 'account'],
  '/two-factor/get-totp-uri': ['closed', 'nobody'],
  '/two-factor/verify-totp': ['ours', 'anybody'],
  '/two-factor/verify-backup-code': ['better-auth', 'anybody'],
  '/two-factor/generate-backup-codes': ['ours', 'account'],
  '/two-factor/send-otp': ['closed', 'nobody'],
  '/two-factor/verify-otp': ['closed', 'nobody'],
  '/passkey/generate-register-options': ['better-auth', 'account'],
  '/passkey/verify-registration': ['better-auth', 'account'],
  '/passkey/generate-authenticate-options': ['better-auth', 'anybody'],
  '/passkey/verify-authentication': ['better-auth', 'anybody'],
  '/passkey/list-user-passkeys': ['better-auth', 'account'],
  '/passkey/delete-passkey': ['ours', 'account'],
  '/passkey/update-passkey': ['ours', 'account'],
  '/organization/create': ['ours', 'account'],
  '/organization/update': ['ours', 'account'],
  '/organization/delete': ['ours', 'account'],
  '/organization/check-slug': ['closed', 'nobody'],
  '/organization/set-active': ['better-auth', 'account'],
  '/organization/get-organization': ['closed', 'nobody'],
  '/organization/get-full-organization': ['better-auth', 'account'],
  '/organization/list': ['better-auth', 'account'],
  '/organization/invite-member': ['ours', 'account'],
  '/organization/cancel-invitation': ['ours', 'account'],
  '/organization/accept-invitation': ['ours', 'account'],
  '/organization/reject-invitation': ['ours', 'account'],
  '/organization/get-invitation': ['closed', 'nobody'],
  '/organization/list-invitations': ['better-auth', 'account'],
  '/organization/list-user-invitations': ['closed', 'nobody'],
  '/organization/get-active-member': ['better-auth', 'account'],
  '/organization/get-active-member-role': ['better-auth', 'account'],
  '/organization/list-members': ['better-auth', 'account'],
  '/organization/update-member-role': ['ours', 'account'],
  '/organization/remove-member': ['ours', 'account'],
  '/organization/leave': ['ours', 'account'],
  '/organization/has-permission': ['better-auth', 'account'],
  '/admin/list-users': ['better-auth', 'instance-admin'],
  '/admin/get-user': ['better-auth', 'instance-admin'],
  '/admin/has-permission': ['better-auth', 'account'],
  '/admin/create-user': ['ours', 'instance-admin'],
  '/admin/update-user': ['closed', 'nobody'],
  '/admin/set-role': ['ours', 'instance-admin'],
  '/admin/ban-user': ['ours', 'instance-admin'],
  '/admin/unban-user': ['ours', 'instance-admin'],
  '/admin/remove-user': ['ours', 'instance-admin'],
  '/admin/set-user-password': ['closed', 'nobody'],
  '/admin/list-user-sessions': ['closed', 'nobody'],
  '/admin/revoke-user-session': ['closed', 'nobody'],
  '/admin/revoke-user-sessions': ['ours', 'instance-admin'],
  '/admin/impersonate-user': ['better-auth', 'instance-admin'],
  '/admin/stop-impersonating': ['better-auth', 'anybody'],
}

const Refusal = z.object({ code: z.string(), message: z.string() })

/** What Better Auth wants to see before it looks at who is calling. */
const bodies: Record<string, unknown> = {
  '/organization/has-permission': { permissions: { member: ['create'] } },
  '/admin/has-permission': { permissions: { user: ['list'] } },
  '/admin/impersonate-user': { userId: 'nobody' },
}

const pages = import.meta.glob<RouteModule>('/src/pages/api/auth/**/*.ts', { eager: true })
const catchAll = pages['/src/pages/api/auth/[...all].ts'] ?? {}

const paths = Object.keys(doors)
const open = paths.filter((path) => doors[path]?.[0] !== 'closed')
const needing = (caller: Door[1]) => open.filter((path) => doors[path]?.[1] === caller)

/** Calls a path of Better Auth as the listener would route it. */
function knock(path: string, as?: Actor) {
  const page = pages[`/src/pages/api/auth${path}.ts`]
  const method = methodOf(path)
  const cookie = as && openSession(as).cookie
  return send(page ?? catchAll, method, `/api/auth${path}`, {
    ...(cookie && { cookie }),
    ...(method === 'POST' && { body: bodies[path] ?? {} }),
    headers: { 'x-capsule-client-address': '198.51.100.1' },
  })
}

function methodOf(path: string): 'GET' | 'POST' {
  const { method } = endpoints().find((endpoint) => endpoint.path === path) ?? {}
  return [method].flat().includes('POST') ? 'POST' : 'GET'
}

function endpoints(): { path: string; method: unknown }[] {
  return Object.values(auth().api).flatMap((endpoint) =>
    'path' in endpoint && endpoint.path ? [{ path: endpoint.path, method: endpoint.options.method }] : [],
  )
}

function buildAdmin(): Actor {
  const admin = buildMember('owner')
  database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
  return { ...admin, isInstanceAdmin: true }
}

describe('the second door', () => {
  useInstance()

  it('has a row for every path that Better Auth serves, and no other', () => {
    expect(paths.toSorted()).toEqual([...new Set(endpoints().map(({ path }) => path))].toSorted())
  })

  it('has a file for each path that our own services answer, and only for those', () => {
    const files = Object.keys(pages)
      .map((file) => file.slice('/src/pages/api/auth'.length, -'.ts'.length))
      .filter((path) => path !== '/[...all]')
    expect(files.toSorted()).toEqual(paths.filter((path) => doors[path]?.[0] === 'ours').toSorted())
  })

  it('lets Better Auth answer what the table says', () => {
    const own = paths.filter((path) => doors[path]?.[0] === 'better-auth')
    expect(openAuthPaths.filter((path) => path !== '/two-factor/verify-totp').toSorted()).toEqual(
      own.toSorted(),
    )
  })

  it.each(paths.filter((path) => doors[path]?.[0] === 'closed'))(
    '%s answers 404 to everybody',
    async (path) => {
      for (const caller of [undefined, buildMember('owner'), buildAdmin()])
        expect((await knock(path, caller)).status).toBe(404)
    },
  )

  it.each([...needing('account'), ...needing('instance-admin')])('%s is not for a visitor', async (path) => {
    expect((await knock(path)).status).toBe(401)
  })

  it.each(needing('instance-admin'))(
    '%s is not for a member, nor for an owner of a workspace',
    async (path) => {
      for (const caller of [buildMember('viewer'), buildMember('owner')])
        expect((await knock(path, caller)).status).toBe(403)
    },
  )

  it.each(open)('%s answers in the shape that Better Auth’s client reads', async (path) => {
    const { status, body } = await knock(path, buildAdmin())
    expect(body).not.toMatchObject({ message: 'This is not served here.' })
    expect(status).toBeLessThan(500)
    expect(status < 400 || Refusal.safeParse(body).success).toBe(true)
  })

  it('answers what Better Auth did not expect like any fault of ours, and writes it into our log alone', async () => {
    const printed = vi.spyOn(console, 'error').mockReturnValue()
    const logged = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const caller = buildMember('owner')
    database().$client.run('ALTER TABLE invitation RENAME TO lost')
    const answer = await knock('/organization/list-invitations', caller)
    const log = logged.mock.calls.join('')
    logged.mockRestore()
    expect([answer.status, answer.body]).toMatchObject([500, { code: 'INTERNAL' }])
    expect(printed).not.toHaveBeenCalled()
    expect(log).toMatch(/^\S+ error request failed .*no such table: invitation.*\n$/)
  })

  it('is not opened by a session that is older than thirty days, or of somebody who is banned', async () => {
    const [old, banned] = [buildMember('owner'), buildMember('owner')]
    const createdAt = new Date(Date.now() - 31 * 24 * 3_600_000)
    const cookies = [openSession(old, { createdAt }).cookie, openSession(banned).cookie]
    database().update(user).set({ banned: true }).where(eq(user.id, banned.accountId)).run()
    for (const cookie of cookies) {
      const answer = await send(catchAll, 'GET', '/api/auth/organization/list', { cookie })
      expect(answer.status).toBe(401)
    }
    const young = await send(catchAll, 'GET', '/api/auth/organization/list', { as: buildMember('owner') })
    expect(young.status).toBe(200)
  })

  it.each([
    [' =', ''],
    ['\t=', ''],
    [' = ', ''],
    ['="', '"'],
  ])(
    'sees the person that our rules see, however the cookie is written: name%svalue%s',
    async (before, after) => {
      const name = sessionCookieName()
      const valueOf = ({ cookie }: { cookie: string }) => cookie.slice(name.length + 1)
      const createdAt = new Date(Date.now() - 31 * 24 * 3_600_000)
      const old = valueOf(openSession(buildMember('owner'), { createdAt }))
      const own = buildMember('owner')
      const cookie = `${name}${before}${old}${after}; ${name}=${valueOf(openSession(own))}`
      const alone = await send(catchAll, 'GET', '/api/auth/get-session', {
        cookie: `${name}${before}${old}${after}`,
      })
      expect(alone.body).toBeNull()
      const both = await send(catchAll, 'GET', '/api/auth/get-session', { cookie })
      expect(both.body).toBeNull()
      const other = `x=1; ${name}=${valueOf(openSession(own))}; ${name}${before}${old}${after}`
      const first = await send(catchAll, 'GET', '/api/auth/get-session', { cookie: other })
      expect(first.body).toMatchObject({ user: { id: own.accountId } })
    },
  )

  it('acts by the session as it is when the whole request has arrived', async () => {
    const member = buildMember('owner')
    const { cookie, sessionId } = openSession(member)
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        database().delete(session).where(eq(session.id, sessionId)).run()
        controller.enqueue(new TextEncoder().encode('{"name":"Somebody else"}'))
        controller.close()
      },
    })
    const page = pages['/src/pages/api/auth/update-user.ts'] ?? {}
    expect((await send(page, 'POST', '/api/auth/update-user', { cookie, body })).status).toBe(401)
    const row = database().select({ name: user.name }).from(user).where(eq(user.id, member.accountId)).get()
    expect(row?.name).toBe(member.name)
  })
})
