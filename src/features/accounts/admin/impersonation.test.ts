// @vitest-environment node
import { and, eq, isNotNull } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { hashPassword } from '@/lib/server/password'
import { session, user } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { readSession, sessionCookieName } from '@/lib/server/session'
import { ALL } from '@/pages/api/auth/[...all]'
import { GET as listSessions } from '@/pages/api/auth/list-sessions'
import { POST as stop } from '@/pages/impersonation/stop'
import { buildMember, openSession, origin, useInstance } from '@/test/instance'
import { send, type Answer } from '@/test/request'
import { deleteAccount } from '../settings/deletion.server'
import { requestEmailChange } from '../settings/email-change.server'
import { exportData } from '../settings/export.server'
import { changePassword } from '../settings/password-change.server'
import { deletePasskey, renamePasskey } from '../factors/passkeys.server'
import { proveByPassword } from '../proof.server'
import { revokeAllSessions, revokeOtherSessions, revokeSession } from '../settings/session-list.server'
import { setPasswordHash } from '../set-password.server'
import {
  beginTwoFactor,
  cancelTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  renewBackupCodes,
} from '../factors/two-factor.server'

useInstance()

let admin: Actor
let bob: Actor

beforeEach(() => {
  admin = { ...buildMember('owner'), isInstanceAdmin: true }
  bob = buildMember('owner')
  database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
})

const call = (path: string, cookie: string, body: object = {}): Promise<Answer> =>
  send({ ALL }, 'POST', `/api/auth${path}`, { cookie, body, headers: { origin } })
const start = (cookie: string, accountId: string) =>
  call('/admin/impersonate-user', cookie, { userId: accountId })
const entries = () =>
  database()
    .select()
    .from(audit)
    .all()
    .filter(({ action }) => action.startsWith('impersonation'))
const whoIs = (cookie: string, now?: Date) => readSession(new Headers({ cookie }), now).actor

/** The cookies that a browser holds after an answer. */
function cookiesAfter({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

describe('acting as somebody is refused', () => {
  const cases: Record<string, [status: number, cookie: () => string, target: () => string]> = {
    'to a member': [403, () => openSession(bob).cookie, () => buildMember('member').accountId],
    'to a banned admin': [
      401,
      () => {
        const grace = buildMember('owner')
        const ban = { role: 'admin', banned: true }
        database().update(user).set(ban).where(eq(user.id, grace.accountId)).run()
        return openSession(grace).cookie
      },
      () => bob.accountId,
    ],
    'to whoever acts as somebody already': [
      403,
      () => openSession(bob, { impersonatedBy: admin.accountId }).cookie,
      () => buildMember('member').accountId,
    ],
    'for an admin': [
      403,
      () => openSession(admin).cookie,
      () => {
        database().update(user).set({ role: 'admin' }).where(eq(user.id, bob.accountId)).run()
        return bob.accountId
      },
    ],
    'for oneself': [409, () => openSession(admin).cookie, () => admin.accountId],
    'for a banned account': [
      403,
      () => openSession(admin).cookie,
      () => {
        database().update(user).set({ banned: true }).where(eq(user.id, bob.accountId)).run()
        return bob.accountId
      },
    ],
    'for nobody': [404, () => openSession(admin).cookie, () => 'nobody'],
  }

  it.each(Object.keys(cases))('%s', async (name) => {
    const [status, cookie, target] = cases[name] ?? []
    const answer = await start(cookie?.() ?? '', target?.() ?? '')
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    expect(entries()).toEqual([])
  })

  it('to nobody, and stopping to whoever acts as nobody', async () => {
    const answer = await send({ ALL }, 'POST', '/api/auth/admin/impersonate-user', {
      body: { userId: bob.accountId },
      headers: { origin },
    })
    expect(answer.status).toBe(401)
    expect((await call('/admin/stop-impersonating', openSession(admin).cookie)).status).toBe(409)
  })
})

describe('acting as somebody', () => {
  it('lasts an hour at most, is not prolonged, and is written down with both names', async () => {
    const answer = await start(openSession(admin).cookie, bob.accountId)
    expect(answer.status).toBe(200)
    const cookie = cookiesAfter(answer)
    const acting = whoIs(cookie)
    expect(acting).toMatchObject({
      accountId: bob.accountId,
      session: { provedAt: null, impersonator: { id: admin.accountId } },
    })
    const after = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    expect(whoIs(cookie, after(59))).not.toBeNull()
    expect(whoIs(cookie, after(61))).toBeNull()
    expect(entries()).toMatchObject([
      { action: 'impersonation.started', actorId: admin.accountId, subjectId: bob.accountId },
    ])
  })

  it('ends when the admin is banned, demoted or signed out everywhere', async () => {
    const grace = buildMember('owner')
    const set = (values: object) =>
      database().update(user).set(values).where(eq(user.id, grace.accountId)).run()
    set({ role: 'admin' })
    const cookie = cookiesAfter(await start(openSession(grace).cookie, bob.accountId))
    set({ banned: true })
    expect(whoIs(cookie)).toBeNull()
    set({ banned: false })
    expect(whoIs(cookie)).not.toBeNull()
    set({ role: 'user' })
    expect(whoIs(cookie)).toBeNull()
  })

  it('stops with the admin in their own session, and the other one is gone', async () => {
    const own = openSession(admin)
    const cookie = cookiesAfter(await start(own.cookie, bob.accountId))
    const answer = await call('/admin/stop-impersonating', cookie)
    expect(answer.status).toBe(200)
    expect(whoIs(cookiesAfter(answer))).toMatchObject({
      accountId: admin.accountId,
      session: { id: own.sessionId, impersonator: null },
    })
    expect(whoIs(cookie)).toBeNull()
    expect(entries().at(-1)).toMatchObject({
      action: 'impersonation.stopped',
      actorId: admin.accountId,
      subjectId: bob.accountId,
    })
    expect(entries()).toHaveLength(2)
  })

  it('stops by the banner’s button, which leads back to the account', async () => {
    const cookie = cookiesAfter(await start(openSession(admin).cookie, bob.accountId))
    const answer = await send({ POST: stop }, 'POST', '/impersonation/stop', { cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/admin/accounts/${bob.accountId}?done=stopped`,
    ])
    expect(whoIs(cookiesAfter(answer))?.accountId).toBe(admin.accountId)
  })

  it('stops at the sign-in page when the admin’s own session has ended', async () => {
    const own = openSession(admin)
    const cookie = cookiesAfter(await start(own.cookie, bob.accountId))
    database().delete(session).where(eq(session.id, own.sessionId)).run()
    const answer = await send({ POST: stop }, 'POST', '/impersonation/stop', { cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login'])
    expect(answer.headers.getSetCookie().join()).toContain(`${sessionCookieName()}=;`)
    expect([whoIs(cookie), database().select().from(session).all()]).toEqual([null, []])
    expect(entries().at(-1)).toMatchObject({ action: 'impersonation.stopped', actorId: admin.accountId })
  })

  it('and signing out ends both sessions', async () => {
    const cookie = cookiesAfter(await start(openSession(admin).cookie, bob.accountId))
    expect((await call('/sign-out', cookie)).status).toBe(200)
    expect(database().select().from(session).all()).toEqual([])
    expect(entries().at(-1)).toMatchObject({ action: 'impersonation.stopped' })
  })
})

describe('whoever acts as somebody cannot', () => {
  const password = 'a long sentence'
  const deeds: Record<string, (actor: Actor) => Promise<unknown>> = {
    'change the password': (actor) =>
      changePassword(actor, { currentPassword: password, newPassword: 'quite another sentence' }),
    'change the address': (actor) => requestEmailChange(actor, { newEmail: 'eve@example.org' }),
    'prove to be them': (actor) => proveByPassword(actor, password),
    'begin two-factor': (actor) => beginTwoFactor(actor),
    'cancel two-factor': (actor) => cancelTwoFactor(actor),
    'confirm two-factor': (actor) => confirmTwoFactor(actor, '123456'),
    'turn two-factor off': (actor) => disableTwoFactor(actor),
    'make backup codes': (actor) => renewBackupCodes(actor),
    'rename a passkey': (actor) => renamePasskey(actor, { id: 'one', name: 'Mine' }),
    'delete a passkey': (actor) => deletePasskey(actor, { id: 'one' }),
    'end a session': (actor) => revokeSession(actor, 'one'),
    'end all other sessions': (actor) => revokeOtherSessions(actor),
    'end all sessions': (actor) => revokeAllSessions(actor),
    'export the data': (actor) => exportData(actor),
    'delete the account': (actor) => deleteAccount(actor, { email: actor.email, password }),
  }

  // Even a session that says it was proven: the rule asks who acts, not when.
  it.each(Object.keys(deeds))('%s', async (deed) => {
    const hash = await hashPassword(password)
    database().transaction((tx) => setPasswordHash(tx, bob.accountId, hash, new Date()))
    const { actor } = openSession(bob, { impersonatedBy: admin.accountId })
    await expect(deeds[deed]?.(actor)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('list sessions', async () => {
    const { cookie } = openSession(bob, { impersonatedBy: admin.accountId })
    const answer = await send({ GET: listSessions }, 'GET', '/api/auth/list-sessions', { cookie })
    expect(answer.status).toBe(403)
  })

  it.each([
    ['GET', '/passkey/generate-register-options'],
    ['POST', '/passkey/verify-registration'],
    ['GET', '/admin/list-users'],
    ['GET', '/admin/get-user'],
    ['POST', '/admin/has-permission'],
    ['POST', '/admin/impersonate-user'],
  ] as const)('call %s %s', async (method, path) => {
    const { cookie } = openSession(bob, { impersonatedBy: admin.accountId })
    const answer = await send({ [method]: ALL }, method, `/api/auth${path}`, {
      cookie,
      ...(method === 'POST' && {
        body: { userId: bob.accountId, token: 'x', response: {}, permissions: {} },
      }),
      query: method === 'GET' ? { id: bob.accountId } : {},
      headers: { origin },
    })
    expect([path, answer.status]).toEqual([path, 403])
    const acting = and(eq(session.userId, bob.accountId), isNotNull(session.impersonatedBy))
    expect(database().select().from(session).where(acting).all()).toHaveLength(1)
  })
})

describe('what Better Auth answers to admins', () => {
  const read = (path: string, cookie: string, query: Record<string, string>) =>
    send({ GET: ALL }, 'GET', `/api/auth${path}`, { cookie, query, headers: { origin } })

  it.each([
    ['/admin/list-users', {}],
    ['/admin/get-user', { id: 'x' }],
  ] as const)('%s is refused to a member', async (path, query) => {
    expect((await read(path, openSession(bob).cookie, query)).status).toBe(403)
  })

  it('shows accounts without a secret, whatever one filters by', async () => {
    const { cookie } = openSession(admin)
    const list = await read('/admin/list-users', cookie, { limit: '100' })
    expect(list.body).toMatchObject({ total: 2 })
    const one = await read('/admin/get-user', cookie, { id: bob.accountId })
    expect(one.body).toMatchObject({ email: bob.email })
    const sorted = await read('/admin/list-users', cookie, { filterField: 'password', filterValue: 'x' })
    for (const { body } of [list, one, sorted])
      expect(JSON.stringify(body)).not.toMatch(/argon2|token|secret|password/i)
  })
})
