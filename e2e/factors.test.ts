import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, setUp, signIn } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { plugIn } from './support/passkeys'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  // A virtual authenticator answers at once where passkeys are offered in the autofill; one test below lets it.
  await ada.context.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await page.goto(await capsule.setupLink())
  await setUp(page)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const arrive = (visited: Page, path: string) => visited.waitForURL((url) => url.pathname === path)
const button = (name: string) => page.getByRole('button', { name, exact: true })

async function signOut() {
  await page.context().clearCookies()
  await page.goto('/login')
}

/** Limits count by address, and everybody here has the same: a restart forgets them. */
async function restart() {
  await capsule.stop()
  capsule = await startCapsule({ folder: capsule.folder, env: { PORT: new URL(capsule.url).port } })
}

const HALF_MINUTE = 30_000

/** The code of a secret, `offset` half minutes from now. */
function codeOf(secret: string, offset: number): string {
  return codeAt(secret, Date.now() + offset * HALF_MINUTE)
}

function codeAt(secret: string, timestamp: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp })
}

let lastStep = 0

/**
 * A code that was not used yet: each is good once, from the half minute before its own to the one after. It is taken early in that
 * time, so that a slow machine still sends it in time, and waited for where too many were used at once.
 */
async function nextCode(secret: string): Promise<string> {
  const step = Math.max(lastStep + 1, Math.floor(Date.now() / HALF_MINUTE))
  await Bun.sleep(Math.max(0, (step - 1) * HALF_MINUTE - Date.now()))
  lastStep = step
  return codeAt(secret, step * HALF_MINUTE)
}

describe('security', () => {
  it('shows what guards the account', async () => {
    await page.goto('/settings/security')
    await page.getByRole('link', { name: /Two-factor/ }).waitFor()
    await look(ada, 'security')
  })
})

describe('a passkey', () => {
  let device: { cdp: CDPSession; authenticatorId: string }

  it('is refused when it does not check who uses it', async () => {
    device = await plugIn(page, { isVerifying: false })
    await page.goto('/settings/passkeys')
    await look(ada, 'passkeys-none')
    await button('Add a passkey').click()
    await page.getByRole('alert').waitFor()
    await look(ada, 'passkeys-refused')
    expect(await page.getByRole('listitem').filter({ hasText: 'Added' }).count()).toBe(0)
    await device.cdp.send('WebAuthn.disable')
    ada.takeProblems()
  })

  it('is refused by the server, whatever the browser let through', async () => {
    device = await plugIn(page, { isVerifying: false })
    const status = await page.evaluate(async () => {
      const options = await (await fetch('/api/auth/passkey/generate-register-options')).json()
      options.authenticatorSelection.userVerification = 'discouraged'
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
      const credential = await navigator.credentials.create({ publicKey })
      if (!(credential instanceof PublicKeyCredential)) return 'no credential'
      const answer = await fetch('/api/auth/passkey/verify-registration', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response: credential.toJSON(), name: 'Unverified' }),
      })
      return [answer.status, (await answer.json()).code]
    })
    expect(status).toEqual([403, 'USER_VERIFICATION_REQUIRED'])
    await device.cdp.send('WebAuthn.disable')
    ada.takeProblems()
  })

  it('is added with a name, and ends the other sessions', async () => {
    const other = await visit({ url: capsule.url })
    await other.page.goto('/login')
    await signIn(other.page)
    await arrive(other.page, '/')
    device = await plugIn(page)
    await page.goto('/settings/passkeys')
    await page.getByLabel('Name').fill('Laptop')
    await button('Add a passkey').click()
    await page.getByText('Your passkey is added').waitFor()
    await page.getByText('Laptop', { exact: true }).first().waitFor()
    await look(ada, 'passkeys')
    await other.page.goto('/settings')
    expect(new URL(other.page.url()).pathname).toBe('/login')
    await other.close()
  })

  it('is not added twice on one device', async () => {
    await button('Add a passkey').click()
    await page.getByText('has a passkey for this account already').waitFor()
    ada.takeProblems()
  })

  it('is renamed', async () => {
    await page.goto('/settings/passkeys')
    await page.getByText('Rename or delete').click()
    await page.getByLabel('New name').fill('')
    await page.getByLabel('New name').fill('Ada’s laptop')
    await look(ada, 'passkeys-rename')
    await button('Rename').click()
    await page.getByText('The new name is saved').waitFor()
    await page.getByText('Ada’s laptop', { exact: true }).first().waitFor()
  })

  it('signs in by the button, to where one wanted to go', async () => {
    await signOut()
    await page.goto('/login?next=/settings/security')
    await button('Sign in with a passkey').click()
    await arrive(page, '/settings/security')
    await page.getByText('1 passkey').waitFor()
  })

  it('signs in by the autofill of the field', async () => {
    const { credentials } = await device.cdp.send('WebAuthn.getCredentials', {
      authenticatorId: device.authenticatorId,
    })
    const [credential] = credentials
    if (!credential) throw new Error('The authenticator keeps no passkey.')
    const there = await visit({ url: capsule.url })
    const { cdp, authenticatorId } = await plugIn(there.page)
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
    await there.page.goto('/login?next=/notes')
    await arrive(there.page, '/notes')
    expect(there.takeProblems()).toEqual([])
    // The counter of a passkey only goes up: the first device goes on where this one stands.
    const [used] = (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
    if (!used) throw new Error('The authenticator lost its passkey.')
    await device.cdp.send('WebAuthn.clearCredentials', { authenticatorId: device.authenticatorId })
    await device.cdp.send('WebAuthn.addCredential', {
      authenticatorId: device.authenticatorId,
      credential: used,
    })
    await there.close()
  })

  it('does not sign in where it did not check who uses it', async () => {
    await signOut()
    const { cdp, authenticatorId } = device
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.goto('/about')
    const answer = await page.evaluate(async () => {
      const options = await (await fetch('/api/auth/passkey/generate-authenticate-options')).json()
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
      publicKey.userVerification = 'discouraged'
      const credential = await navigator.credentials.get({ publicKey })
      if (!(credential instanceof PublicKeyCredential)) return 'no credential'
      const response = await fetch('/api/auth/passkey/verify-authentication', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response: credential.toJSON() }),
      })
      return [response.status, (await response.json()).code]
    })
    expect(answer).toEqual([403, 'USER_VERIFICATION_REQUIRED'])
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    ada.takeProblems()
  })
})

describe('confirming that it is you', () => {
  const makeOld = async () => {
    const { Database } = await import('bun:sqlite')
    const database = new Database(join(capsule.folder, 'capsule.db'))
    database.run('PRAGMA busy_timeout = 5000')
    database.run('UPDATE session SET proved_at = proved_at - 660000')
    database.close()
  }

  it('is asked ten minutes later, by the password', async () => {
    await signOut()
    await signIn(page)
    await arrive(page, '/')
    await makeOld()
    await page.goto('/settings/two-factor')
    await page.waitForURL('**/confirm?next=/settings/two-factor')
    await look(ada, 'confirm')
    await page.getByLabel('Password').fill('not the password')
    await button('Confirm').click()
    await page.getByText('This is not your password.').waitFor()
    await look(ada, 'confirm-refused')
    ada.takeProblems()
    await page.getByLabel('Password').fill(admin.password)
    await button('Confirm').click()
    await arrive(page, '/settings/two-factor')
  })

  it('works by a passkey, in a new session', async () => {
    await makeOld()
    const before = await page.context().cookies()
    await page.goto('/settings/passkeys')
    await button('Confirm with a passkey').click()
    await arrive(page, '/settings/passkeys')
    expect(await page.context().cookies()).not.toEqual(before)
  })

  it('is asked for where a form was sent too late', async () => {
    await page.goto('/settings/two-factor')
    await makeOld()
    await button('Set up two-factor').click()
    await page.getByText('more than ten minutes ago').waitFor()
    await look(ada, 'two-factor-unproved')
    ada.takeProblems()
    await page.getByRole('link', { name: 'Confirm that it is you' }).click()
    await page.getByLabel('Password').fill(admin.password)
    await button('Confirm').click()
    await arrive(page, '/settings/two-factor')
  })
})

describe('two-factor', () => {
  let secret: string
  let codes: string[]

  it('is set up by a QR code or a secret, and gives backup codes once', async () => {
    await page.goto('/settings/two-factor')
    await look(ada, 'two-factor-off')
    await button('Set up two-factor').click()
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    await look(ada, 'two-factor-setup')
    secret = (await page.locator('p.select-all').textContent()) ?? ''
    expect(secret.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{52}$/)
    await page.getByLabel('Code', { exact: true }).fill('12345')
    await button('Turn two-factor on').click()
    await page.getByText('A code has six digits.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 5))
    await button('Turn two-factor on').click()
    await page.getByText('This code is not right.').waitFor()
    await look(ada, 'two-factor-setup-refused')
    ada.takeProblems()
    await page.getByLabel('Code', { exact: true }).fill(await nextCode(secret))
    await button('Turn two-factor on').click()
    await page.getByRole('heading', { name: 'Your backup codes' }).waitFor()
    codes = await page.locator('ol.select-all li').allTextContents()
    expect(codes).toHaveLength(10)
    await look(ada, 'two-factor-codes')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as a text file' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('capsule-backup-codes.txt')
    expect(await new Response(Bun.file(await download.path())).text()).toContain(codes.join('\r\n'))
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.getByText('All ten are left.').waitFor()
    expect(await page.getByText(codes[0] ?? '').count()).toBe(0)
    await look(ada, 'two-factor-on')
    await page.goto('/settings/security')
    await page.getByText('On, with 10 backup codes left.').waitFor()
    await look(ada, 'security-all-on')
  })

  it('asks for a code after the password, and keeps where one wanted to go', async () => {
    await signOut()
    await page.goto('/notes?q=rye')
    await signIn(page)
    await page.waitForURL('**/login/two-factor?next=**')
    await look(ada, 'login-two-factor')
    const code = await nextCode(secret)
    await page.getByLabel('Code', { exact: true }).fill(code)
    await button('Sign in').click()
    await page.waitForURL('**/notes?q=rye')
    await signOut()
    await signIn(page)
    await page.getByLabel('Code', { exact: true }).fill(code)
    await button('Sign in').click()
    await page.getByText('This code was used already.').waitFor()
    await look(ada, 'login-two-factor-refused')
    ada.takeProblems()
    await page.goto('/notes')
    expect(new URL(page.url()).pathname).toBe('/login')
  })

  it('takes a backup code once', async () => {
    await restart()
    const [code = ''] = codes
    for (const outcome of ['in', 'refused']) {
      await signOut()
      await signIn(page)
      await page.getByRole('link', { name: 'Use a backup code instead' }).click()
      await page.getByLabel('Backup code').fill(code)
      if (outcome === 'in') await look(ada, 'login-backup-code')
      await button('Sign in').click()
      if (outcome === 'in') await arrive(page, '/')
      else await page.getByText('This code is not right.').waitFor()
    }
    ada.takeProblems()
  })

  it('works without JavaScript, and trusts a device on request', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    const { page: there } = plain
    const press = (name: string) => there.getByRole('button', { name, exact: true }).click()
    await there.goto('/login?next=/settings/security')
    expect(await there.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
    await signIn(there)
    await there.getByLabel('Code', { exact: true }).fill(await nextCode(secret))
    await there.getByLabel('Trust this device for 7 days').check()
    await press('Sign in')
    await arrive(there, '/settings/security')
    await there.getByText('On, with 9 backup codes left.').waitFor()

    const cookies = await plain.context.cookies()
    await plain.context.clearCookies({ name: /session_token/ })
    await there.goto('/login')
    await signIn(there)
    await arrive(there, '/')
    const trust = cookies.find(({ name }) => name.endsWith('trust_device'))
    expect((trust?.expires ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(7 * 24 * 60 * 60_000)

    await there.goto('/settings/two-factor')
    await press('Make new backup codes')
    await there.getByText('The old backup codes work no more.').waitFor()
    expect(await there.locator('ol.select-all li').count()).toBe(10)
    await there.goto('/settings/two-factor')
    await press('Turn it off')
    await there.getByText('Two-factor is off.').waitFor()
    await press('Set up two-factor')
    const again = (await there.locator('p.select-all').textContent()) ?? ''
    await there.getByLabel('Code', { exact: true }).fill(codeOf(again, 0))
    await press('Turn two-factor on')
    await there.getByRole('heading', { name: 'Your backup codes' }).waitFor()

    await plain.context.clearCookies({ name: /session_token/ })
    await there.goto('/login')
    await signIn(there)
    await arrive(there, '/login/two-factor')
    await plain.close()
  })

  it('is passed by a passkey, which counts as both', async () => {
    await signOut()
    await button('Sign in with a passkey').click()
    await arrive(page, '/')
  })

  it('begins again after too many wrong codes', async () => {
    await restart()
    await signOut()
    await signIn(page)
    for (let tries = 0; tries < 6; tries += 1) {
      await page.getByLabel('Code', { exact: true }).fill(`00000${tries}`)
      await button('Sign in').click()
      await page.waitForLoadState()
    }
    await page.waitForURL('**/login?done=again')
    await page.getByText('Sign in again').waitFor()
    await look(ada, 'login-again')
    ada.takeProblems()
  })
})

describe('the sign-in page', () => {
  it('looks as it should', async () => {
    await restart()
    await signOut()
    await look(ada, 'login')
    await page.goto('/login?done=reset')
    await page.getByText('Your new password is set.').waitFor()
    await look(ada, 'login-done')
    await signIn(page, 'not the password')
    await page.getByText('The address or the password is not right.').waitFor()
    await look(ada, 'login-refused')
    ada.takeProblems()
  })

  it('offers no passkey on a bare address, and the page of passkeys says why', async () => {
    const bare = await startCapsule({ env: { PUBLIC_URL: 'http://127.0.0.1:43219', PORT: '43219' } })
    const there = await visit({ url: 'http://127.0.0.1:43219' })
    await there.page.goto((await bare.setupLink()).replace('localhost', '127.0.0.1'))
    await setUp(there.page)
    await there.page.goto('/settings/passkeys')
    await there.page.getByText('opened by a bare address').waitFor()
    await look(there, 'passkeys-bare-address')
    await there.context.clearCookies()
    await there.page.goto('/login')
    expect(await there.page.getByRole('button', { name: /passkey/ }).count()).toBe(0)
    await there.close()
    await bare.stop()
  })
})
