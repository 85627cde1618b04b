import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { session, user, verification } from '@/lib/server/schema/accounts'
import * as listRoute from '@/pages/api/auth/list-sessions'
import * as revokeRoute from '@/pages/api/auth/revoke-session'
import * as revokeAllRoute from '@/pages/api/auth/revoke-sessions'
import * as updateUserRoute from '@/pages/api/auth/update-user'
import { auditRows } from '@/test/audit'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { nameDevice } from './device-name.server'
import { listSessions, revokeOtherSessions, revokeSession } from './session-list.server'

useInstance()

let here: ReturnType<typeof openSession>
let there: ReturnType<typeof openSession>

beforeEach(() => {
  const ada = buildMember('member')
  there = openSession(ada)
  here = openSession(ada)
})

/** Whether a cookie still opens anything. */
const answers = async ({ cookie }: { cookie: string }) =>
  (await send(updateUserRoute, 'POST', '/api/auth/update-user', { cookie, body: { name: 'Ada' } })).status

describe('ending sessions', () => {
  it('is refused to an impersonator', async () => {
    const { actor } = openSession(here.actor, { impersonatedBy: buildMember('owner').accountId })
    await expect(revokeSession(actor, there.sessionId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(revokeOtherSessions(actor)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is refused for somebody else’s, for one that is gone, and for the one in use', async () => {
    const stranger = openSession(buildMember('owner'))
    for (const id of [stranger.sessionId, 'nonsense', here.sessionId])
      await expect(revokeSession(here.actor, id)).rejects.toMatchObject({ code: 'conflict' })
    expect(database().select().from(session).all()).toHaveLength(3)
    expect(await answers(stranger)).toBe(200)
  })

  it('ends one on its very next request', async () => {
    expect(await answers(there)).toBe(200)
    await revokeSession(here.actor, there.sessionId)
    expect([await answers(there), await answers(here)]).toEqual([401, 200])
  })

  it('ends all others, and trusts no device any more', async () => {
    const stranger = openSession(buildMember('owner'))
    const now = new Date()
    const times = { createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + 60_000) }
    for (const { actor } of [here, stranger]) {
      const row = {
        id: actor.accountId,
        identifier: `trust-device-${actor.accountId}`,
        value: actor.accountId,
      }
      database()
        .insert(verification)
        .values({ ...row, ...times })
        .run()
    }
    await revokeOtherSessions(here.actor)
    expect([await answers(there), await answers(here), await answers(stranger)]).toEqual([401, 200, 200])
    expect(database().select().from(verification).all()).toMatchObject([{ value: stranger.actor.accountId }])
    expect(auditRows('session.others_revoked')).toMatchObject([{ details: '{"sessions":1}' }])
  })
})

describe('the list', () => {
  it('holds what still works, this one first, and no token', async () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'
    database()
      .update(session)
      .set({ userAgent: chrome, ipAddress: '192.0.2.7', updatedAt: new Date(Date.now() + 1000) })
      .where(eq(session.id, there.sessionId))
      .run()
    const over = openSession(here.actor, { createdAt: new Date(Date.now() - 31 * 24 * 60 * 60_000) })
    const idle = openSession(here.actor)
    database()
      .update(session)
      .set({ expiresAt: new Date(0) })
      .where(eq(session.id, idle.sessionId))
      .run()
    openSession(buildMember('owner'))
    const admin = openSession(here.actor, { impersonatedBy: buildMember('owner').accountId })
    const sessions = await listSessions(here.actor)
    expect(sessions.map(({ id }) => id)).toEqual([here.sessionId, there.sessionId, admin.sessionId])
    expect(over.sessionId).not.toBe(here.sessionId)
    expect(sessions).toMatchObject([
      { device: 'Unknown device', address: null, isThis: true, isImpersonation: false },
      { device: 'Chrome on Linux', address: '192.0.2.7', isThis: false, isImpersonation: false },
      { isThis: false, isImpersonation: true },
    ])
    const tokens = database()
      .select({ token: session.token })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .all()
    for (const { token } of tokens) expect(JSON.stringify(sessions)).not.toContain(token)
  })
})

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox on Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0',
    'Edge on Windows',
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.0 Safari/605.1.15`,
    'Safari on macOS',
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${webKit} Version/18.0 Mobile/15E148 Safari/604.1`,
    'Safari on iPhone',
  ],
  [
    `Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) ${webKit} CriOS/130.0 Mobile/15E148 Safari/604.1`,
    'Chrome on iPad',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130.0 Safari/537.36', 'Chrome on ChromeOS'],
  ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0 Safari/537.36', 'Chrome on Linux'],
  ['curl/8.5.0', 'curl'],
  ['Something on Linux', 'Linux'],
  ['<script>alert(1)</script>', null],
  ['', null],
  [null, null],
])('%s is %s', (userAgent, name) => {
  expect(nameDevice(userAgent)).toBe(name)
})

describe('Better Auth’s client', () => {
  it('sees and ends sessions by their ids, and never meets a token', async () => {
    const { cookie } = here
    const list = await send(listRoute, 'GET', '/api/auth/list-sessions', { cookie })
    const text = JSON.stringify(list.body)
    const rows = database().select({ token: session.token }).from(session).all()
    for (const { token } of rows) expect(text).not.toContain(token)
    expect(text).toContain(there.sessionId)
    const body = { token: there.sessionId }
    expect((await send(revokeRoute, 'POST', '/api/auth/revoke-session', { cookie, body })).status).toBe(200)
    expect(await answers(there)).toBe(401)
    expect(await answers(here)).toBe(200)
    const all = await send(revokeAllRoute, 'POST', '/api/auth/revoke-sessions', { cookie, body: {} })
    expect([all.status, await answers(here)]).toEqual([200, 401])
  })
})
