import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { runNextJob } from '@/lib/server/jobs/run'
import { issueToken } from '@/lib/server/one-time'
import { hashPassword, verifyPassword } from '@/lib/server/password'
import { account, session, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { jobs } from '@/lib/server/schema/jobs'
import { mails } from '@/lib/server/schema/mails'
import * as forgot from '@/pages/api/auth/request-password-reset'
import * as reset from '@/pages/api/auth/reset-password'
import * as resend from '@/pages/api/auth/send-verification-email'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { race } from '@/test/race'
import { send } from '@/test/request'
import { accountJobs } from '../account-jobs.server'
import { insertAccount } from '../insert-account.server'
import { findPasswordReset, requestPasswordReset, resetPassword } from './recovery.server'
import { findVerification, requestVerification, verifyAddress } from './verification.server'

const email = 'grace@example.org'
const password = 'seven quiet herons wade'
const HOUR = 60 * 60_000
let caller = 0
const someone = () => `198.51.100.${(caller += 1)}`

function addAccount({ emailVerified = true, passwordHash = 'none' as string | null } = {}): string {
  const row = { name: 'Grace Hopper', email, passwordHash, emailVerified }
  return transaction((tx) => insertAccount(tx, row, new Date()))
}

async function work(now = new Date()): Promise<void> {
  while (await runNextJob(accountJobs, now));
}

const outbox = () => database().select().from(mails).all()
const lastToken = () => new URL(outbox().at(-1)?.link ?? '').searchParams.get('token') ?? ''
const owner = () => database().select().from(user).where(eq(user.email, email)).get()
const hashOf = (id: string) =>
  database()
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, 'credential')))
    .get()?.hash ?? ''

async function tokenFor(now = new Date()): Promise<string> {
  await requestPasswordReset(email, someone(), now)
  await work(now)
  return lastToken()
}

describe('a link to choose a new password', () => {
  useInstance()

  it('is asked for by the same work for a known and an unknown address', async () => {
    addAccount()
    const answers = []
    for (const asked of [email, 'nobody@example.org']) {
      const body = { email: asked, redirectTo: 'https://evil.example' }
      answers.push(await send(forgot, 'POST', '/api/auth/request-password-reset', { body }))
    }
    expect(answers[0]).toMatchObject({ status: 200, body: { status: true, message: expect.any(String) } })
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(database().select().from(jobs).all()).toMatchObject([
      { kind: 'request_password_reset' },
      { kind: 'request_password_reset' },
    ])
    expect(outbox()).toEqual([])
    await work()
    expect(outbox()).toMatchObject([{ kind: 'password_reset', recipient: email }])
    expect(outbox()[0]?.link).toMatch(/^https:\/\/capsule\.test\/reset\?token=[\w-]{43}$/)
  })

  it.each(['', 'x', 'x'.repeat(43)])('is refused when it is %j', async (token) => {
    addAccount()
    await tokenFor()
    expect(findPasswordReset(token)).toBeNull()
    await expect(resetPassword({ token, password }, someone())).rejects.toMatchObject({ code: 'bad_input' })
    const body = { token, newPassword: password }
    const answer = await send(reset, 'POST', '/api/auth/reset-password', { body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } })
  })

  it('is refused after an hour', async () => {
    addAccount()
    const token = await tokenFor()
    const late = new Date(Date.now() + HOUR + 1000)
    await expect(resetPassword({ token, password }, someone(), late)).rejects.toMatchObject({
      code: 'bad_input',
    })
  })

  it('is ended by a newer one', async () => {
    addAccount()
    const older = await tokenFor()
    const newer = await tokenFor()
    expect([findPasswordReset(older), findPasswordReset(newer)]).toEqual([
      null,
      expect.objectContaining({ email }),
    ])
  })

  it('is ended by a change of the address', async () => {
    const id = addAccount()
    const token = await tokenFor()
    database().update(user).set({ email: 'other@example.org' }).where(eq(user.id, id)).run()
    await expect(resetPassword({ token, password }, someone())).rejects.toMatchObject({ code: 'bad_input' })
  })

  it('refuses a weak password and stays good', async () => {
    addAccount()
    const token = await tokenFor()
    const weak = resetPassword({ token, password: 'the great grace hopper' }, someone())
    await expect(weak).rejects.toMatchObject({ issues: [{ path: 'password' }] })
    expect(findPasswordReset(token)).not.toBeNull()
  })

  it('used fifty times at once sets one password', async () => {
    const id = addAccount()
    const token = await tokenFor()
    const winners = await race('a link to choose a new password', (place) =>
      resetPassword({ token, password: `${password} ${place}` }, someone()),
    )
    expect(winners).toHaveLength(1)
    expect(await verifyPassword({ hash: hashOf(id), password: `${password} ${winners[0]}` })).toBe(true)
    expect(outbox().filter(({ kind }) => kind === 'security_notice')).toHaveLength(1)
    expect(database().select().from(audit).all()).toMatchObject([
      { action: 'account.password_reset', subjectId: id },
    ])
  })

  it('ends every session, trusted device and other link, confirms the address and signs nobody in', async () => {
    const member = buildMember('owner')
    database().update(user).set({ email, emailVerified: false }).where(eq(user.id, member.accountId)).run()
    openSession(member)
    openSession(member)
    const token = await tokenFor()
    addTrustedDevice(member.accountId)
    const value = { accountId: member.accountId }
    transaction((tx) => void issueToken(tx, 'email_change', value, HOUR, new Date()))
    const body = { token, newPassword: password }
    const answer = await send(reset, 'POST', '/api/auth/reset-password', { body })
    expect(answer).toMatchObject({ status: 200, body: { status: true } })
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(database().select().from(session).all()).toEqual([])
    expect(database().select().from(verification).all()).toEqual([])
    expect(owner()).toMatchObject({ emailVerified: true })
    expect(await verifyPassword({ hash: hashOf(member.accountId), password })).toBe(true)
  })

  it('replaces the password that was there', async () => {
    const id = addAccount({ passwordHash: await hashPassword('an older password') })
    await resetPassword({ token: await tokenFor(), password }, someone())
    expect(await verifyPassword({ hash: hashOf(id), password: 'an older password' })).toBe(false)
    expect(database().select().from(account).all()).toHaveLength(1)
  })

  it('reaches an address at most five times an hour, and the asker is told nothing', async () => {
    addAccount()
    for (let place = 0; place < 8; place += 1) await requestPasswordReset(email, someone())
    await work()
    expect(outbox()).toHaveLength(5)
  })

  it('is asked for ten times a minute from one address, known or unknown', async () => {
    const address = someone()
    for (let place = 0; place < 10; place += 1) await requestPasswordReset(`${place}@example.org`, address)
    await expect(requestPasswordReset(email, address)).rejects.toMatchObject({ code: 'limited' })
  })
})

describe('a link to confirm an address', () => {
  useInstance({ REGISTRATION: 'open' })

  const link = async (now = new Date()) => {
    await requestVerification(email, someone(), now)
    await work(now)
    return lastToken()
  }

  it('is asked for by the same work for a known, a confirmed and an unknown address', async () => {
    addAccount({ emailVerified: false })
    const bodies = []
    for (const asked of [email, 'nobody@example.org', buildMember('owner').email]) {
      const body = { email: asked }
      bodies.push(await send(resend, 'POST', '/api/auth/send-verification-email', { body }))
    }
    expect(bodies.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 3 }, () => [200, { status: true }]),
    )
    expect(database().select().from(jobs).all()).toHaveLength(3)
    await work()
    expect(outbox()).toMatchObject([{ kind: 'verification', recipient: email }])
  })

  it.each(['', 'x'.repeat(43)])('is refused when it is %j', async (token) => {
    addAccount({ emailVerified: false })
    await link()
    expect(findVerification(token)).toBeNull()
    await expect(verifyAddress(token, someone())).rejects.toMatchObject({ code: 'bad_input' })
    expect(owner()).toMatchObject({ emailVerified: false })
  })

  it('is refused after a day, and ended by a newer one', async () => {
    addAccount({ emailVerified: false })
    const older = await link()
    const token = await link()
    expect([findVerification(older), findVerification(token)]).toEqual([null, email])
    const late = new Date(Date.now() + 24 * HOUR + 1000)
    await expect(verifyAddress(token, someone(), late)).rejects.toMatchObject({ code: 'bad_input' })
  })

  it('does nothing by being opened', async () => {
    addAccount({ emailVerified: false })
    const token = await link()
    for (let place = 0; place < 3; place += 1) expect(findVerification(token)).toBe(email)
    expect(owner()).toMatchObject({ emailVerified: false })
  })

  it('does not confirm another address than the one it went to', async () => {
    const id = addAccount({ emailVerified: false })
    const token = await link()
    database().update(user).set({ email: 'other@example.org' }).where(eq(user.id, id)).run()
    expect(findVerification(token)).toBeNull()
    await expect(verifyAddress(token, someone())).rejects.toMatchObject({ code: 'bad_input' })
  })

  it('used fifty times at once confirms once', async () => {
    addAccount({ emailVerified: false })
    const token = await link()
    expect(await race('a link to confirm an address', () => verifyAddress(token, someone()))).toHaveLength(1)
    expect(owner()).toMatchObject({ emailVerified: true })
    expect(database().select().from(audit).all()).toMatchObject([{ action: 'account.verified' }])
  })
})

/** A row as Better Auth writes it for "trust this device". */
function addTrustedDevice(accountId: string): void {
  const times = { createdAt: new Date(), updatedAt: new Date(), expiresAt: new Date(Date.now() + HOUR) }
  const row = { id: Bun.randomUUIDv7(), identifier: 'trust-device-x', value: accountId, ...times }
  database().insert(verification).values(row).run()
}
