import { passkeyClient } from '@better-auth/passkey/client'
import { adminClient, organizationClient, twoFactorClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/vue'
import { TOTP, URI } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { startMailServer } from './support/mail'

/** Better Auth's client for Vue as a builder makes it, with a cookie jar where a browser would have one. */
function openClient(url: string) {
  const jar = new Map<string, string>()
  const fetchWithCookies = async (input: RequestInfo | URL, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', url)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(input, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return createAuthClient({
    baseURL: url,
    fetchOptions: { customFetchImpl: fetchWithCookies },
    plugins: [organizationClient(), twoFactorClient(), adminClient(), passkeyClient()],
  })
}

const admin = { email: 'ada@example.org', password: 'a long sentence for a test' }
const person = { name: 'Grace', email: 'grace@example.org', password: 'another long sentence' }

describe('Better Auth’s own client, where registration is open', () => {
  it('signs up, is let in once the address is confirmed, and not before', async () => {
    const mail = await startMailServer()
    const capsule = await startCapsule({
      env: {
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        REGISTRATION: 'open',
        SMTP_URL: mail.url,
      },
    })
    const auth = openClient(capsule.url)
    const { data, error } = await auth.signUp.email(person)
    expect([error, data?.user.email, data?.token]).toEqual([null, person.email, null])
    const wrong = await auth.signIn.email({ ...person, password: 'a wrong sentence' })
    const unconfirmed = await auth.signIn.email(person)
    expect([unconfirmed.error?.status, unconfirmed.error]).toEqual([401, wrong.error])
    const [link = ''] = (await mail.waitFor(person.email)).links
    await fetch(link)
    expect((await auth.signIn.email(person)).error?.status).toBe(401)
    const headers = { origin: capsule.url, 'content-type': 'application/x-www-form-urlencoded' }
    const click = await fetch(link, { method: 'POST', headers, body: '', redirect: 'manual' })
    expect(click.status).toBe(303)
    expect((await auth.signIn.email(person)).data?.user.email).toBe(person.email)
    await capsule.stop()
    await mail.stop()
  })
})

describe('Better Auth’s own client', () => {
  let capsule: Capsule
  const client = () => openClient(capsule.url)

  beforeAll(async () => {
    capsule = await startCapsule({
      env: { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, REGISTRATION: 'code' },
    })
  })

  it('is told why a sign-up is refused', async () => {
    const { data, error } = await client().signUp.email({ ...person, email: 'eve@example.org' })
    expect(data).toBeNull()
    expect(error).toMatchObject({ status: expect.any(Number), message: expect.stringMatching(/code/i) })
    expect((await client().signIn.email({ ...person, email: 'eve@example.org' })).error?.status).toBe(401)
  })

  it('signs in, reads the session and signs out', async () => {
    const auth = client()
    expect((await auth.getSession()).data).toBeNull()
    expect((await auth.signIn.email({ ...admin, password: 'a wrong sentence' })).error?.status).toBe(401)
    expect((await auth.signIn.email(admin)).data?.user.email).toBe(admin.email)
    expect((await auth.getSession()).data?.user.email).toBe(admin.email)
    expect((await auth.listSessions()).data?.length).toBeGreaterThan(0)
    await auth.signOut()
    expect((await auth.getSession()).data).toBeNull()
  })

  it('makes a workspace, invites into it, and the invited person accepts with an account of their own', async () => {
    const owner = client()
    await owner.signIn.email(admin)
    const created = await owner.admin.createUser({ ...person, role: 'user' })
    expect(created.error).toBeNull()
    const workspace = await owner.organization.create({ name: 'Bakery', slug: 'bakery' })
    expect(workspace.error).toBeNull()
    const organizationId = workspace.data?.id ?? ''
    const invited = await owner.organization.inviteMember({
      email: person.email,
      role: 'member',
      organizationId,
    })
    expect(invited.error).toBeNull()

    const guest = client()
    await guest.signIn.email(person)
    const stranger = client()
    expect(
      (await stranger.organization.acceptInvitation({ invitationId: invited.data?.id ?? '' })).error,
    ).not.toBeNull()
    expect(
      (await guest.organization.acceptInvitation({ invitationId: invited.data?.id ?? '' })).error,
    ).toBeNull()
    expect(
      (await guest.organization.acceptInvitation({ invitationId: invited.data?.id ?? '' })).error,
    ).not.toBeNull()
    const mine = await guest.organization.list()
    expect(mine.data?.map(({ name }) => name)).toContain('Bakery')
    expect((await guest.organization.delete({ organizationId })).error?.status).toBe(403)
    const members = await owner.organization.listMembers({ query: { organizationId } })
    expect(members.data?.members.map(({ role }) => role).toSorted()).toEqual(['member', 'owner'])
  })

  it('turns two-factor on, is asked for it at the next sign-in, and turns it off', async () => {
    const auth = client()
    await auth.signIn.email(admin)
    const enabled = await auth.twoFactor.enable({ password: admin.password })
    expect(enabled.error).toBeNull()
    const uri = enabled.data && 'totpURI' in enabled.data ? enabled.data.totpURI : ''
    const totp = URI.parse(uri)
    if (!(totp instanceof TOTP)) throw new Error('This is no TOTP.')
    expect((await auth.twoFactor.verifyTotp({ code: '000000' })).error).not.toBeNull()
    expect((await auth.twoFactor.verifyTotp({ code: totp.generate() })).error).toBeNull()

    const again = client()
    const first = await again.signIn.email(admin)
    expect(first.data).toMatchObject({ twoFactorRedirect: true })
    expect((await again.getSession()).data).toBeNull()
    const next = totp.generate({ timestamp: Date.now() + 30_000 })
    expect((await again.twoFactor.verifyTotp({ code: next })).error).toBeNull()
    expect((await again.getSession()).data?.user.email).toBe(admin.email)
    expect((await again.twoFactor.disable({ password: admin.password })).error).toBeNull()
    expect((await client().signIn.email(admin)).data?.user.email).toBe(admin.email)
  })
})
