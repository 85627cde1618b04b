import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { race, RIVALS } from '../src/test/race'
import { admin } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { Client } from './support/client'
import { startMailServer, type MailServer } from './support/mail'

const password = 'seven quiet herons wade'
const env = { RATE_LIMITS: 'off' }
const owner = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }

let mail: MailServer
let capsule: Capsule

const client = () => new Client(capsule.url)

/** The path and query of the link in the next message to somebody whose subject fits. */
async function linkTo(recipient: string, subject: RegExp): Promise<string> {
  const [link = ''] = (await mail.waitFor(recipient, subject)).links
  const { pathname, search } = new URL(link)
  return pathname + search
}

const tokenOf = (link: string) => new URL(link, capsule.url).searchParams.get('token') ?? ''

async function signIn(email: string, secret: string): Promise<Client> {
  const visitor = client()
  expect((await visitor.post('/api/auth/sign-in/email', { email, password: secret })).status).toBe(200)
  return visitor
}

beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(() => mail.stop())

it('the set-up link makes one admin', async () => {
  capsule = await startCapsule({ env })
  const link = await capsule.setupLink()
  const winners = await race('the set-up link', async (place) => {
    const fields = { name: `Ada ${place}`, email: `ada${place}@example.org`, workspace: 'Home', password }
    return (await client().submit(link, { ...fields, publicUrl: capsule.url })).status === 303
  })
  expect(winners).toHaveLength(1)
  await capsule.stop()
})

it('the last use of a code makes one account, by the page and by the API', async () => {
  capsule = await startCapsule({ env: { ...env, ...owner, REGISTRATION: 'code' } })
  const ada = await signIn(admin.email, admin.password)
  const fields = { intent: 'create', label: 'Bakers', maxUses: '1', expiresOn: '' }
  expect((await ada.submit('/admin/codes', fields)).status).toBe(303)
  const [, code = ''] = /signup\?code=([\w-]+)/.exec((await ada.get('/admin/codes')).text) ?? []
  const winners = await race('the last use of a registration code', async (place) => {
    const person = { name: 'Grace', email: `grace${place}@example.org`, password, code }
    if (place % 2 === 0) return (await client().post('/api/auth/sign-up/email', person)).status === 200
    return (await client().submit('/signup', person)).status === 303
  })
  expect(winners).toHaveLength(1)
  const accounts = (await ada.get('/api/auth/admin/list-users')).json
  expect(accounts).toMatchObject({ total: 2 })
  await capsule.stop()
})

describe('where everybody may sign up', () => {
  const grace = { name: 'Grace Hopper', email: 'grace@example.org', password }

  beforeAll(async () => {
    capsule = await startCapsule({
      env: { ...env, ...owner, REGISTRATION: 'open', SMTP_URL: mail.url },
    })
  })
  afterAll(() => capsule.stop())

  it('the link to confirm an address does it once', async () => {
    expect((await client().submit('/signup', grace)).status).toBe(303)
    const link = await linkTo(grace.email, /confirm/i)
    const winners = await race('a link to confirm an address', async () => {
      const { status, location } = await client().submit(link)
      return status === 303 && location === '/login?done=verified'
    })
    expect(winners).toHaveLength(1)
  })

  it('the link to choose a password sets one, by the page and by the API', async () => {
    await client().post('/api/auth/request-password-reset', { email: grace.email })
    const link = await linkTo(grace.email, /choose a new password/i)
    const winners = await race('a link to choose a new password', async (place) => {
      const next = `${password} ${place}`
      if (place % 2 === 1) return (await client().submit(link, { password: next })).status === 303
      const body = { token: tokenOf(link), newPassword: next }
      return (await client().post('/api/auth/reset-password', body)).status === 200
    })
    expect(winners).toHaveLength(1)
    grace.password = `${password} ${winners[0]}`
    await signIn(grace.email, grace.password)
  })

  it('each of the two links of a change of address is clicked once', async () => {
    const visitor = await signIn(grace.email, grace.password)
    const newEmail = 'grace.hopper@example.org'
    expect((await visitor.post('/api/auth/change-email', { newEmail })).status).toBe(200)
    const agree = await linkTo(grace.email, /agree/i)
    const confirm = await linkTo(newEmail, /confirm/i)
    for (const link of [agree, confirm]) {
      const winners = await race(`the link ${link.split('?')[0]}`, async () => {
        return (await client().submit(link, { intent: 'accept' })).status === 303
      })
      expect(winners).toHaveLength(1)
    }
    grace.email = newEmail
    expect((await visitor.get('/settings')).text).toContain(newEmail)
  })

  it('an invitation is accepted once, by a new account and by one that is there', async () => {
    const ada = await signIn(admin.email, admin.password)
    const invite = async (email: string) => {
      const fields = { intent: 'invite', email, role: 'viewer' }
      expect((await ada.submit('/workspace/invitations', fields)).status).toBe(303)
      return linkTo(email, /invites you/i)
    }
    const linus = await invite('linus@example.org')
    const created = await race('an invitation, by a new account', async () => {
      const { location } = await client().submit(linus, { intent: 'create', name: 'Linus', password })
      return location === '/'
    })
    expect(created).toHaveLength(1)

    const hers = await invite(grace.email)
    const visitor = await signIn(grace.email, grace.password)
    const accepted = await race('an invitation, signed in', async () => {
      return (await visitor.clone().submit(hers, { intent: 'accept' })).location === '/'
    })
    expect(accepted).toHaveLength(1)
    const members = (await ada.get('/api/auth/organization/list-members')).json
    expect(members).toMatchObject({ total: 3 })
  })

  it('a TOTP step and a backup code sign in once, by the page and by the API', async () => {
    const visitor = await signIn(grace.email, grace.password)
    const begun = await visitor.post('/api/auth/two-factor/enable', { password: grace.password })
    const { totpURI, backupCodes } = Begun.parse(begun.json)
    const secret = Secret.fromBase32(new URL(totpURI).searchParams.get('secret') ?? '')
    const codeAt = (offset: number) =>
      new TOTP({ secret }).generate({ timestamp: Date.now() + offset * 30_000 })
    expect((await visitor.post('/api/auth/two-factor/verify-totp', { code: codeAt(0) })).status).toBe(200)

    const ways: [what: string, method: string, codeNow: () => string][] = [
      ['a TOTP step', 'totp', () => codeAt(1)],
      ['a backup code', 'backup-code', () => backupCodes[0] ?? ''],
    ]
    for (const [what, method, codeNow] of ways) {
      const challenged: Client[] = []
      for (let place = 0; place < RIVALS; place += 1)
        challenged.push(await signIn(grace.email, grace.password))
      const code = codeNow()
      const winners = await race(what, async (place) => {
        const rival = challenged[place] ?? client()
        if (place % 2 === 0)
          return (await rival.post(`/api/auth/two-factor/verify-${method}`, { code })).status === 200
        return (await rival.submit('/login/two-factor', { method, code })).location === '/'
      })
      expect(winners).toHaveLength(1)
      const signedIn = await Promise.all(challenged.map((rival) => rival.isSignedIn()))
      expect(signedIn.filter(Boolean)).toHaveLength(1)
    }
  })
})

const Begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
