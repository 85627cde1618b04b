import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { issueToken } from '@/lib/server/one-time'
import { hashPassword } from '@/lib/server/password'
import { account, passkey, session, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import { member, organization } from '@/lib/server/schema/workspaces'
import * as deleteUserRoute from '@/pages/api/auth/delete-user'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { deleteAccount, describeDeletion } from './deletion.server'
import { exportData } from './export.server'
import { setPicture } from './pictures.server'
import { setPasswordHash } from '../set-password.server'

useInstance()

const password = 'a sentence to delete by'
const old = () => new Date(Date.now() - 11 * 60_000)

let ada: ReturnType<typeof openSession<ReturnType<typeof buildMember>>>
beforeEach(() => (ada = openSession(buildMember('owner'))))

const exists = ({ accountId }: { accountId: string }) =>
  database().select().from(user).where(eq(user.id, accountId)).get() !== undefined

function setRole(accountId: string, role: string, banned = false): void {
  database().update(user).set({ role, banned }).where(eq(user.id, accountId)).run()
}

describe('the copy of one’s data', () => {
  it('is refused to an impersonator and without a recent proof', async () => {
    const impersonated = openSession(ada.actor, { impersonatedBy: buildMember('owner').accountId })
    await expect(exportData(impersonated.actor)).rejects.toMatchObject({ code: 'forbidden' })
    const { actor } = openSession(ada.actor, { provedAt: old() })
    await expect(exportData(actor)).rejects.toMatchObject({ code: 'unproved' })
  })

  it('holds everything of the person, and no token, key or hash', async () => {
    const { accountId } = ada.actor
    const elsewhere = buildMember('owner')
    const there = { id: elsewhere.workspace.id, name: 'Bakery', role: 'member' } as const
    database()
      .insert(member)
      .values({ id: 'm', organizationId: there.id, userId: accountId, role: 'member', createdAt: new Date() })
      .run()
    await setPicture(ada.actor, pngHead())
    const hash = await hashPassword(password)
    transaction((tx) => setPasswordHash(tx, accountId, hash, new Date()))
    database()
      .insert(passkey)
      .values({
        id: 'p',
        name: 'Key ring',
        publicKey: 'PUBLICKEY',
        userId: accountId,
        credentialID: 'CREDENTIAL',
        counter: 0,
        deviceType: 'multiDevice',
        backedUp: true,
      })
      .run()
    transaction((tx) => {
      const now = new Date()
      const details = { about: 'her' }
      writeAudit(tx, { action: 'account.banned', actor: elsewhere, subjectId: accountId, details }, now)
      const others = { about: 'somebody' }
      writeAudit(tx, { action: 'member.removed', actor: ada.actor, subjectId: 'other', details: others }, now)
      writeAudit(tx, { action: 'session.all_revoked', actor: elsewhere, subjectId: elsewhere.accountId }, now)
    })

    const text = JSON.stringify(await exportData(ada.actor))
    expect(JSON.parse(text)).toMatchObject({
      exportedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      account: { id: accountId, name: 'The owner', email: ada.actor.email },
      picture: { type: 'image/png', base64: Buffer.from(pngHead()).toString('base64') },
      memberships: [
        { workspaceId: ada.actor.workspace.id, workspace: 'Bakery', role: 'owner' },
        { workspaceId: there.id, role: 'member' },
      ],
      sessions: [{ id: ada.sessionId }],
      passkeys: [{ id: 'p', name: 'Key ring' }],
    })
    expect(text).toContain('{"about":"her"}')
    for (const hidden of [
      ...database()
        .select({ token: session.token })
        .from(session)
        .all()
        .map(({ token }) => token),
      'PUBLICKEY',
      'CREDENTIAL',
      'argon2',
      'session.all_revoked',
      '{"about":"somebody"}',
      elsewhere.accountId,
    ])
      expect(text).not.toContain(hidden)
    expect(database().select().from(audit).where(eq(audit.action, 'account.exported')).all()).toHaveLength(1)
  })
})

describe('POST /api/auth/delete-user', () => {
  const post = (options: Parameters<typeof send>[3]) =>
    send(deleteUserRoute, 'POST', '/api/auth/delete-user', { body: {}, ...options })

  it('is refused to nobody, to an impersonator, without a proof, and for a wrong password', async () => {
    const admin = buildMember('owner')
    setRole(admin.accountId, 'admin')
    const hash = await hashPassword(password)
    transaction((tx) => setPasswordHash(tx, ada.actor.accountId, hash, new Date()))
    const unproved = openSession(ada.actor, { provedAt: old() })
    const impersonated = openSession(ada.actor, { impersonatedBy: admin.accountId, provedAt: null })
    expect((await post({})).status).toBe(401)
    for (const body of [{}, { password }])
      expect(await post({ cookie: impersonated.cookie, body })).toMatchObject({ body: { code: 'FORBIDDEN' } })
    expect(await post({ cookie: unproved.cookie })).toMatchObject({ status: 403, body: { code: 'UNPROVED' } })
    expect((await post({ cookie: ada.cookie, body: { password: 'a wrong guess' } })).status).toBe(400)
    expect(exists(ada.actor)).toBe(true)
  })

  it('deletes, proven by the password, and ends the session’s cookie', async () => {
    const hash = await hashPassword(password)
    transaction((tx) => setPasswordHash(tx, ada.actor.accountId, hash, new Date()))
    const { cookie } = openSession(ada.actor, { provedAt: old() })
    const answer = await post({ cookie, body: { password } })
    expect(answer).toMatchObject({ status: 200, body: { success: true, message: 'User deleted' } })
    expect(answer.headers.get('set-cookie')).toMatch(/session_token=; Max-Age=0/)
    expect(exists(ada.actor)).toBe(false)
    expect((await post({ cookie })).status).toBe(401)
  })
})

describe('deleting one’s account', () => {
  it('is refused while another address is typed', async () => {
    await expect(deleteAccount(ada.actor, { email: 'other@example.org' })).rejects.toMatchObject({
      code: 'bad_input',
      issues: [{ path: 'email' }],
    })
  })

  it('is refused to the only owner of a workspace with other people in it, whose sentence says what to do', async () => {
    const colleague = buildMember('admin', ada.actor.workspace.id)
    const refused = deleteAccount(ada.actor, { email: ada.actor.email })
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      message:
        'You are the only owner of Bakery, where other people work. Make somebody else an owner of it, or delete it, first.',
    })
    expect((await describeDeletion(ada.actor)).obstacles).toHaveLength(1)
    database().update(member).set({ role: 'owner' }).where(eq(member.userId, colleague.accountId)).run()
    await deleteAccount(ada.actor, { email: ada.actor.email })
    expect([exists(ada.actor), exists(colleague)]).toEqual([false, true])
    expect(database().select().from(organization).all()).toHaveLength(1)
  })

  it('is refused to the last admin, whom a banned one does not replace', async () => {
    const other = buildMember('owner')
    setRole(ada.actor.accountId, 'admin')
    setRole(other.accountId, 'admin', true)
    const actor = { ...ada.actor, isInstanceAdmin: true }
    await expect(deleteAccount(actor, { email: actor.email })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('last admin'),
    })
    setRole(other.accountId, 'admin')
    await deleteAccount(actor, { email: actor.email })
    expect(exists(actor)).toBe(false)
  })

  it('takes sessions, links and lonely workspaces along, and tells by mail', async () => {
    const { accountId, email, name } = ada.actor
    const host = buildMember('owner')
    const { actor } = openSession(buildMember('member', host.workspace.id))
    for (const workspace of [host.workspace, actor.workspace]) expect(workspace.id).toBe(host.workspace.id)
    database()
      .insert(member)
      .values({
        id: 'm',
        organizationId: host.workspace.id,
        userId: accountId,
        role: 'member',
        createdAt: new Date(),
      })
      .run()
    await setPicture(ada.actor, pngHead())
    const now = new Date()
    transaction((tx) => issueToken(tx, 'password_reset', { accountId }, 60_000, now))
    expect(await describeDeletion(ada.actor)).toEqual({ obstacles: [], workspaces: ['Bakery'] })

    await deleteAccount(ada.actor, { email })
    expect(exists(ada.actor)).toBe(false)
    expect(
      database()
        .select()
        .from(organization)
        .all()
        .map(({ id }) => id),
    ).toEqual([host.workspace.id])
    expect(database().select().from(verification).all()).toEqual([])
    expect(
      database()
        .select()
        .from(session)
        .all()
        .map(({ userId }) => userId),
    ).toEqual([actor.accountId])
    expect(database().select().from(account).where(eq(account.userId, accountId)).all()).toEqual([])
    const [mail] = database().select().from(mails).all()
    expect(mail).toMatchObject({ kind: 'security_notice', recipient: email, accountId: null })
    expect(JSON.parse(mail?.data ?? '')).toMatchObject({ event: 'account_deleted', name })
    expect(database().select().from(audit).all().at(-1)).toMatchObject({
      action: 'account.deleted',
      actorId: accountId,
      subjectId: accountId,
    })
  })
})

/** The head of a PNG of one pixel. */
function pngHead(): Uint8Array {
  const bytes = new Uint8Array(32)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  bytes.set([0, 0, 0, 1, 0, 0, 0, 1], 16)
  return bytes
}
