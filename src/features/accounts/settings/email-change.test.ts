import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { issueToken } from '@/lib/server/one-time'
import { session, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import { transaction } from '@/lib/server/db'
import * as changeEmailRoute from '@/pages/api/auth/change-email'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { race } from '@/test/race'
import { send } from '@/test/request'
import { cancelEmailChange, findEmailChange, requestEmailChange } from './email-change.server'
import { findEmailLink, redeemEmailLink, refuseEmailChange } from './email-links.server'

useInstance()

const DAY = 24 * 60 * 60_000
let ada: ReturnType<typeof openSession>

beforeEach(() => {
  ada = openSession(buildMember('member'))
  // Rows of Better Auth hold no JSON: looking for a token must not stumble over them.
  const now = new Date()
  for (const identifier of ['trust-device-x', '2fa-x']) {
    const row = { id: Bun.randomUUIDv7(), identifier, value: 'no json', createdAt: now, updatedAt: now }
    database()
      .insert(verification)
      .values({ ...row, expiresAt: new Date(now.getTime() + DAY) })
      .run()
  }
})

const newEmail = 'new@example.org'
const outbox = () => database().select().from(mails).all()
const emailNow = () => database().select().from(user).where(eq(user.id, ada.actor.accountId)).get()?.email
const sessions = () =>
  database()
    .select()
    .from(session)
    .all()
    .map(({ id }) => id)

/** The tokens of the newest links, out of the outbox. */
function tokens(): { agree: string; confirm: string } {
  const tokenOf = (kind: string) =>
    outbox()
      .findLast((mail) => mail.kind === kind)
      ?.link?.split('token=')[1] ?? ''
  return { agree: tokenOf('email_change_consent'), confirm: tokenOf('email_change') }
}

describe('POST /api/auth/change-email', () => {
  const post = (options: Parameters<typeof send>[3]) =>
    send(changeEmailRoute, 'POST', '/api/auth/change-email', options)

  it('is refused to nobody, to an impersonator, and without a recent proof', async () => {
    const body = { newEmail }
    const admin = buildMember('owner')
    const impersonated = openSession(ada.actor, { impersonatedBy: admin.accountId })
    database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
    const old = openSession(ada.actor, { provedAt: new Date(Date.now() - 11 * 60_000) })
    expect((await post({ body })).status).toBe(401)
    expect(await post({ cookie: impersonated.cookie, body })).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN' },
    })
    expect(await post({ cookie: old.cookie, body })).toMatchObject({
      status: 403,
      body: { code: 'UNPROVED' },
    })
    expect(outbox()).toEqual([])
  })

  it.each([[{}], [{ newEmail: 'nonsense' }], [{ newEmail: 'a@b.c\r\nBcc: eve@example.org' }]])(
    'refuses %j',
    async (body) => {
      expect((await post({ cookie: ada.cookie, body })).status).toBe(400)
      expect(outbox()).toEqual([])
    },
  )

  it('refuses the address that it has, and too many requests', async () => {
    expect((await post({ cookie: ada.cookie, body: { newEmail: ada.actor.email } })).status).toBe(400)
    for (let count = 0; count < 5; count += 1) await post({ cookie: ada.cookie, body: { newEmail } })
    const limited = await post({ cookie: ada.cookie, body: { newEmail } })
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, expect.any(String)])
  })

  it('sends a link to each address', async () => {
    const body = { newEmail: ' NEW@example.org ', callbackURL: '/settings' }
    expect(await post({ cookie: ada.cookie, body })).toMatchObject({ status: 200, body: { status: true } })
    expect(outbox()).toMatchObject([
      {
        kind: 'email_change_consent',
        recipient: ada.actor.email,
        link: expect.stringContaining('/email/agree?token='),
      },
      { kind: 'email_change', recipient: newEmail, link: expect.stringContaining('/email/confirm?token=') },
    ])
    expect(emailNow()).toBe(ada.actor.email)
  })

  it('answers the same for an address that has an account, and tells that account alone', async () => {
    const taken = buildMember('member')
    const free = await post({ cookie: ada.cookie, body: { newEmail } })
    const answer = await post({ cookie: ada.cookie, body: { newEmail: taken.email } })
    expect([answer.status, answer.body]).toEqual([free.status, free.body])
    expect(outbox().at(-1)).toMatchObject({
      kind: 'account_exists',
      recipient: taken.email,
      accountId: taken.accountId,
      link: null,
    })
    expect(await findEmailChange(ada.actor)).toMatchObject({ newEmail: taken.email, isConfirmed: false })
    expect(await redeemEmailLink('agree', tokens().agree)).toBe('waiting')
    expect(emailNow()).toBe(ada.actor.email)
  })
})

describe('a link of a change', () => {
  it('is refused when it is wrong, of the other kind, older than a day, or replaced', async () => {
    await requestEmailChange(ada.actor, { newEmail })
    const old = tokens()
    await requestEmailChange(ada.actor, { newEmail: 'newer@example.org' })
    const { agree, confirm } = tokens()
    const later = new Date(Date.now() + DAY + 1000)
    const tries: [step: 'agree' | 'confirm', token: string, now?: Date][] = [
      ['agree', ''],
      ['agree', confirm],
      ['confirm', agree],
      ['agree', old.agree],
      ['confirm', old.confirm],
      ['agree', agree, later],
      ['confirm', confirm, later],
    ]
    for (const [step, token, now] of tries) {
      expect(await findEmailLink(step, token, now)).toBeNull()
      await expect(redeemEmailLink(step, token, now)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(refuseEmailChange(confirm)).rejects.toMatchObject({ code: 'forbidden' })
    expect(emailNow()).toBe(ada.actor.email)
    expect(await findEmailLink('agree', agree)).toEqual({
      oldEmail: ada.actor.email,
      newEmail: 'newer@example.org',
    })
  })

  it('ends when the change is cancelled, or when the old address does not agree', async () => {
    await requestEmailChange(ada.actor, { newEmail })
    const first = tokens()
    await cancelEmailChange(ada.actor)
    expect(await findEmailChange(ada.actor)).toBeNull()
    await expect(redeemEmailLink('agree', first.agree)).rejects.toMatchObject({ code: 'forbidden' })
    await requestEmailChange(ada.actor, { newEmail })
    const second = tokens()
    await redeemEmailLink('confirm', second.confirm)
    await refuseEmailChange(second.agree)
    await expect(redeemEmailLink('agree', second.agree)).rejects.toMatchObject({ code: 'forbidden' })
    expect([emailNow(), await findEmailChange(ada.actor)]).toEqual([ada.actor.email, null])
  })

  it('is not followed when the account got another address meanwhile', async () => {
    await requestEmailChange(ada.actor, { newEmail })
    await redeemEmailLink('agree', tokens().agree)
    database().update(user).set({ email: 'moved@example.org' }).where(eq(user.id, ada.actor.accountId)).run()
    await expect(redeemEmailLink('confirm', tokens().confirm)).rejects.toMatchObject({ code: 'forbidden' })
    expect(emailNow()).toBe('moved@example.org')
  })

  it('says it when somebody took the new address meanwhile, and ends', async () => {
    await requestEmailChange(ada.actor, { newEmail })
    await redeemEmailLink('agree', tokens().agree)
    database()
      .update(user)
      .set({ email: newEmail })
      .where(eq(user.id, buildMember('owner').accountId))
      .run()
    await expect(redeemEmailLink('confirm', tokens().confirm)).rejects.toMatchObject({ code: 'conflict' })
    await expect(redeemEmailLink('confirm', tokens().confirm)).rejects.toMatchObject({ code: 'forbidden' })
    expect(emailNow()).toBe(ada.actor.email)
  })

  it.each([['agree', 'confirm'] as const, ['confirm', 'agree'] as const])(
    'changes the address after %s, then %s; keeps the session that asked, ends the rest and tells both',
    async (first, second) => {
      const other = openSession(ada.actor)
      transaction((tx) =>
        issueToken(tx, 'password_reset', { accountId: ada.actor.accountId }, DAY, new Date()),
      )
      await requestEmailChange(ada.actor, { newEmail })
      expect(await redeemEmailLink(first, tokens()[first])).toBe('waiting')
      expect(emailNow()).toBe(ada.actor.email)
      expect(await findEmailChange(ada.actor)).toMatchObject({
        newEmail,
        isAgreed: first === 'agree',
        isConfirmed: first === 'confirm',
      })
      expect(await redeemEmailLink(second, tokens()[second])).toBe('changed')
      expect(emailNow()).toBe(newEmail)
      expect(sessions()).toContain(ada.sessionId)
      expect(sessions()).not.toContain(other.sessionId)
      expect(
        database()
          .select()
          .from(verification)
          .all()
          .map(({ value }) => value),
      ).toEqual(['no json', 'no json'])
      const notices = outbox().filter(({ kind }) => kind === 'security_notice')
      expect(notices.map(({ recipient }) => recipient)).toEqual([ada.actor.email, newEmail])
      expect(
        database()
          .select()
          .from(audit)
          .all()
          .map(({ action }) => action),
      ).toEqual(['account.email_change_requested', 'account.email_changed'])
    },
  )

  it('is used fifty times at once and works once, the first as well as the second', async () => {
    await requestEmailChange(ada.actor, { newEmail })
    for (const step of ['confirm', 'agree'] as const) {
      const token = tokens()[step]
      const winners = await race(`a link to ${step} a change of address`, () => redeemEmailLink(step, token))
      expect(winners).toHaveLength(1)
    }
    expect(emailNow()).toBe(newEmail)
    expect(outbox().filter(({ kind }) => kind === 'security_notice')).toHaveLength(2)
  })
})
