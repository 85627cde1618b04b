import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { admin } from './support/account'
import { runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit } from './support/browser'
import { Client } from './support/client'
import { startMailServer, type MailServer } from './support/mail'
import { plugIn } from './support/passkeys'

const Created = z.object({ user: z.object({ id: z.string() }) })
const Begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

let mail: MailServer
let capsule: Capsule
let ada: Client

beforeAll(async () => {
  mail = await startMailServer()
  capsule = await startCapsule({
    env: {
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      RATE_LIMITS: 'off',
      SMTP_URL: mail.url,
    },
  })
  ada = new Client(capsule.url)
  await ada.post('/api/auth/sign-in/email', { email: admin.email, password: admin.password })
})

afterAll(async () => {
  await capsule.stop()
  await mail.stop()
})

let people = 0

/** Somebody with a password, and a browser in which they are signed in. */
async function makePerson() {
  people += 1
  const [email, password] = [`person${people}@example.org`, 'seven quiet herons wade']
  const made = await ada.post('/api/auth/admin/create-user', { name: 'Grace', email, password })
  const { id } = Created.parse(made.json).user
  const person = { id, email, password, self: new Client(capsule.url), codes: new Array<string>() }
  await signIn(person, person.self)
  return person
}

type Person = Awaited<ReturnType<typeof makePerson>>

function signIn({ email, password }: Person, browser: Client) {
  return browser.post('/api/auth/sign-in/email', { email, password })
}

/** Turns two-factor on in the person's own browser. */
async function turnOn(person: Person): Promise<void> {
  const { password, self } = person
  const begun = Begun.parse((await self.post('/api/auth/two-factor/enable', { password })).json)
  const secret = Secret.fromBase32(new URL(begun.totpURI).searchParams.get('secret') ?? '')
  const code = new TOTP({ secret }).generate()
  expect((await self.post('/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
  person.codes = begun.backupCodes
}

async function askedForCode(person: Person, browser: Client): Promise<boolean> {
  const { json } = await signIn(person, browser)
  return z.object({ twoFactorRedirect: z.literal(true) }).safeParse(json).success
}

/** Another browser, signed in by a backup code, which trusts the device when asked to. */
async function openBrowser(person: Person, trustDevice: boolean): Promise<Client> {
  const browser = new Client(capsule.url)
  expect(await askedForCode(person, browser)).toBe(true)
  const body = { code: person.codes.shift(), trustDevice }
  expect((await browser.post('/api/auth/two-factor/verify-backup-code', body)).status).toBe(200)
  return browser
}

async function linkTo(recipient: string, subject: RegExp): Promise<string> {
  const [link = ''] = (await mail.waitFor(recipient, subject)).links
  const { pathname, search } = new URL(link)
  return pathname + search
}

async function command(args: string[], input?: string): Promise<void> {
  const launch = { folder: capsule.folder, ...(input !== undefined && { input }) }
  expect(await runCapsule(['user', ...args], launch)).toMatchObject({ code: 0, stderr: '' })
}

const actOn = ({ id }: Person, intent: string, more: Record<string, string> = {}) =>
  ada.submit(`/admin/accounts/${id}`, { intent, ...more })

/** Adds a passkey in Chromium, in the session of the person's own browser. */
async function addPasskey({ self }: Person): Promise<void> {
  const there = await visit({ url: capsule.url })
  await plugIn(there.page)
  const cookies = [...self.cookies].map(([name, value]) => ({ name, value, url: capsule.url }))
  await there.context.addCookies(cookies)
  await there.page.goto('/settings/passkeys')
  await there.page.getByRole('button', { name: 'Add a passkey', exact: true }).click()
  await there.page.getByText('Your passkey is added').waitFor()
  await there.close()
}

const Passkeys = z.array(z.object({ id: z.string() }))

type Change = {
  /** What it takes before the browsers are opened. */
  before?: (person: Person) => Promise<unknown>
  make: (person: Person) => Promise<unknown>
  /** Whether the person's own browser stays signed in. */
  self: 'stays' | 'ends'
  /** What it takes before anybody can be asked for a code again: null where nobody can. */
  after?: ((person: Person) => Promise<unknown>) | null
}

const onAgain = async (person: Person) => {
  await signIn(person, person.self)
  await turnOn(person)
}

const changes: Record<string, Change> = {
  'another password, in the settings': {
    self: 'stays',
    make: async (person) => {
      const next = 'nine loud geese take off'
      const body = { currentPassword: person.password, newPassword: next }
      expect((await person.self.post('/api/auth/change-password', body)).status).toBe(200)
      person.password = next
    },
  },
  'another password, by a link': {
    self: 'ends',
    make: async (person) => {
      await new Client(capsule.url).post('/api/auth/request-password-reset', { email: person.email })
      const link = await linkTo(person.email, /choose a new password/i)
      person.password = 'nine loud geese take off'
      await new Client(capsule.url).submit(link, { password: person.password })
    },
  },
  'another address': {
    self: 'stays',
    make: async (person) => {
      const newEmail = `new.${person.email}`
      await person.self.post('/api/auth/change-email', { newEmail })
      const links = [await linkTo(person.email, /agree/i), await linkTo(newEmail, /confirm/i)]
      for (const link of links) await new Client(capsule.url).submit(link, { intent: 'accept' })
      person.email = newEmail
    },
  },
  'two-factor off': {
    self: 'stays',
    make: ({ self, password }) => self.post('/api/auth/two-factor/disable', { password }),
    after: turnOn,
  },
  'new backup codes': {
    self: 'stays',
    make: ({ self, password }) => self.post('/api/auth/two-factor/generate-backup-codes', { password }),
  },
  'a passkey more': { self: 'stays', make: addPasskey },
  'a passkey less': {
    self: 'stays',
    before: addPasskey,
    make: async ({ self }) => {
      const [passkey] = Passkeys.parse((await self.get('/api/auth/passkey/list-user-passkeys')).json)
      expect((await self.post('/api/auth/passkey/delete-passkey', { id: passkey?.id })).status).toBe(200)
    },
  },
  'all other sessions ended': {
    self: 'stays',
    make: ({ self }) => self.submit('/settings/sessions', { intent: 'revoke-others' }),
  },
  'sessions ended by an admin': { self: 'ends', make: (person) => actOn(person, 'end-sessions') },
  'two-factor off by an admin': {
    self: 'ends',
    make: (person) => actOn(person, 'disable-2fa'),
    after: onAgain,
  },
  'a ban by an admin, lifted afterwards': {
    self: 'ends',
    make: (person) => actOn(person, 'ban', { reason: '', until: '' }),
    after: (person) => actOn(person, 'unban'),
  },
  'capsule user reset-password': {
    self: 'ends',
    make: async (person) => {
      person.password = 'nine loud geese take off'
      await command(['reset-password', person.email], person.password)
    },
  },
  'capsule user reset-password --link': {
    self: 'ends',
    make: ({ email }) => command(['reset-password', email, '--link']),
  },
  'capsule user disable-2fa': {
    self: 'ends',
    make: ({ email }) => command(['disable-2fa', email]),
    after: onAgain,
  },
  'capsule user ban, and unban afterwards': {
    self: 'ends',
    make: ({ email }) => command(['ban', email]),
    after: ({ email }) => command(['unban', email]),
  },
  'capsule user delete': { self: 'ends', make: ({ email }) => command(['delete', email]), after: null },
}

/** What the trusted device gets for the password alone: nothing, where the account is gone; else the question for a code. */
async function answerTo(person: Person, device: Client, isGone: boolean): Promise<string> {
  const isRight = isGone ? (await signIn(person, device)).status === 401 : await askedForCode(person, device)
  return isRight ? 'refused, or asked for a code' : 'a session'
}

describe('on the very next request', { timeout: 60_000 }, () => {
  it('two-factor that was turned on has ended the other session', async () => {
    const person = await makePerson()
    const other = new Client(capsule.url)
    await signIn(person, other)
    expect(await other.isSignedIn()).toBe(true)
    await turnOn(person)
    expect([await other.isSignedIn(), await person.self.isSignedIn()]).toEqual([false, true])
    expect(await askedForCode(person, other)).toBe(true)
  })

  it.each(Object.entries(changes))(
    '%s has ended the sessions, and no device is trusted',
    async (what, { before, make, self, after }) => {
      const person = await makePerson()
      await turnOn(person)
      await before?.(person)
      const other = await openBrowser(person, false)
      const device = await openBrowser(person, true)
      // Trusted indeed: without this, what follows would prove nothing.
      expect(await askedForCode(person, device)).toBe(false)
      expect([await other.isSignedIn(), await device.isSignedIn()]).toEqual([true, true])

      await make(person)

      const open = [await other.isSignedIn(), await device.isSignedIn()]
      const own = await person.self.isSignedIn()
      await after?.(person)
      expect(await answerTo(person, device, after === null)).toBe('refused, or asked for a code')
      expect(await device.isSignedIn()).toBe(false)
      const ended = open.filter((isOpen) => !isOpen).length
      console.info(`${what}: ${ended} of 2 sessions and 1 of 1 trusted devices refused`)
      expect([open, own]).toEqual([[false, false], self === 'stays'])
    },
  )
})
