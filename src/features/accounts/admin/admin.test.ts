// @vitest-environment node
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { findToken } from '@/lib/server/one-time'
import { account, session, twoFactor, user, verification } from '@/lib/server/schema/accounts'
import { mails } from '@/lib/server/schema/mails'
import { organization } from '@/lib/server/schema/workspaces'
import { readSession } from '@/lib/server/session'
import { POST as banUser } from '@/pages/api/auth/admin/ban-user'
import { POST as createUser } from '@/pages/api/auth/admin/create-user'
import { POST as removeUser } from '@/pages/api/auth/admin/remove-user'
import { POST as revokeSessions } from '@/pages/api/auth/admin/revoke-user-sessions'
import { POST as setUserRole } from '@/pages/api/auth/admin/set-role'
import { POST as unbanUser } from '@/pages/api/auth/admin/unban-user'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { auditRows } from '@/test/audit'
import { send, type RouteModule } from '@/test/request'
import {
  disableTwoFactorOf,
  endAccountSession,
  endAccountSessions,
  makeResetLink,
  sendReset,
  setPassword,
} from './admin-access.server'
import { banAccount, unbanAccount } from './admin-ban.server'
import { createAccount } from './admin-create.server'
import { removeAccount } from './admin-delete.server'
import { getAccount, getAuthUser, listAccounts } from './admin-list.server'
import { setRole } from './admin-role.server'
import type { ListAccounts } from './admin.schema'

useInstance()

let admin: Actor
let bob: Actor

beforeEach(() => {
  admin = makeAdmin('Ada')
  bob = buildMember('owner')
})

function makeAdmin(name: string): Actor {
  const actor = buildMember('owner')
  database().update(user).set({ role: 'admin', name }).where(eq(user.id, actor.accountId)).run()
  return { ...actor, name, isInstanceAdmin: true }
}

const row = (actor: Actor) => database().select().from(user).where(eq(user.id, actor.accountId)).get()
const actionsOf = (actor: Actor) => auditRows().filter(({ subjectId }) => subjectId === actor.accountId)
const isSignedIn = (cookie: string) => readSession(new Headers({ cookie })).actor !== null
const all: ListAccounts = { filter: 'all', sort: '-created', limit: 20 }
const noEnd = { reason: 'spam', until: null }

describe('who may administer, by each service', () => {
  const deeds: Record<string, (by: Actor, id: string) => Promise<unknown>> = {
    list: (by) => listAccounts(by, all),
    get: (by, id) => getAccount(by, id),
    'get in the shape of Better Auth': (by, id) => getAuthUser(by, id),
    create: (by) => createAccount(by, { name: 'Eve', email: 'eve@example.org', role: 'user' }),
    ban: (by, id) => banAccount(by, id, noEnd),
    unban: (by, id) => unbanAccount(by, id),
    'change the role': (by, id) => setRole(by, id, 'admin'),
    'end sessions': (by, id) => endAccountSessions(by, id),
    'end a session': (by, id) => endAccountSession(by, id, openSession(bob).sessionId),
    'send a reset': (by, id) => sendReset(by, id),
    'turn two-factor off': (by, id) => disableTwoFactorOf(by, id),
    delete: (by, id) => removeAccount(by, id),
  }
  const callers: Record<string, () => Actor> = {
    'a member': () => buildMember('member'),
    'the owner of a workspace': () => buildMember('owner'),
    'an admin who acts as somebody': () =>
      openSession(makeAdmin('Grace'), { impersonatedBy: admin.accountId }).actor,
  }
  const table = Object.keys(deeds).flatMap((deed) => Object.keys(callers).map((caller) => [deed, caller]))

  it.each(table)('%s is refused to %s', async (deed, caller) => {
    const by = callers[caller ?? '']?.()
    if (!by) throw new Error('There is no such caller.')
    const before = row(bob)
    await expect(deeds[deed ?? '']?.(by, bob.accountId)).rejects.toMatchObject({ code: 'forbidden' })
    expect([row(bob), actionsOf(bob)]).toEqual([before, []])
  })

  it.each(
    Object.keys(deeds).filter((deed) => !['list', 'get', 'get in the shape of Better Auth'].includes(deed)),
  )('%s is refused to somebody who was an admin when the request came in', async (deed) => {
    makeAdmin('Grace')
    database().update(user).set({ role: 'user' }).where(eq(user.id, admin.accountId)).run()
    await expect(deeds[deed]?.(admin, bob.accountId)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each(Object.keys(deeds).filter((deed) => deed !== 'list' && deed !== 'create'))(
    '%s finds no account where there is none',
    async (deed) => {
      await expect(deeds[deed]?.(admin, 'nobody')).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  it.each(Object.keys(deeds))('%s is allowed to an admin', async (deed) => {
    const done = Promise.resolve(deeds[deed]?.(admin, bob.accountId))
    expect(await done.then(() => 'done')).toBe('done')
  })
})

describe('who may administer, by each endpoint', () => {
  const endpoints: Record<string, { route: RouteModule; body: (id: string) => object }> = {
    'create-user': {
      route: { POST: createUser },
      body: () => ({ name: 'Eve', email: 'eve@example.org', password: 'a long sentence' }),
    },
    'ban-user': { route: { POST: banUser }, body: (userId) => ({ userId, banReason: 'spam' }) },
    'unban-user': { route: { POST: unbanUser }, body: (userId) => ({ userId }) },
    'set-role': { route: { POST: setUserRole }, body: (userId) => ({ userId, role: 'admin' }) },
    'remove-user': { route: { POST: removeUser }, body: (userId) => ({ userId }) },
    'revoke-user-sessions': { route: { POST: revokeSessions }, body: (userId) => ({ userId }) },
  }
  const callers: Record<string, [status: number, cookie: () => string | undefined]> = {
    nobody: [401, () => undefined],
    'a member': [403, () => openSession(buildMember('member')).cookie],
    'an admin who acts as somebody': [
      403,
      () => openSession(buildMember('owner'), { impersonatedBy: admin.accountId }).cookie,
    ],
    'somebody who was made an admin while an admin acts as them': [
      403,
      () => openSession(makeAdmin('Grace'), { impersonatedBy: admin.accountId }).cookie,
    ],
    'a banned admin': [
      401,
      () => {
        const banned = makeAdmin('Grace')
        database().update(user).set({ banned: true }).where(eq(user.id, banned.accountId)).run()
        return openSession(banned).cookie
      },
    ],
    'an admin': [200, () => openSession(admin).cookie],
  }
  const table = Object.keys(endpoints).flatMap((path) =>
    Object.keys(callers).map((caller) => [path, caller, callers[caller]?.[0] ?? 0] as const),
  )

  it.each(table)('%s answers %s with %i', async (path, caller, status) => {
    const { route, body } = endpoints[path] ?? { route: {}, body: () => ({}) }
    const cookie = callers[caller]?.[1]()
    const answer = await send(route, 'POST', `/api/auth/admin/${path}`, {
      ...(cookie !== undefined && { cookie }),
      body: body(bob.accountId),
    })
    expect(answer.status).toBe(status)
    const whole = status === 200 ? /^(?!.*(argon2|token|secret))/i : /^{"code":"[A-Z_]+","message":".+"}$/
    expect(JSON.stringify(answer.body)).toMatch(whole)
  })

  it('answers in the shapes that Better Auth’s client reads', async () => {
    const { cookie } = openSession(admin)
    const call = (route: RouteModule, path: string, body: object) =>
      send(route, 'POST', `/api/auth/admin/${path}`, { cookie, body })
    const made = await call({ POST: createUser }, 'create-user', {
      name: 'Eve',
      email: 'Eve@Example.org',
      password: 'a long sentence',
      role: ['user'],
      data: { locale: 'en' },
    })
    expect([made.status, made.body]).toMatchObject([
      200,
      { user: { email: 'eve@example.org', role: 'user' } },
    ])
    const banned = await call({ POST: banUser }, 'ban-user', { userId: bob.accountId, banExpiresIn: 3600 })
    expect(banned.body).toMatchObject({ user: { banned: true, banExpires: expect.any(String) } })
    const free = await call({ POST: unbanUser }, 'unban-user', { userId: bob.accountId })
    expect(free.body).toMatchObject({ user: { banned: false, banExpires: null } })
    const wrong = await call({ POST: setUserRole }, 'set-role', { userId: bob.accountId, role: 'king' })
    expect([wrong.status, wrong.body]).toMatchObject([400, { code: 'BAD_INPUT' }])
    expect((await call({ POST: removeUser }, 'remove-user', { userId: bob.accountId })).body).toEqual({
      success: true,
    })
  })
})

describe('the list', () => {
  it('pages through everybody, the newest first, and refuses a cursor of another list', async () => {
    for (let place = 0; place < 5; place += 1) buildMember('member')
    const seen: string[] = []
    const cursors: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<typeof listAccounts>> = await listAccounts(admin, {
        ...all,
        limit: 3,
        ...(next && { cursor: next }),
      })
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
      cursors.push(...(next === null ? [] : [next]))
    }
    const [cursor = ''] = cursors
    const elsewhere = listAccounts(admin, { ...all, filter: 'admins', cursor })
    await expect(elsewhere).rejects.toMatchObject({ code: 'bad_input' })
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
    expect(seen).toEqual(seen.toSorted().toReversed())
  })

  it('finds parts of names and addresses, and takes no sign for a pattern', async () => {
    const names = async (q: string) =>
      (await listAccounts(admin, { ...all, q })).items.map(({ name }) => name)
    database().update(user).set({ name: '100%_\\' }).where(eq(user.id, bob.accountId)).run()
    database().update(user).set({ name: 'Zoë Zola' }).where(eq(user.id, admin.accountId)).run()
    expect(await names('zOL')).toEqual(['Zoë Zola'])
    expect(await names('%_\\')).toEqual(['100%_\\'])
    expect(await names('Z_la')).toEqual([])
    expect(await names(`${bob.accountId.slice(4)}@`)).toEqual(['100%_\\'])
  })

  it('keeps admins and those who are banned now apart', async () => {
    const names = async (filter: 'admins' | 'banned', now?: Date) =>
      (await listAccounts(admin, { ...all, filter }, now)).items.map(({ id }) => id)
    await banAccount(admin, bob.accountId, { reason: 'spam', until: new Date(Date.now() + 60_000) })
    expect(await names('admins')).toEqual([admin.accountId])
    expect(await names('banned')).toEqual([bob.accountId])
    expect(await names('banned', new Date(Date.now() + 61_000))).toEqual([])
  })

  it('shows an account whole, without a secret', async () => {
    const { sessionId } = openSession(bob)
    const details = await getAccount(admin, bob.accountId)
    expect(details).toMatchObject({
      emailVerified: true,
      hasPassword: false,
      passkeys: 0,
      workspaces: [{ name: 'Bakery', role: 'owner' }],
      sessions: [{ id: sessionId, isImpersonation: false }],
      seenAt: expect.any(String),
    })
    const { token } = database().select().from(session).where(eq(session.id, sessionId)).get() ?? {}
    expect(JSON.stringify(details)).not.toContain(token)
  })
})

describe('a new account', () => {
  it('is refused for an address that has one, and for a weak password', async () => {
    const input = { name: 'Eve', email: bob.email, role: 'user' } as const
    await expect(createAccount(admin, input)).rejects.toMatchObject({ code: 'conflict' })
    const weak = { ...input, email: 'eve@example.org', password: 'password1234' }
    await expect(createAccount(admin, weak)).rejects.toMatchObject({ code: 'bad_input' })
    expect(database().select().from(mails).all()).toEqual([])
  })

  it('with a password can sign in at once, and gets no message', async () => {
    const input = {
      name: 'Eve',
      email: 'eve@example.org',
      password: 'a long sentence',
      role: 'admin',
    } as const
    const { id, link } = await createAccount(admin, input)
    expect(link).toBeNull()
    expect(await getAuthUser(admin, id)).toMatchObject({ role: 'admin', emailVerified: true })
    expect(database().select().from(account).where(eq(account.userId, id)).all()).toHaveLength(1)
    expect(database().select().from(mails).all()).toEqual([])
  })

  it('without one gets a link for a week', async () => {
    const now = new Date()
    const { id, link } = await createAccount(
      admin,
      { name: 'Eve', email: 'eve@example.org', role: 'user' },
      now,
    )
    const [, token = ''] = link?.split('token=') ?? []
    const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60_000)
    expect(findToken('password_reset', token, later(6.9))).toMatchObject({ accountId: id })
    expect(findToken('password_reset', token, later(7.1))).toBeNull()
    expect(database().select().from(mails).all()).toMatchObject([{ recipient: 'eve@example.org', link }])
    expect(database().select().from(account).where(eq(account.userId, id)).all()).toEqual([])
  })
})

describe('a ban', () => {
  it('is refused for oneself, the last admin, and a day that is over', async () => {
    await expect(banAccount(admin, admin.accountId, noEnd)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('last admin') as unknown,
    })
    makeAdmin('Grace')
    await expect(banAccount(admin, admin.accountId, noEnd)).rejects.toMatchObject({ code: 'conflict' })
    const past = { reason: '', until: new Date(Date.now() - 1) }
    await expect(banAccount(admin, bob.accountId, past)).rejects.toMatchObject({ code: 'bad_input' })
    expect(row(bob)?.banned).toBeFalsy()
  })

  it('ends every session and trusted device at once, and is written down with its reason', async () => {
    const { cookie } = openSession(bob)
    trustDevice(bob)
    await banAccount(admin, bob.accountId, noEnd)
    expect(isSignedIn(cookie)).toBe(false)
    expect(isSignedIn(openSession(bob).cookie)).toBe(false)
    expect(database().select().from(verification).all()).toEqual([])
    expect(actionsOf(bob)).toMatchObject([
      { action: 'account.banned', actorId: admin.accountId, details: '{"reason":"spam","until":null}' },
    ])
  })

  it('ends by itself, or when it is lifted; lifting twice says so', async () => {
    const now = new Date()
    const until = new Date(now.getTime() + 1000)
    await banAccount(admin, bob.accountId, { reason: '', until }, now)
    const headers = new Headers({ cookie: openSession(bob).cookie })
    expect(readSession(headers, new Date(until.getTime() - 1)).actor).toBeNull()
    expect(readSession(headers, until).actor).not.toBeNull()
    expect(await unbanAccount(admin, bob.accountId)).toBe(true)
    expect(await unbanAccount(admin, bob.accountId)).toBe(false)
    expect(isSignedIn(openSession(bob).cookie)).toBe(true)
  })
})

function trustDevice({ accountId }: Actor): void {
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) }
  database()
    .insert(verification)
    .values({ id: 'trusted', identifier: 'trust-device-1', value: accountId, ...times })
    .run()
}

describe('the role', () => {
  it('stays with the last admin, in a sentence, and by the trigger below', async () => {
    await expect(setRole(admin, admin.accountId, 'user')).rejects.toMatchObject({
      code: 'conflict',
      message: 'This is the last admin of the instance. Make another account an admin first.',
    })
    await expect(setRole('operator', admin.accountId, 'user')).rejects.toMatchObject({ code: 'conflict' })
    expect(() => database().update(user).set({ role: 'user' }).run()).toThrow('last admin')
    expect(() => database().update(user).set({ banned: true }).run()).toThrow('last admin')
    expect(() => database().delete(user).where(eq(user.id, admin.accountId)).run()).toThrow('last admin')
  })

  it('counts no admin who is banned', async () => {
    const grace = makeAdmin('Grace')
    await banAccount(admin, grace.accountId, noEnd)
    await expect(setRole(admin, admin.accountId, 'user')).rejects.toMatchObject({ code: 'conflict' })
    expect(await setRole(admin, grace.accountId, 'user')).toBe(true)
  })

  it('is left to one of two admins who demote each other at once', async () => {
    const grace = makeAdmin('Grace')
    const results = await Promise.allSettled([
      setRole(admin, grace.accountId, 'user'),
      setRole(grace, admin.accountId, 'user'),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect([row(admin)?.role, row(grace)?.role]).toEqual(['admin', 'user'])
  })

  it('is given and taken, twice without harm, and ends what was opened as another', async () => {
    const acting = openSession(bob, { impersonatedBy: admin.accountId }).cookie
    const own = openSession(bob).cookie
    expect(await setRole(admin, bob.accountId, 'admin')).toBe(true)
    expect(await setRole(admin, bob.accountId, 'admin')).toBe(false)
    expect([isSignedIn(acting), isSignedIn(own)]).toEqual([false, true])
    const asCarol = openSession(buildMember('member'), { impersonatedBy: bob.accountId }).cookie
    expect(await setRole(admin, bob.accountId, 'user')).toBe(true)
    expect(isSignedIn(asCarol)).toBe(false)
    expect(actionsOf(bob).map(({ details }) => details)).toEqual(['{"role":"admin"}', '{"role":"user"}'])
  })
})

describe('getting somebody back in', () => {
  it('ends all sessions of another, and all but the present one of one’s own', async () => {
    const theirs = openSession(bob).cookie
    const here = openSession(admin)
    const there = openSession(admin).cookie
    const acting = openSession(buildMember('member'), { impersonatedBy: admin.accountId }).cookie
    await endAccountSessions(here.actor, bob.accountId)
    await endAccountSessions(here.actor, admin.accountId)
    expect([theirs, here.cookie, there, acting].map(isSignedIn)).toEqual([false, true, false, false])
  })

  it('ends no session of somebody else, none twice, and not the one that asks', async () => {
    const here = openSession(admin)
    const theirs = openSession(bob)
    const other = buildMember('member')
    const end = (accountId: string, sessionId: string) => endAccountSession(here.actor, accountId, sessionId)
    await expect(end(other.accountId, theirs.sessionId)).rejects.toMatchObject({ code: 'conflict' })
    await expect(end(admin.accountId, here.sessionId)).rejects.toMatchObject({ code: 'conflict' })
    expect([here.cookie, theirs.cookie].map(isSignedIn)).toEqual([true, true])
    expect(actionsOf(other)).toEqual([])
    await end(bob.accountId, theirs.sessionId)
    await expect(end(bob.accountId, theirs.sessionId)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('ends one session of another with what was opened as somebody else, and writes it down', async () => {
    const lost = openSession(bob)
    const kept = openSession(bob).cookie
    const acting = openSession(buildMember('member'), { impersonatedBy: bob.accountId }).cookie
    trustDevice(bob)
    await endAccountSession(admin, bob.accountId, lost.sessionId)
    expect([lost.cookie, kept, acting].map(isSignedIn)).toEqual([false, true, false])
    expect(database().select().from(verification).all()).toHaveLength(1)
    expect(actionsOf(bob)).toMatchObject([{ action: 'session.revoked', actorId: admin.accountId }])
  })

  it('sends no link to oneself: the outbox would show it', async () => {
    await expect(sendReset(admin, admin.accountId)).rejects.toMatchObject({ code: 'conflict' })
    expect([database().select().from(mails).all(), actionsOf(admin)]).toEqual([[], []])
  })

  it('sends a link, which ends the one before it', async () => {
    await sendReset(admin, bob.accountId)
    await sendReset(admin, bob.accountId)
    const links = database().select().from(mails).all()
    const tokens = links.map(({ link }) => link?.split('token=')[1] ?? '')
    expect(tokens.map((token) => findToken('password_reset', token) !== null)).toEqual([false, true])
    expect(actionsOf(bob).map(({ action }) => action)).toEqual(['account.reset_sent', 'account.reset_sent'])
  })

  it('makes the operator a link for a day and a password at once, and ends every session', async () => {
    const { cookie } = openSession(bob)
    const link = await makeResetLink('operator', bob.accountId)
    expect(isSignedIn(cookie)).toBe(false)
    expect(link).toMatch(/^https:\/\/capsule\.test\/reset\?token=[\w-]{43}$/)
    const { cookie: next } = openSession(bob)
    await expect(setPassword('operator', bob.accountId, 'password1234')).rejects.toMatchObject({
      code: 'bad_input',
    })
    expect(isSignedIn(next)).toBe(true)
    await setPassword('operator', bob.accountId, 'quite another sentence')
    expect(isSignedIn(next)).toBe(false)
    expect(findToken('password_reset', link.split('token=')[1] ?? '')).toBeNull()
    expect(actionsOf(bob).at(-1)).toMatchObject({ action: 'account.password_reset', actorId: null })
  })

  it('turns two-factor off for another, tells them, and does nothing the second time', async () => {
    await expect(disableTwoFactorOf(admin, admin.accountId)).rejects.toMatchObject({ code: 'conflict' })
    database().update(user).set({ twoFactorEnabled: true }).where(eq(user.id, bob.accountId)).run()
    database()
      .insert(twoFactor)
      .values({ id: 'two', userId: bob.accountId, secret: 'x', backupCodes: 'y', verified: true })
      .run()
    const { cookie } = openSession(bob)
    expect(await disableTwoFactorOf(admin, bob.accountId)).toBe(true)
    expect(await disableTwoFactorOf(admin, bob.accountId)).toBe(false)
    expect([isSignedIn(cookie), row(bob)?.twoFactorEnabled]).toEqual([false, false])
    expect(database().select().from(twoFactor).all()).toEqual([])
    expect(database().select().from(mails).all()).toMatchObject([
      { kind: 'security_notice', recipient: bob.email },
    ])
  })
})

describe('a deletion', () => {
  it('is refused for oneself, the last admin, and the only owner of a workspace with others', async () => {
    await expect(removeAccount('operator', admin.accountId)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('last admin') as unknown,
    })
    makeAdmin('Grace')
    await expect(removeAccount(admin, admin.accountId)).rejects.toMatchObject({ code: 'conflict' })
    buildMember('member', bob.workspace?.id)
    await expect(removeAccount(admin, bob.accountId)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('They are the only owner of Bakery') as unknown,
    })
    expect(row(bob)).toBeDefined()
  })

  it('takes the account, its sessions and the workspace in which it was alone, and tells the address', async () => {
    const { cookie } = openSession(bob)
    await removeAccount(admin, bob.accountId)
    expect([row(bob), isSignedIn(cookie)]).toEqual([undefined, false])
    expect(
      database()
        .select()
        .from(organization)
        .all()
        .map(({ id }) => id),
    ).toEqual([admin.workspace?.id])
    expect(database().select().from(mails).all()).toMatchObject([{ recipient: bob.email, accountId: null }])
    expect(actionsOf(bob)).toMatchObject([{ action: 'account.deleted', actorId: admin.accountId }])
  })
})
