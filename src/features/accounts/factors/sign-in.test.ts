import { and, eq, like } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { issueToken } from '@/lib/server/one-time'
import { account, session, twoFactor, user, verification } from '@/lib/server/schema/accounts'
import { mails } from '@/lib/server/schema/mails'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { auditRows } from '@/test/audit'
import { AuthVisitor, givePassword, password, turnOnTwoFactor } from '@/test/sign-in'
import { resetPassword } from '../sign-up/recovery.server'
import { disableTwoFactor, renewBackupCodes } from './two-factor.server'

const DAY = 24 * 60 * 60_000

const sessions = () => database().select().from(session).all()
const trustRows = () =>
  database().select().from(verification).where(like(verification.identifier, 'trust-device-%')).all()

let member: Member

async function haveMember() {
  member = buildMember('member')
  await givePassword(member)
}

/** A visitor who has given the right password and owes the second factor. */
async function challenged(): Promise<AuthVisitor> {
  const visitor = new AuthVisitor()
  expect((await visitor.signIn(member.email)).body).toMatchObject({ twoFactorRedirect: true })
  return visitor
}

describe('a sign-in', () => {
  useInstance()
  beforeEach(haveMember)

  it('ends the session that the browser came with, has a new token, and is written down', async () => {
    const visitor = new AuthVisitor()
    await visitor.signIn(member.email)
    const [first] = sessions()
    await visitor.signIn(member.email)
    const [second, ...others] = sessions()
    expect(others).toEqual([])
    expect(second?.token).not.toBe(first?.token)
    expect(auditRows('account.signed_in')).toMatchObject([
      { actorId: member.accountId, details: '{"method":"password"}' },
      { actorId: member.accountId },
    ])
  })

  it('ends another account’s session in the same browser', async () => {
    const other = openSession(buildMember('member'))
    const visitor = new AuthVisitor(other.cookie)
    await visitor.signIn(member.email)
    expect(sessions()).toMatchObject([{ userId: member.accountId }])
  })

  it('that fails leaves the session as it was', async () => {
    const visitor = new AuthVisitor(openSession(member).cookie)
    expect((await visitor.signIn(member.email, 'wrong')).status).toBe(401)
    expect(sessions()).toHaveLength(1)
    expect(auditRows('account.signed_in')).toEqual([])
  })

  it('makes a hash of older parameters anew, which still takes the same password', async () => {
    const old = await Bun.password.hash(password, { algorithm: 'argon2id', memoryCost: 8192, timeCost: 1 })
    database().update(account).set({ password: old }).run()
    const visitor = new AuthVisitor()
    expect((await visitor.signIn(member.email.toUpperCase())).status).toBe(200)
    const [row] = database().select().from(account).all()
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await new AuthVisitor().signIn(member.email)).status).toBe(200)
    const [again] = database().select().from(account).all()
    expect(again?.password).toBe(row?.password)
  })

  it('is refused to a banned account', async () => {
    database().update(user).set({ banned: true }).where(eq(user.id, member.accountId)).run()
    const visitor = new AuthVisitor()
    expect((await visitor.signIn(member.email)).status).toBe(403)
    expect(sessions()).toEqual([])
  })
})

describe('with two-factor on', () => {
  useInstance()
  beforeEach(haveMember)

  it('the password alone makes no session and is not written down as a sign-in', async () => {
    await turnOnTwoFactor(member)
    database().delete(session).run()
    const visitor = await challenged()
    expect([sessions(), visitor.actor, auditRows('account.signed_in')]).toEqual([[], null, []])
    expect((await visitor.get('/get-session')).body).toBeNull()
  })

  it('a password that was just reset by a link makes no session either', async () => {
    await turnOnTwoFactor(member)
    const value = { accountId: member.accountId, email: member.email }
    const token = transaction((tx) => issueToken(tx, 'password_reset', value, 60_000, new Date()))
    await resetPassword({ token, password: 'another long sentence' }, '198.51.100.7')
    expect(sessions()).toEqual([])
    const visitor = new AuthVisitor()
    const answer = await visitor.signIn(member.email, 'another long sentence')
    expect(answer.body).toMatchObject({ twoFactorRedirect: true })
    expect([sessions(), visitor.actor]).toEqual([[], null])
  })

  it('the first step in a browser with a session ends that session', async () => {
    await turnOnTwoFactor(member)
    database().delete(session).run()
    const visitor = new AuthVisitor(openSession(buildMember('member')).cookie)
    await visitor.signIn(member.email)
    expect([sessions(), visitor.actor]).toEqual([[], null])
  })

  it('refuses a code without the first step, with a forged one, and with one that is too old', async () => {
    const { codeAt } = await turnOnTwoFactor(member)
    const body = { code: codeAt(0) }
    expect(await new AuthVisitor().post('/two-factor/verify-totp', body)).toMatchObject({ status: 401 })
    const name = '__Secure-capsule.two_factor'
    const forged = new AuthVisitor(`${name}=2fa-x.${Buffer.alloc(32).toString('base64')}`)
    expect(await forged.post('/two-factor/verify-totp', body)).toMatchObject({ status: 401 })
    const late = await challenged()
    database()
      .update(verification)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .run()
    expect(await late.post('/two-factor/verify-totp', body)).toMatchObject({ status: 401 })
    expect(late.actor).toBeNull()
  })

  it('refuses the code that turned it on, and one that signed in before', async () => {
    const { codeAt } = await turnOnTwoFactor(member)
    const used = await (await challenged()).post('/two-factor/verify-totp', { code: codeAt(-1) })
    expect(used).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } })
    const visitor = await challenged()
    const code = codeAt(0)
    expect((await visitor.post('/two-factor/verify-totp', { code })).status).toBe(200)
    expect(visitor.actor).toMatchObject({ accountId: member.accountId, hasTwoFactor: true })
    expect((await (await challenged()).post('/two-factor/verify-totp', { code })).status).toBe(400)
    expect(auditRows('account.signed_in')).toMatchObject([{ details: '{"method":"totp"}' }])
  })

  it('tells the owner of a used backup code, which works no more', async () => {
    const { backupCodes } = await turnOnTwoFactor(member)
    const [code] = backupCodes
    const visitor = await challenged()
    expect((await visitor.post('/two-factor/verify-backup-code', { code })).status).toBe(200)
    expect(visitor.actor?.accountId).toBe(member.accountId)
    const notices = database().select().from(mails).where(like(mails.data, '%backup_code_used%')).all()
    expect(notices).toMatchObject([{ recipient: member.email, kind: 'security_notice' }])
    expect(auditRows('two_factor.backup_code_used')).toHaveLength(1)
    const again = await (await challenged()).post('/two-factor/verify-backup-code', { code })
    expect(again).toMatchObject({ status: 401, body: { code: 'INVALID_BACKUP_CODE' } })
  })

  it('uses no backup code up for somebody signed in, nor without a session to come', async () => {
    const { backupCodes } = await turnOnTwoFactor(member)
    const [before] = database().select().from(twoFactor).all()
    const [code] = backupCodes
    const inside = new AuthVisitor(openSession(member).cookie)
    expect(await inside.post('/two-factor/verify-backup-code', { code })).toMatchObject({ status: 409 })
    const visitor = await challenged()
    const body = { code, disableSession: true }
    expect(await visitor.post('/two-factor/verify-backup-code', body)).toMatchObject({ status: 400 })
    expect(database().select().from(twoFactor).all()).toEqual([before])
  })

  it('takes no backup code after new ones were made', async () => {
    const { backupCodes } = await turnOnTwoFactor(member)
    const fresh = await renewBackupCodes(openSession(member).actor)
    const tryCode = async (code?: string) =>
      (await (await challenged()).post('/two-factor/verify-backup-code', { code })).status
    expect([await tryCode(backupCodes[0]), await tryCode(fresh[0])]).toEqual([401, 200])
  })
})

describe('a trusted device', () => {
  useInstance()
  beforeEach(haveMember)

  async function trust(): Promise<{
    visitor: AuthVisitor
    factors: Awaited<ReturnType<typeof turnOnTwoFactor>>
  }> {
    const factors = await turnOnTwoFactor(member)
    const visitor = await challenged()
    await visitor.post('/two-factor/verify-totp', { code: factors.codeAt(0), trustDevice: true })
    return { visitor, factors }
  }

  const asksAgain = async (visitor: AuthVisitor) => {
    const { body } = await visitor.signIn(member.email)
    return typeof body === 'object' && body !== null && 'twoFactorRedirect' in body
  }

  it('needs no code for seven days, from the code on', async () => {
    const { visitor } = await trust()
    const [row] = trustRows()
    expect(Math.abs((row?.expiresAt.getTime() ?? 0) - Date.now() - 7 * DAY)).toBeLessThan(5000)
    const end = new Date(Date.now() + DAY)
    database()
      .update(verification)
      .set({ expiresAt: end })
      .where(eq(verification.id, row?.id ?? ''))
      .run()
    expect(await asksAgain(visitor)).toBe(false)
    expect(visitor.actor?.accountId).toBe(member.accountId)
    expect(trustRows()).toMatchObject([{ expiresAt: end }])
    database()
      .update(verification)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .run()
    expect(await asksAgain(visitor)).toBe(true)
    expect(visitor.actor).toBeNull()
  })

  it('is trusted for one account only', async () => {
    const { visitor } = await trust()
    const first = member
    await haveMember()
    await turnOnTwoFactor(member)
    expect(await asksAgain(visitor)).toBe(true)
    expect(first.accountId).not.toBe(member.accountId)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['new backup codes', () => renewBackupCodes(openSession(member).actor)],
    [
      'two-factor off and on again',
      async () => {
        await disableTwoFactor(openSession(member).actor)
        await turnOnTwoFactor(member)
      },
    ],
  ])('is trusted no more after %s', async (_, change) => {
    const { visitor } = await trust()
    await change()
    expect(trustRows()).toEqual([])
    expect(visitor.actor).toBeNull()
    expect(await asksAgain(visitor)).toBe(true)
  })

  it('is the one that asked for it', async () => {
    await trust()
    expect(await asksAgain(new AuthVisitor())).toBe(true)
    const own = and(eq(verification.value, member.accountId), like(verification.identifier, 'trust-device-%'))
    expect(database().select().from(verification).where(own).all()).toHaveLength(1)
  })
})
