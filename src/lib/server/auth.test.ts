import { describe, expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { auth } from './auth'

/** What differs from Better Auth 1.7's defaults on purpose, as the running configuration says it. */
describe('Better Auth runs', () => {
  useInstance()

  const options = async () => (await auth().$context).options
  const context = () => auth().$context
  const plugin = async (id: string) =>
    (await options()).plugins?.find((candidate) => candidate.id === id)?.options

  it('without telling anybody about it', async () => {
    expect((await options()).telemetry).toMatchObject({ enabled: false })
  })

  it('without its own limits: ours cover both doors', async () => {
    expect((await options()).rateLimit).toEqual({ enabled: false })
  })

  it('counting by the address that the listener found, IPv6 by /64', async () => {
    expect((await options()).advanced?.ipAddress).toEqual({
      ipAddressHeaders: ['x-capsule-client-address'],
      ipv6Subnet: 64,
    })
  })

  it('on the public address, whatever Host a request carries', async () => {
    expect((await context()).baseURL).toBe('https://capsule.test/api/auth')
    expect((await options()).trustedOrigins).toEqual(['https://capsule.test'])
  })

  it('with its checks against forged requests on', async () => {
    const { advanced } = await options()
    expect(advanced).not.toHaveProperty('disableCSRFCheck')
    expect(advanced).not.toHaveProperty('disableOriginCheck')
  })

  it('without a cache of sessions in the cookie', async () => {
    expect((await options()).session?.cookieCache).toMatchObject({ enabled: false })
  })

  it('leaving the age of a session and of a proof to us', async () => {
    expect((await options()).session).toMatchObject({
      expiresIn: 604_800,
      disableSessionRefresh: true,
      freshAge: 0,
    })
  })

  it('with passwords of 12 to 256 characters, and no sign-up of its own', async () => {
    expect((await options()).emailAndPassword).toMatchObject({
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
    })
  })

  it('hashing with argon2id at OWASP’s figures', async () => {
    const hash = await (await context()).password.hash('a long sentence')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('never signing in by a confirmed address: that would go round the second factor', async () => {
    expect((await options()).emailVerification).toMatchObject({ autoSignInAfterVerification: false })
  })

  it('with a second factor that is trusted for seven days and stored encrypted', async () => {
    expect(await plugin('two-factor')).toMatchObject({
      trustDeviceMaxAge: 604_800,
      backupCodeOptions: { amount: 10, storeBackupCodes: 'encrypted' },
    })
  })

  it('asking passkeys for the person, not only for the device', async () => {
    expect(await plugin('passkey')).toMatchObject({
      rpID: 'capsule.test',
      authenticatorSelection: { userVerification: 'required' },
      registration: { afterVerification: expect.any(Function) },
      authentication: { afterVerification: expect.any(Function) },
    })
  })

  it('with impersonations of an hour, and never of an admin', async () => {
    expect(await plugin('admin')).toMatchObject({ impersonationSessionDuration: 3600 })
    expect(await plugin('admin')).not.toHaveProperty('allowImpersonatingAdmins')
  })

  it('with cookies that scripts and plain http cannot read', async () => {
    const { sessionToken } = (await context()).authCookies
    expect(sessionToken.name).toBe('__Secure-capsule.session_token')
    expect(sessionToken.attributes).toMatchObject({ httpOnly: true, secure: true, sameSite: 'lax' })
  })

  it('outside transactions, which SQLite would commit at the first await', async () => {
    expect((await context()).adapter.options?.adapterConfig.transaction).toBeFalsy()
  })
})

describe('with open registration Better Auth runs', () => {
  useInstance({ REGISTRATION: 'open' })

  it('letting nobody in whose address is not confirmed', async () => {
    expect((await auth().$context).options.emailAndPassword).toMatchObject({ requireEmailVerification: true })
  })
})
