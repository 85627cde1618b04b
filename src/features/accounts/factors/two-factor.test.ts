import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { session, twoFactor, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { AuthVisitor, givePassword, password, turnOnTwoFactor } from '@/test/sign-in'
import * as disable from '@/pages/api/auth/two-factor/disable'
import * as enable from '@/pages/api/auth/two-factor/enable'
import * as generate from '@/pages/api/auth/two-factor/generate-backup-codes'
import * as verify from '@/pages/api/auth/two-factor/verify-totp'
import * as probe from '@/pages/api/auth/list-sessions'
import { Secret, TOTP } from 'otpauth'
import {
  beginTwoFactor,
  cancelTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  getTwoFactor,
  renewBackupCodes,
} from './two-factor.server'
import { endSessions } from '../sessions.server'

const codeOf = (typed: string, offset = 0) =>
  new TOTP({ secret: Secret.fromBase32(typed) }).generate({ timestamp: Date.now() + offset * 30_000 })

const eleven = () => new Date(Date.now() - 11 * 60_000)
const isIn = async (cookie: string) =>
  (await send(probe, 'GET', '/api/auth/list-sessions', { cookie })).status === 200
const mailEvents = () =>
  database()
    .select()
    .from(mails)
    .all()
    .map(({ kind, data }) => [kind, JSON.parse(data).event])
const auditActions = () =>
  database()
    .select()
    .from(audit)
    .all()
    .map(({ action }) => action)

describe('two-factor', () => {
  useInstance()
  let member: Member
  beforeEach(async () => {
    member = buildMember('member')
    await givePassword(member)
  })

  const deeds: [string, (actor: Member) => Promise<unknown>][] = [
    ['beginning', (actor) => beginTwoFactor(actor)],
    ['confirming', (actor) => confirmTwoFactor(actor, '123456')],
    ['turning off', (actor) => disableTwoFactor(actor)],
    ['new backup codes', (actor) => renewBackupCodes(actor)],
  ]

  it.each(deeds)('refuses %s when the last proof is older than ten minutes', async (_, deed) => {
    const { actor } = openSession(member, { provedAt: eleven() })
    await expect(deed(actor)).rejects.toMatchObject({ code: 'unproved' })
  })

  it.each(deeds)('refuses %s to an admin who acts as the account', async (_, deed) => {
    const admin = buildMember('owner')
    database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
    const { actor } = openSession(member, { impersonatedBy: admin.accountId, provedAt: new Date() })
    await expect(deed(actor)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses a wrong code at its field, and after ten of them every code', async () => {
    const { actor } = openSession(member)
    const { typed } = await beginTwoFactor(actor)
    const right = codeOf(typed)
    const wrong = [codeOf(typed, 5), 'x'.repeat(6), '', right.slice(1), `${right}0`]
    for (const code of [...wrong, ...wrong])
      await expect(confirmTwoFactor(actor, code)).rejects.toMatchObject({ issues: [{ path: 'code' }] })
    await expect(confirmTwoFactor(actor, right)).rejects.toMatchObject({ code: 'limited' })
    expect(database().select().from(twoFactor).all()).toMatchObject([{ verified: false }])
    expect(database().select().from(user).all()).toMatchObject([{ twoFactorEnabled: false }])
  })

  it('refuses what does not fit where it stands', async () => {
    const { actor } = openSession(member)
    await expect(confirmTwoFactor(actor, '123456')).rejects.toMatchObject({ code: 'conflict' })
    await expect(disableTwoFactor(actor)).rejects.toMatchObject({ code: 'conflict' })
    await expect(renewBackupCodes(actor)).rejects.toMatchObject({ code: 'conflict' })
    await turnOnTwoFactor(member)
    const { actor: again } = openSession(member)
    await expect(beginTwoFactor(again)).rejects.toMatchObject({ code: 'conflict' })
    await expect(confirmTwoFactor(again, '123456')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is begun anew with another secret, forgotten, and changes nothing before the first code', async () => {
    const { actor } = openSession(member)
    const first = await beginTwoFactor(actor)
    const second = await beginTwoFactor(actor)
    await expect(confirmTwoFactor(actor, codeOf(first.typed))).rejects.toMatchObject({ code: 'bad_input' })
    expect(await getTwoFactor(actor)).toMatchObject({ state: 'pending', setup: { uri: second.uri } })
    const visitor = new AuthVisitor()
    await visitor.signIn(member.email)
    expect(visitor.actor?.accountId).toBe(member.accountId)
    await cancelTwoFactor(actor)
    expect(await getTwoFactor(actor)).toEqual({ state: 'off' })
  })

  it('forgets a secret that waits, when the sessions are ended: whoever asked for it knows it', async () => {
    const { actor } = openSession(member)
    await beginTwoFactor(actor)
    transaction((tx) => endSessions(tx, member.accountId))
    expect(await getTwoFactor(actor)).toEqual({ state: 'off' })
    await expect(beginTwoFactor(actor)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('keeps secret and codes encrypted, and turns on by a code of this step or the ones beside it', async () => {
    const { actor } = openSession(member)
    const { typed, uri, backupCodes } = await beginTwoFactor(actor)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Capsule:.*secret=[A-Z2-7]{52}&issuer=Capsule&digits=6&period=30$/)
    const [row] = database().select().from(twoFactor).all()
    expect(row?.secret).toMatch(/^[\da-f]+$/)
    expect(row?.backupCodes).not.toContain(backupCodes[0])
    expect(await confirmTwoFactor(actor, codeOf(typed, 1))).toEqual(backupCodes)
    expect(backupCodes).toHaveLength(10)
    for (const code of backupCodes) expect(code).toMatch(/^[\dA-Za-z]{5}-[\dA-Za-z]{5}$/)
    expect(await getTwoFactor(actor)).toEqual({ state: 'on', backupCodesLeft: 10 })
  })

  const changes: [string, string, boolean, (actor: Member) => Promise<unknown>][] = [
    [
      'turning it on',
      'two_factor_enabled',
      false,
      async (actor) => confirmTwoFactor(actor, codeOf((await beginTwoFactor(actor)).typed)),
    ],
    ['new backup codes', 'backup_codes_made', true, (actor) => renewBackupCodes(actor)],
    ['turning it off', 'two_factor_disabled', true, (actor) => disableTwoFactor(actor)],
  ]

  it.each(changes)(
    '%s ends other sessions and waiting sign-ins on the next request, and tells the owner',
    async (_, event, isOn, change) => {
      const waiting = new AuthVisitor()
      if (isOn) {
        await turnOnTwoFactor(member)
        await waiting.signIn(member.email)
      }
      const [own, other] = [openSession(member), openSession(member)]
      const stranger = openSession(buildMember('member'))
      expect(await isIn(other.cookie)).toBe(true)
      await change(own.actor)
      expect(await Promise.all([own, other, stranger].map(({ cookie }) => isIn(cookie)))).toEqual([
        true,
        false,
        true,
      ])
      expect(
        database()
          .select()
          .from(verification)
          .all()
          .filter(({ value }) => value === member.accountId),
      ).toEqual([])
      expect(mailEvents().at(-1)).toEqual(['security_notice', event])
      expect(auditActions().at(-1)).toBe(`two_factor.${event.replace('two_factor_', '')}`)
    },
  )
})

describe('Better Auth’s calls for two-factor', () => {
  useInstance()
  let member: Member
  beforeEach(async () => {
    member = buildMember('member')
    await givePassword(member)
  })

  const routes: [string, RouteModule][] = [
    ['enable', enable],
    ['disable', disable],
    ['generate-backup-codes', generate],
  ]

  it.each(routes)(
    '%s is refused to nobody, to a wrong password and to an impersonator',
    async (name, route) => {
      const path = `/api/auth/two-factor/${name}`
      const nobody = await send(route, 'POST', path, { body: { password } })
      expect(nobody).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
      const wrong = await send(route, 'POST', path, { as: member, body: { password: 'wrong' } })
      expect(wrong).toMatchObject({ status: 400, body: { message: 'This is not your password.' } })
      expect((await send(route, 'POST', path, { as: member, body: {} })).status).toBe(400)
      const admin = buildMember('owner')
      database().update(user).set({ role: 'admin' }).where(eq(user.id, admin.accountId)).run()
      const { cookie } = openSession(member, { impersonatedBy: admin.accountId, provedAt: null })
      expect((await send(route, 'POST', path, { cookie, body: { password } })).status).toBe(403)
    },
  )

  it('turn it on, renew the codes and turn it off, with the password as proof', async () => {
    const { cookie } = openSession(member, { provedAt: eleven() })
    const call = (route: RouteModule, name: string, body: unknown) =>
      send(route, 'POST', `/api/auth/two-factor/${name}`, { cookie, body })
    const begun = await call(enable, 'enable', { password })
    expect(begun).toMatchObject({ status: 200, body: { method: 'totp' } })
    const { totpURI, backupCodes } = begun.body as { totpURI: string; backupCodes: string[] }
    expect(backupCodes).toHaveLength(10)
    const typed = new URL(totpURI).searchParams.get('secret') ?? ''
    const confirmed = await call(verify, 'verify-totp', { code: codeOf(typed) })
    expect(confirmed).toMatchObject({ status: 200, body: { user: { twoFactorEnabled: true } } })
    const renewed = await call(generate, 'generate-backup-codes', { password })
    expect(renewed).toMatchObject({ status: 200, body: { status: true } })
    const off = await call(disable, 'disable', { password })
    expect(off).toMatchObject({ status: 200, body: { status: true } })
    expect(database().select().from(twoFactor).all()).toEqual([])
    expect(database().select().from(session).all()).toHaveLength(1)
  })
})
