import { beforeEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { passkey, session, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { AuthVisitor, givePassword } from '@/test/sign-in'
import * as deleteRoute from '@/pages/api/auth/passkey/delete-passkey'
import * as updateRoute from '@/pages/api/auth/passkey/update-passkey'
import * as probe from '@/pages/api/auth/list-sessions'
import { authHooks } from '../auth-hooks.server'
import { deletePasskey, findPasskeyObstacle, listPasskeys, renamePasskey } from './passkeys.server'
import { assertPassword, isProved, proveByPassword } from '../proof.server'

const eleven = () => new Date(Date.now() - 11 * 60_000)

function addPasskey(member: Member, name: string | null = 'Laptop', aaguid: string | null = null): string {
  const id = Bun.randomUUIDv7()
  const key = { publicKey: 'cG9zdA==', counter: 0, deviceType: 'multiDevice', backedUp: true }
  database()
    .insert(passkey)
    .values({
      id,
      name,
      aaguid,
      userId: member.accountId,
      credentialID: `key-${id}`,
      ...key,
      createdAt: new Date(),
    })
    .run()
  return id
}

/** A session by an admin who acts as the member. */
function impersonate(member: Member) {
  const admin = buildMember('owner')
  database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
  return openSession(member, { impersonatedBy: admin.accountId, provedAt: new Date() })
}

describe('passkeys', () => {
  useInstance()
  let member: Member
  beforeEach(() => {
    member = buildMember('member')
  })

  it.each<[string, RouteModule, object]>([
    ['delete-passkey', deleteRoute, {}],
    ['update-passkey', updateRoute, { name: 'Mine' }],
  ])(
    '%s is refused to nobody, to strangers, to an old proof and to an impersonator',
    async (name, route, more) => {
      const id = addPasskey(member)
      const call = async (options: object) =>
        (await send(route, 'POST', `/api/auth/passkey/${name}`, { body: { id, ...more }, ...options })).status
      const stranger = buildMember('member')
      const old = openSession(member, { provedAt: eleven() })
      const outcomes = [
        await call({}),
        await call({ as: stranger }),
        await call({ cookie: old.cookie }),
        await call({ cookie: impersonate(member).cookie }),
        await call({ as: member, body: { id: '', ...more } }),
      ]
      expect(outcomes).toEqual([401, 404, 403, 403, 400])
      expect(await listPasskeys(member)).toMatchObject([{ id, name: 'Laptop' }])
    },
  )

  it.each(['/passkey/generate-register-options', '/passkey/verify-registration'])(
    '%s is refused to nobody, to an old proof and to an impersonator',
    async (path) => {
      const call = (cookie?: string) => {
        const visitor = new AuthVisitor(cookie)
        return path.endsWith('options') ? visitor.get(path) : visitor.post(path, { response: {} })
      }
      expect(await call()).toMatchObject({ status: 401 })
      const old = await call(openSession(member, { provedAt: eleven() }).cookie)
      expect(old).toMatchObject({ status: 403, body: { code: 'UNPROVED' } })
      const other = await call(impersonate(member).cookie)
      expect(other).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    },
  )

  it('asks for one that checks who uses it', async () => {
    const { body } = await new AuthVisitor(openSession(member).cookie).get(
      '/passkey/generate-register-options',
    )
    expect(body).toMatchObject({
      rp: { id: 'capsule.test' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })

  it('of another account do not change who is signed in, nor prove them', async () => {
    const other = buildMember('member')
    const id = addPasskey(other)
    const visitor = new AuthVisitor(openSession(member).cookie)
    await visitor.get('/passkey/generate-authenticate-options')
    const response = { id: `key-${id}`, response: {} }
    const answer = await visitor.post('/passkey/verify-authentication', { response })
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect(visitor.actor?.accountId).toBe(member.accountId)
    const acting = new AuthVisitor(impersonate(other).cookie)
    expect(await acting.post('/passkey/verify-authentication', { response })).toMatchObject({ status: 403 })
  })

  it('prove in a new session, which goes on in the same workspace and ends the old one', async () => {
    const second = buildMember('viewer').workspace
    const old = openSession({ ...member, workspace: second }, { provedAt: eleven() })
    const next = openSession(member)
    const call = {
      path: '/passkey/verify-authentication',
      body: { response: { id: `key-${addPasskey(member)}` } },
      headers: new Headers(),
      actor: old.actor,
    }
    await authHooks.before?.(call)
    const outcome = { accountId: member.accountId, sessionId: next.sessionId, returned: {} }
    await authHooks.after?.(call, outcome)
    expect(database().select().from(session).all()).toMatchObject([
      { id: next.sessionId, activeOrganizationId: second.id },
    ])
  })

  /** The hooks around Better Auth's registration, which stores the key in between. */
  async function register(actor: Member, meanwhile: () => void): Promise<void> {
    const body = { name: 'Phone', response: { id: 'credential' } }
    const call = { path: '/passkey/verify-registration', body, headers: new Headers(), actor }
    await authHooks.before?.(call)
    meanwhile()
    await authHooks.after?.(call, { accountId: null, sessionId: null, returned: {} })
  }

  it('is taken back when the session ends while it is added', async () => {
    const own = openSession(member)
    const end = () => {
      database()
        .update(passkey)
        .set({ credentialID: 'credential' })
        .where(eq(passkey.id, addPasskey(member)))
        .run()
      database().delete(session).where(eq(session.id, own.sessionId)).run()
    }
    await expect(register(own.actor, end)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(database().select().from(passkey).all()).toEqual([])
  })

  it.each<[string, string, (actor: Member) => Promise<unknown> | unknown]>([
    ['deleting one', 'passkey_deleted', (actor) => deletePasskey(actor, { id: addPasskey(actor) })],
    ['adding one', 'passkey_added', (actor) => register(actor, () => undefined)],
  ])(
    '%s ends other sessions and trusted devices on the next request, and tells the owner',
    async (_, event, change) => {
      const [own, other] = [openSession(member), openSession(member)]
      const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) }
      database()
        .insert(verification)
        .values({ id: 'v', identifier: 'trust-device-x', value: member.accountId, ...times })
        .run()
      await change(own.actor)
      const statuses = await Promise.all(
        [own, other].map(
          async ({ cookie }) => (await send(probe, 'GET', '/api/auth/list-sessions', { cookie })).status,
        ),
      )
      expect(statuses).toEqual([200, 401])
      expect(database().select().from(verification).all()).toEqual([])
      expect(database().select().from(mails).all()).toMatchObject([
        { kind: 'security_notice', data: expect.stringContaining(event), recipient: member.email },
      ])
      expect(database().select().from(audit).all()).toMatchObject([{ action: event.replace('_', '.') }])
    },
  )

  it('have a name: the person’s, the provider’s, or none in particular', async () => {
    addPasskey(member, 'Phone', 'bada5566-a7aa-401f-bd96-45619a55120d')
    addPasskey(member, null, 'bada5566-a7aa-401f-bd96-45619a55120d')
    const id = addPasskey(member, null)
    expect((await listPasskeys(member)).map(({ name, provider }) => [name, provider])).toEqual([
      ['Phone', '1Password'],
      ['1Password', '1Password'],
      ['Passkey', null],
    ])
    await renamePasskey(openSession(member).actor, { id, name: 'Key' })
    expect((await listPasskeys(member)).at(-1)).toMatchObject({ id, name: 'Key' })
  })

  it.each([
    ['https://capsule.example', true],
    ['http://localhost:4321', true],
    ['http://127.0.0.1:4321', false],
    ['https://[::1]:4321', false],
    ['http://capsule.example', false],
  ])('at %s are offered: %s', (origin, isOffered) => {
    instance().address = { origins: [origin], open: false }
    expect(findPasskeyObstacle() === null).toBe(isOffered)
  })
})

describe('a proof', () => {
  useInstance()
  let member: Member
  beforeEach(async () => {
    member = buildMember('member')
    await givePassword(member)
  })

  it('is refused for a wrong password, to an impersonator, and after five tries in a row', async () => {
    const { actor } = openSession(member, { provedAt: eleven() })
    await expect(proveByPassword(actor, 'wrong')).rejects.toMatchObject({ issues: [{ path: 'password' }] })
    await expect(proveByPassword(impersonate(member).actor, 'wrong')).rejects.toMatchObject({
      code: 'forbidden',
    })
    for (let tries = 0; tries < 4; tries += 1)
      await expect(assertPassword(member.accountId, 'wrong')).rejects.toMatchObject({ code: 'bad_input' })
    await expect(assertPassword(member.accountId, 'wrong')).rejects.toMatchObject({ code: 'limited' })
    expect(isProved(actor)).toBe(false)
  })

  it('holds for ten minutes in the session that gave it', async () => {
    const [one, other] = [
      openSession(member, { provedAt: eleven() }),
      openSession(member, { provedAt: null }),
    ]
    const now = new Date()
    const proved = await proveByPassword(one.actor, 'a long sentence for a test', now)
    expect([isProved(proved, now), isProved(other.actor, now)]).toEqual([true, false])
    expect(isProved(proved, new Date(now.getTime() + 10 * 60_000))).toBe(false)
    expect(new AuthVisitor(one.cookie).actor?.session?.provedAt).toBe(now.getTime())
    expect(new AuthVisitor(other.cookie).actor?.session?.provedAt).toBeNull()
  })
})
