import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { issueToken } from '@/lib/server/one-time'
import { hashPassword, verifyPassword } from '@/lib/server/password'
import { account, session, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import * as changePasswordRoute from '@/pages/api/auth/change-password'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { changePassword } from './password-change.server'
import { setPasswordHash } from '../set-password.server'

useInstance()

const currentPassword = 'the sentence before'
const newPassword = 'another sentence after'
let ada: ReturnType<typeof openSession>

beforeEach(async () => {
  ada = openSession(buildMember('member'))
  const hash = await hashPassword(currentPassword)
  transaction((tx) => setPasswordHash(tx, ada.actor.accountId, hash, new Date()))
})

async function isPassword(password: string): Promise<boolean> {
  const row = database().select().from(account).where(eq(account.userId, ada.actor.accountId)).get()
  return verifyPassword({ hash: row?.password ?? '', password })
}

const post = (options: Parameters<typeof send>[3]) =>
  send(changePasswordRoute, 'POST', '/api/auth/change-password', options)

describe('POST /api/auth/change-password', () => {
  it('is refused when the session ends while the passwords are checked', async () => {
    const change = changePassword(ada.actor, { currentPassword, newPassword })
    database().delete(session).where(eq(session.id, ada.sessionId)).run()
    await expect(change).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await isPassword(currentPassword)).toBe(true)
  })

  it('is refused to nobody and to an impersonator', async () => {
    const admin = buildMember('owner')
    database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
    const { cookie } = openSession(ada.actor, { impersonatedBy: admin.accountId, provedAt: null })
    const body = { currentPassword, newPassword }
    expect((await post({ body })).status).toBe(401)
    expect(await post({ cookie, body })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
    expect(await isPassword(currentPassword)).toBe(true)
  })

  it.each([
    [{ newPassword }, 'The current password must be text.'],
    [{ currentPassword: '', newPassword }, 'The current password is missing.'],
    [{ currentPassword: 'a wrong guess', newPassword }, 'This is not your password.'],
    [{ currentPassword, newPassword: 'short' }, 'Take at least 12 characters.'],
    [{ currentPassword, newPassword: 'x'.repeat(257) }, 'at most 256 characters'],
    [{ currentPassword, newPassword: 'aaaaaaaaaaaaaaaa' }, 'repeats too few characters'],
    [{ currentPassword, newPassword: currentPassword }, 'This is the password you have.'],
  ])('refuses %j', async (body, message) => {
    const answer = await post({ cookie: ada.cookie, body })
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(message)])
    expect(await isPassword(currentPassword)).toBe(true)
    expect(database().select().from(mails).all()).toEqual([])
  })

  it('stops whoever guesses the current one', async () => {
    const body = { currentPassword: 'a wrong guess', newPassword }
    for (let count = 0; count < 5; count += 1)
      expect((await post({ cookie: ada.cookie, body })).status).toBe(400)
    expect((await post({ cookie: ada.cookie, body: { currentPassword, newPassword } })).status).toBe(429)
  })

  it('changes it, ends what was open elsewhere, and answers as Better Auth does, without the hash', async () => {
    const { accountId } = ada.actor
    const other = openSession(ada.actor)
    const now = new Date()
    database()
      .insert(verification)
      .values({
        id: 'trust',
        identifier: 'trust-device-x',
        value: accountId,
        expiresAt: new Date(now.getTime() + 60_000),
        createdAt: now,
        updatedAt: now,
      })
      .run()
    transaction((tx) => issueToken(tx, 'password_reset', { accountId }, 60_000, now))
    const body = { currentPassword, newPassword, revokeOtherSessions: false }
    const answer = await post({ cookie: ada.cookie, body })
    expect(answer).toMatchObject({
      status: 200,
      body: { token: null, user: { id: accountId, email: ada.actor.email, emailVerified: true } },
    })
    expect(JSON.stringify(answer.body)).not.toContain('argon2')
    expect([await isPassword(newPassword), await isPassword(currentPassword)]).toEqual([true, false])
    const left = database().select().from(session).all()
    expect(left.map(({ id }) => id)).toEqual([ada.sessionId])
    expect(other.sessionId).not.toBe(ada.sessionId)
    expect(database().select().from(verification).all()).toEqual([])
    expect(database().select().from(mails).all()).toMatchObject([
      {
        kind: 'security_notice',
        recipient: ada.actor.email,
        data: expect.stringContaining('password_changed'),
      },
    ])
    expect(database().select().from(audit).all()).toMatchObject([
      { action: 'account.password_changed', actorId: accountId, subjectId: accountId },
    ])
  })
})

describe('the password page', () => {
  it('asks for the current password once the last proof is older than ten minutes', async () => {
    const old = openSession(ada.actor, { provedAt: new Date(Date.now() - 11 * 60_000) })
    await expect(changePassword(old.actor, { newPassword })).rejects.toMatchObject({
      code: 'bad_input',
      issues: [{ path: 'currentPassword' }],
    })
    await changePassword(old.actor, { currentPassword, newPassword })
    expect(await isPassword(newPassword)).toBe(true)
    const row = database().select().from(session).where(eq(session.id, old.sessionId)).get()
    expect(Date.now() - (row?.provedAt?.getTime() ?? 0)).toBeLessThan(60_000)
  })

  it('takes a recent proof, such as a passkey, for it', async () => {
    await changePassword(ada.actor, { newPassword })
    expect(await isPassword(newPassword)).toBe(true)
  })

  it('gives a first password to an account that has none', async () => {
    database().delete(account).run()
    await changePassword(ada.actor, { newPassword })
    expect(await isPassword(newPassword)).toBe(true)
  })
})
