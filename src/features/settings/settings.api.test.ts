// @vitest-environment node
import { describe, expect, it, test } from 'vitest'
import * as settingsRoute from '@/pages/api/settings'
import { composeMail } from '@/features/mails/compose-mail.server'
import { findMail } from '@/features/mails/mail-rows.server'
import { queueMail } from '@/features/mails/mails.server'
import { senderOf } from '@/features/mails/mail-transport.server'
import { signUpRefusal } from '@/features/accounts/sign-up/sign-up.server'
import { auditRows } from '@/test/audit'
import { buildWorkspace, openSession, origin, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import type { Actor } from '@/lib/actor'
import { auth } from '@/lib/server/auth'
import { readConfig } from '@/lib/server/config'
import { database, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { user } from '@/lib/server/schema/accounts'
import { findSetting } from '@/lib/server/settings'
import { eq } from 'drizzle-orm'
import { changeSettings } from './settings.server'
import { listDoorNotices } from './door-notice.server'

useInstance()

const route: RouteModule = settingsRoute
const get = (as?: Actor) => send(route, 'GET', '/api/settings', as && { as })
const patch = (as: Actor | undefined, body: unknown, headers: Record<string, string> = {}) =>
  send(route, 'PATCH', '/api/settings', { body, headers, ...(as && { as }) })

function buildAdmin() {
  const { owner } = buildWorkspace()
  database().update(user).set({ role: 'admin' }).where(eq(user.id, owner.accountId)).run()
  return { ...owner, isInstanceAdmin: true }
}

/** What the audit log says of each change. */
function listChanges(): unknown[] {
  return auditRows('settings.changed').map(({ details }) => JSON.parse(details ?? 'null'))
}

/** As a start without these variables would have it. */
function freeEnvironment(env: Record<string, string> = {}) {
  instance().config = readConfig(instance().identity, env)
}

describe('refusals', () => {
  it('keeps visitors and members out, and an admin who acts as somebody else', async () => {
    const { owner, member } = buildWorkspace()
    expect([(await get()).status, (await patch(undefined, { name: 'x', version: 1 })).status]).toEqual([
      401, 401,
    ])
    expect([(await get(member)).status, (await patch(owner, { name: 'Theirs', version: 1 })).status]).toEqual(
      [403, 403],
    )
    const acting = openSession(buildAdmin(), { impersonatedBy: buildAdmin().accountId }).actor
    await expect(changeSettings(acting, { name: 'Theirs' }, 1)).rejects.toMatchObject({ code: 'forbidden' })
    expect(findSetting('name')).toBeUndefined()
  })

  test.each([
    ['a name that says nothing', { name: ' \u200B ' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(61) }, 'name'],
    ['a mode that there is not', { registration: 'everybody' }, 'registration'],
    ['an address with a path', { publicUrl: 'https://capsule.test/app' }, 'publicUrl'],
    ['an announcement that says nothing', { announcement: { text: '  ' } }, 'announcement.text'],
    ['a kind that there is not', { announcement: { text: 'x', kind: 'loud' } }, 'announcement.kind'],
    [
      'a time that is none',
      { announcement: { text: 'x', from: '2026-02-30T00:00:00Z' } },
      'announcement.from',
    ],
    [
      'an end before its beginning',
      { announcement: { text: 'x', from: '2999-02-02T00:00:00Z', until: '2999-02-01T00:00:00Z' } },
      'announcement.until',
    ],
    [
      'an announcement that is over',
      { announcement: { text: 'x', until: '2001-01-01T00:00:00Z' } },
      'announcement.until',
    ],
    ['what is not known', { colour: 'red' }, ''],
    ['nothing to change', {}, ''],
  ])('refuses %s', async (_, body, path) => {
    const answer = await patch(buildAdmin(), { ...body, version: 1 })
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ issues: expect.arrayContaining([expect.objectContaining({ path })]) }),
    ])
    expect(findSetting('settings_version')).toBeUndefined()
  })

  it('wants a version, and answers a stale one with the settings as they are', async () => {
    const admin = buildAdmin()
    expect((await patch(admin, { name: 'First' })).status).toBe(428)
    expect((await patch(admin, { name: 'First' }, { 'if-match': '"1"' })).status).toBe(200)
    const stale = await patch(admin, { name: 'Second', version: 1 })
    expect([stale.status, stale.body]).toMatchObject([412, { data: { name: 'First', version: 2 } }])
    expect(findSetting('name')).toBe('First')
  })

  it('leaves what the environment sets, names the variable, and takes what is the same', async () => {
    const admin = buildAdmin()
    freeEnvironment({ PUBLIC_URL: origin, REGISTRATION: 'closed' })
    const { body } = await get(admin)
    expect(body).toMatchObject({
      data: { registration: 'closed', lockedBy: { registration: 'REGISTRATION', publicUrl: 'PUBLIC_URL' } },
    })
    const refused = await patch(admin, { registration: 'open', name: 'Bakery', version: 1 })
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { error: expect.stringContaining('REGISTRATION') },
    ])
    const elsewhere = await patch(admin, { publicUrl: 'https://other.test', version: 1 })
    expect([elsewhere.status, elsewhere.body]).toMatchObject([
      409,
      { error: expect.stringContaining('PUBLIC_URL') },
    ])
    expect([findSetting('name'), instance().address.origins]).toEqual([undefined, [origin]])
    expect((await patch(admin, { registration: 'closed', version: 1 })).status).toBe(200)
  })

  it('wants a recent proof for another public address alone', async () => {
    freeEnvironment()
    const { actor } = openSession(buildAdmin(), { provedAt: null })
    await expect(changeSettings(actor, { publicUrl: 'https://b.test' }, 1)).rejects.toMatchObject({
      code: 'unproved',
    })
    expect(findSetting('public_url')).toBeUndefined()
    await changeSettings(actor, { name: 'Bakery' }, 1)
    expect(findSetting('name')).toBe('Bakery')
  })
})

describe('what holds at once', () => {
  it('is the name, in mails and for authenticator apps', async () => {
    const admin = buildAdmin()
    const answer = await patch(admin, { name: 'Bakery & Sons', version: 1 })
    expect(answer.headers.get('etag')).toBe('"2"')
    const id = transaction((tx) =>
      queueMail(
        tx,
        { kind: 'account_exists', recipient: 'a@example.org', name: 'A', link: '/x' },
        new Date(),
      ),
    )
    const row = findMail(id)
    expect(row && composeMail(row).text).toContain('Bakery & Sons')
    expect(senderOf().name).toBe('Bakery & Sons')
    expect(auth().options.appName).toBe('Bakery & Sons')
  })

  it('is who can sign up, and admins hear that nobody gets the links', async () => {
    const admin = buildAdmin()
    expect([signUpRefusal(), listDoorNotices()]).toEqual([expect.stringContaining('invitation'), []])
    await changeSettings(admin, { registration: 'open' }, 1)
    expect(signUpRefusal()).toBeNull()
    expect(auth().options.emailAndPassword.requireEmailVerification).toBe(true)
    expect(listDoorNotices()).toHaveLength(1)
    freeEnvironment({ REGISTRATION: 'closed' })
    expect(signUpRefusal()).toContain('No new accounts')
  })

  it('is the public address, for links and for Better Auth', async () => {
    freeEnvironment()
    const { actor } = openSession(buildAdmin())
    await changeSettings(actor, { publicUrl: 'https://new.test' }, 1)
    expect(instance().address).toEqual({ origins: ['https://new.test'], open: false })
    expect([findSetting('public_url'), auth().options.baseURL]).toEqual([
      'https://new.test',
      'https://new.test',
    ])
  })

  it('leaves one entry in the audit log that names what became of what, and none where nothing differs', async () => {
    const admin = buildAdmin()
    await changeSettings(admin, { name: 'Bakery', registration: 'code', announcement: null }, 1)
    await changeSettings(admin, { name: 'Bakery', registration: 'code' }, 2)
    expect(listChanges()).toEqual([{ name: 'Capsule → Bakery', registration: 'invite → code' }])
  })

  it('keeps an announcement until it is ended', async () => {
    const admin = buildAdmin()
    const announcement = { text: 'We move on Sunday.', kind: 'warning', from: null, onSignIn: true }
    const until = '2999-01-01T00:00:00+01:00'
    const { body } = await patch(admin, { announcement: { ...announcement, until }, version: 1 })
    expect(body).toMatchObject({
      data: { announcement: { ...announcement, until: '2998-12-31T23:00:00.000Z' }, version: 2 },
    })
    await patch(admin, { announcement: null, version: 2 })
    expect((await get(admin)).body).toMatchObject({ data: { announcement: null, version: 3 } })
    expect(listChanges()).toEqual([{ announcement: 'We move on Sunday.' }, { announcement: 'ended' }])
  })
})
