import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setUp, signIn, signOut } from './support/account'
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
  await ada.context.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await page.goto(await capsule.setupLink())
  await setUp(page)
  await plugIn(page)
  await page.goto('/settings/passkeys')
  await button('Add a passkey').click()
  await page.getByText('Your passkey is added').waitFor()
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const passkey = () => button('Sign in with a passkey')
const email = () => page.getByLabel('E-mail')
const arrive = (path: string) => page.waitForURL((url) => url.pathname === path)
const hasFocus = (part: Locator) => part.evaluate((element) => element === document.activeElement)
const topOf = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN

async function leave() {
  await page.goto('/')
  await signOut(page)
  await page.goto('/login')
}

it('the passkey stands before the password, which has the focus', async () => {
  await leave()
  await passkey().waitFor()
  expect(await topOf(passkey())).toBeLessThan(await topOf(email()))
  expect(await hasFocus(email())).toBe(true)
})

it('whoever signed in by a passkey is offered that alone, at the next press', async () => {
  await passkey().click()
  await arrive('/')
  await leave()
  await passkey().waitFor()
  expect(await email().isVisible()).toBe(false)
  await look(ada, 'login-passkey-usual')
  await page.reload()
  await passkey().waitFor()
  await page.keyboard.press('Enter')
  await arrive('/')
})

it('the password is a press away, and comes first again once it was used', async () => {
  await leave()
  await passkey().waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await email().waitFor()
  await expect.poll(() => hasFocus(email())).toBe(true)
  await look(ada, 'login-password-unfolded')
  await signIn(page)
  await arrive('/')
  await leave()
  await email().waitFor()
  expect(await page.getByText('Sign in with a password').count()).toBe(0)
})

it('what is said of a password finds it unfolded', async () => {
  await passkey().click()
  await arrive('/')
  await leave()
  await page.goto('/login?done=reset')
  await page.getByText('Your new password is set.').waitFor()
  expect(await email().isVisible()).toBe(true)
  expect(ada.takeProblems()).toEqual([])
})
