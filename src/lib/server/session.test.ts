import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { database } from './db'
import { instance } from './instance'
import { session, user } from './schema/accounts'
import { readSession } from './session'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const headersOf = (cookie: string) => new Headers({ cookie })
const later = (ms: number) => new Date(Date.now() + ms)

/** A session whose row says what a test needs. */
function openAged(row: Partial<typeof session.$inferInsert> = {}) {
  const member = buildMember('member')
  const opened = openSession(member)
  database()
    .update(session)
    .set({ expiresAt: later(DAY), ...row })
    .where(eq(session.id, opened.sessionId))
    .run()
  return { member, ...opened }
}

function expectNobody(cookie: string, now?: Date) {
  const { actor, cookies } = readSession(headersOf(cookie), now)
  expect(actor).toBeNull()
  expect(cookies).toEqual([expect.stringContaining('Max-Age=0')])
}

describe('a session is refused', () => {
  useInstance()

  it.each(['', 'other=1', '__Secure-other.session_token=abc'])(
    'and costs nothing without a cookie of ours: %s',
    (cookie) => {
      expect(readSession(headersOf(cookie))).toEqual({ actor: null, cookies: [] })
    },
  )

  it.each(['abc', 'abc.', '.abc', 'abc.def', '%E0%A4%A', `${'a'.repeat(5000)}.x`])(
    'with a forged cookie: %s',
    (value) => {
      expectNobody(`__Secure-capsule.session_token=${value}`)
    },
  )

  it('when another instance signed it', () => {
    const { cookie } = openAged()
    instance().secret = 'another secret of another instance'
    expectNobody(cookie)
  })

  it('after seven days without use', () => {
    const [used, idle] = [openAged({ expiresAt: later(7 * DAY) }), openAged({ expiresAt: later(7 * DAY) })]
    expect(readSession(headersOf(used.cookie), later(7 * DAY - MINUTE)).actor).not.toBeNull()
    expect(readSession(headersOf(used.cookie), later(8 * DAY)).actor).not.toBeNull()
    expectNobody(idle.cookie, later(7 * DAY + MINUTE))
  })

  it('after thirty days, however often it was used', () => {
    const createdAt = later(-30 * DAY + MINUTE)
    const { cookie } = openAged({ createdAt, expiresAt: later(DAY) })
    expect(readSession(headersOf(cookie)).actor).not.toBeNull()
    expectNobody(cookie, later(2 * MINUTE))
  })

  it('as an impersonation after an hour, or when the admin is none any more', () => {
    const admin = buildMember('owner')
    database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
    const other = buildMember('owner')
    database().update(user).set({ role: 'admin' }).where(eq(user.id, other.accountId)).run()
    const { cookie } = openAged({ impersonatedBy: admin.accountId, expiresAt: later(DAY) })
    expect(readSession(headersOf(cookie)).actor?.session?.impersonator?.id).toBe(admin.accountId)
    expectNobody(cookie, later(61 * MINUTE))
    database().update(user).set({ role: 'user' }).where(eq(user.id, admin.accountId)).run()
    expectNobody(cookie)
  })

  it('while its account is banned, and not when the ban has ended', () => {
    const { cookie, member } = openAged({ expiresAt: later(DAY) })
    const ban = (banExpires: Date | null) =>
      database().update(user).set({ banned: true, banExpires }).where(eq(user.id, member.accountId)).run()
    ban(null)
    expectNobody(cookie)
    ban(later(MINUTE))
    expectNobody(cookie)
    expect(readSession(headersOf(cookie), later(2 * MINUTE)).actor).not.toBeNull()
  })

  it('once its row is gone', () => {
    const { cookie, sessionId } = openAged()
    database().delete(session).where(eq(session.id, sessionId)).run()
    expectNobody(cookie)
  })
})

describe('a session in use', () => {
  useInstance()

  it('says who calls, with the active workspace first', () => {
    const { cookie, member } = openAged()
    expect(readSession(headersOf(`a=b; ${cookie}; c=d`)).actor).toMatchObject({
      accountId: member.accountId,
      workspace: member.workspace,
      workspaces: [member.workspace],
      isInstanceAdmin: false,
      session: { impersonator: null },
    })
  })

  it('is written down once in ten minutes, and its cookie prolonged', () => {
    const { cookie, sessionId } = openAged({ expiresAt: later(7 * DAY) })
    const rowOf = () => database().select().from(session).where(eq(session.id, sessionId)).get()
    const before = rowOf()
    expect(readSession(headersOf(cookie), later(9 * MINUTE)).cookies).toEqual([])
    expect(rowOf()).toEqual(before)
    const now = later(11 * MINUTE)
    const [prolonged] = readSession(headersOf(cookie), now).cookies
    expect(prolonged).toBe(`${cookie}; Max-Age=604800; Path=/; HttpOnly; Secure; SameSite=Lax`)
    expect(rowOf()).toMatchObject({ updatedAt: now, expiresAt: new Date(now.getTime() + 7 * DAY) })
  })

  it('is never prolonged beyond thirty days', () => {
    const createdAt = later(-29 * DAY)
    const { cookie, sessionId } = openAged({ createdAt, expiresAt: later(DAY), updatedAt: later(-DAY) })
    const [prolonged] = readSession(headersOf(cookie)).cookies
    expect(Number(/Max-Age=(\d+)/.exec(prolonged ?? '')?.[1])).toBeLessThanOrEqual(86_400)
    const row = database().select().from(session).where(eq(session.id, sessionId)).get()
    expect(row?.expiresAt).toEqual(new Date(createdAt.getTime() + 30 * DAY))
  })
})

describe('without https', () => {
  useInstance({ PUBLIC_URL: 'http://localhost:4321' })

  it('the cookie is not marked as secure, so that the browser sends it', () => {
    const { cookie } = openAged({ updatedAt: later(-DAY), expiresAt: later(DAY) })
    expect(cookie).toMatch(/^capsule\.session_token=/)
    expect(readSession(headersOf(cookie)).cookies[0]).not.toContain('Secure')
  })
})
