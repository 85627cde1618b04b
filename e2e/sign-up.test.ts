import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, setUp, signIn, signOut } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { startMailServer, type MailServer } from './support/mail'

const password = 'seven quiet herons wade'
const newPassword = 'nine loud geese take off'

let mail: MailServer

beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(() => mail.stop())

type Person = { name: string; email: string; password: string }

async function fillIn(page: Page, { name, email, password: secret }: Person): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(secret)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function linkFor(recipient: string, subject: RegExp): Promise<string> {
  const [link = ''] = (await mail.waitFor(recipient, subject)).links
  return link
}

describe.each([
  ['with scripts', true],
  ['without JavaScript', false],
])('open to everybody, %s', { timeout: 180_000 }, (_, javaScript) => {
  // One mail server takes the messages of both runs.
  const place = javaScript ? 'example.org' : 'plain.example.org'
  const grace = { name: 'Grace Hopper', email: `grace@${place}`, password }
  let capsule: Capsule
  let visitor: Visit
  let page: Page

  beforeAll(async () => {
    capsule = await startCapsule({ env: { REGISTRATION: 'open', SMTP_URL: mail.url } })
    const first = await visit({ url: capsule.url })
    await first.page.goto(await capsule.setupLink())
    await setUp(first.page)
    await first.close()
    visitor = await visit({ url: capsule.url, javaScript, width: javaScript ? 1280 : 360 })
    page = visitor.page
  })
  afterAll(async () => {
    await visitor.close()
    await capsule.stop()
  })

  /** Takes the pictures once: a browser that runs no scripts runs no axe either. */
  const show = async (name: string) => (javaScript ? look(visitor, name) : undefined)

  it('says beside each field what is wrong with it', async () => {
    await page.goto('/login')
    await page.getByRole('link', { name: 'Sign up' }).click()
    await heading(page, 'Create an account')
    await show('open-signup')
    await fillIn(page, { ...grace, password: 'the great grace hopper' })
    await press(page, 'Create the account')
    await page.getByText('This holds your name or your address.').waitFor()
    expect(await page.getByLabel('Password').inputValue()).toBe('')
    expect(await page.getByLabel('E-mail').inputValue()).toBe(grace.email)
    await show('open-signup-refused')
    expect(visitor.takeProblems()).toHaveLength(1)
  })

  it('lets nobody in before the address is confirmed by a click', async () => {
    await fillIn(page, grace)
    await press(page, 'Create the account')
    await heading(page, 'Look into your mail')
    await show('open-signup-mail')
    const link = await linkFor(grace.email, /confirm/i)

    await page.goto('/login')
    await signIn(page, password, grace.email)
    await page.getByText('or the address is not confirmed yet').waitFor()
    expect(await page.getByRole('link', { name: 'Have the link sent again' }).count()).toBe(1)
    await show('open-login-unconfirmed')
    visitor.takeProblems()

    await page.goto(link)
    await page.goto(link)
    await heading(page, 'Confirm your address')
    await show('open-verify')
    await press(page, 'Confirm the address')
    await page.getByText('Your address is confirmed.').waitFor()
    await show('open-verified')
    await page.goto(link)
    await heading(page, 'This link no longer works')
    await show('open-verify-gone')
    expect(visitor.takeProblems()).toHaveLength(1)

    await page.goto('/login')
    await signIn(page, password, grace.email)
    await page.waitForURL((url) => url.pathname === '/')
    await visitor.context.clearCookies()
  })

  it('answers a known address the same, and tells its owner', async () => {
    await page.goto('/signup')
    await fillIn(page, { ...grace, name: 'Eve' })
    await press(page, 'Create the account')
    await heading(page, 'Look into your mail')
    const message = await mail.waitFor(grace.email)
    expect(message.links[0]).toBe(`${capsule.url}/forgot`)
  })

  it('sends another link to confirm an address to whoever asks, and the older one ends', async () => {
    const edith = { ...grace, name: 'Edith Clarke', email: `edith@${place}` }
    await page.goto('/signup')
    await fillIn(page, edith)
    await press(page, 'Create the account')
    await heading(page, 'Look into your mail')
    const older = await linkFor(edith.email, /confirm/i)
    await page.getByRole('link', { name: 'Have the link sent again' }).click()
    await show('open-verify-again')
    await page.getByLabel('E-mail').fill(edith.email)
    await press(page, 'Send the link')
    await heading(page, 'Look into your mail')
    const newer = await linkFor(edith.email, /confirm/i)
    await page.goto(older)
    await heading(page, 'This link no longer works')
    visitor.takeProblems()
    await page.goto(newer)
    await press(page, 'Confirm the address')
    await page.getByText('Your address is confirmed.').waitFor()
  })

  it('sets a forgotten password by mail, once, and signs nobody in by it', async () => {
    await page.goto('/login')
    await page.getByRole('link', { name: /Forgot/ }).click()
    await heading(page, 'Forgot your password')
    await show('open-forgot')
    for (const email of [`nobody@${place}`, grace.email]) {
      await page.goto('/forgot')
      await page.getByLabel('E-mail').fill(email)
      await press(page, 'Send the link')
      await heading(page, 'Look into your mail')
    }
    await show('open-forgot-sent')
    const link = await linkFor(grace.email, /password/i)
    await page.goto(link)
    await heading(page, 'Choose a new password')
    await show('open-reset')
    await page.getByLabel('New password').fill('unbelievable')
    await press(page, 'Set the password')
    await page.getByText('This is one of the most used passwords.').waitFor()
    await show('open-reset-refused')
    expect(visitor.takeProblems()).toHaveLength(1)
    await page.getByLabel('New password').fill(newPassword)
    await press(page, 'Set the password')
    await page.getByText('Your new password is set.').waitFor()
    await show('open-reset-done')
    expect((await visitor.context.cookies()).filter(({ name }) => name.includes('session'))).toEqual([])
    await page.goto(link)
    await heading(page, 'This link no longer works')
    await show('open-reset-gone')
    expect(visitor.takeProblems()).toHaveLength(1)
    await page.goto('/login')
    await signIn(page, password, grace.email)
    await page.getByText('The address or the password is not right, or').waitFor()
    expect(visitor.takeProblems()).toHaveLength(1)
    await signIn(page, newPassword, grace.email)
    await page.waitForURL((url) => url.pathname === '/')
    expect(mail.all().some(({ envelope }) => envelope.to.includes(`nobody@${place}`))).toBe(false)
    expect(visitor.takeProblems()).toEqual([])
  })
})

describe('with a registration code', { timeout: 180_000 }, () => {
  let capsule: Capsule
  let ada: Visit

  beforeAll(async () => {
    capsule = await startCapsule({ env: { REGISTRATION: 'code', SMTP_URL: mail.url } })
    ada = await visit({ url: capsule.url })
    await ada.page.goto(await capsule.setupLink())
    await setUp(ada.page)
  })
  afterAll(() => capsule.stop())

  let link: string

  it('an admin makes a code and copies its link', async () => {
    const { page } = ada
    await page.goto('/admin/codes')
    await page.getByRole('heading', { name: 'No codes yet' }).waitFor()
    await look(ada, 'codes-empty')
    await press(page, 'Make the code')
    await page.getByText('The label is missing.').waitFor()
    await look(ada, 'codes-refused')
    await page.getByLabel('Label').fill('Friends of the bakery')
    await page.getByLabel('Uses').fill('1')
    await page.getByLabel('Last day').fill('2131-12-31')
    await press(page, 'Make the code')
    await page.getByText('The code is made.').waitFor()
    await page.getByText('0 of 1 use taken, 1 left · until 31 December 2131').waitFor()
    link = await page.getByRole('textbox', { name: 'Sign-up link' }).inputValue()
    expect(link).toMatch(/\/signup\?code=[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    await look(ada, 'codes')
    expect(ada.takeProblems()).toEqual([])
  })

  it('lets as many people in as it has uses', async () => {
    const grace = { name: 'Grace Hopper', email: 'grace@code.example.org', password }
    const visitor = await visit({ url: capsule.url })
    const { page } = visitor
    await page.goto('/signup')
    await fillIn(page, grace)
    await page.getByLabel('Registration code').fill('AAAA-AAAA-AAAA')
    await press(page, 'Create the account')
    await page.getByText('This code does not work, or no longer.').waitFor()
    await look(visitor, 'code-signup-refused')
    expect(visitor.takeProblems()).toHaveLength(1)

    await page.goto(link)
    await look(visitor, 'code-signup')
    await fillIn(page, grace)
    await press(page, 'Create the account')
    await page.getByText('Sign in with your new account.').waitFor()
    await look(visitor, 'code-signed-up')
    await signIn(page, password, grace.email)
    await page.waitForURL((url) => url.pathname === '/')

    const second = await visit({ url: capsule.url })
    await second.page.goto(link)
    await fillIn(second.page, { ...grace, email: 'eve@example.org' })
    await press(second.page, 'Create the account')
    await second.page.getByText('This code does not work, or no longer.').waitFor()
    await ada.page.goto('/admin/codes')
    await ada.page.getByText('1 of 1 use taken').waitFor()
    await look(ada, 'codes-used-up')
  })

  it('is revoked', async () => {
    const { page } = ada
    await page.getByLabel('Label').fill('Neighbours')
    await page.getByLabel('Uses').fill('20')
    await press(page, 'Make the code')
    await press(page, 'Revoke Neighbours')
    await page.getByText('The code is revoked.').waitFor()
    await look(ada, 'codes-revoked')
    expect(ada.takeProblems()).toEqual([])
  })
})

it('by invitation alone nobody signs up, and the page says what to do', async () => {
  const capsule = await startCapsule()
  const visitor = await visit({ url: capsule.url })
  await visitor.page.goto(await capsule.setupLink())
  await setUp(visitor.page)
  await signOut(visitor.page)
  await visitor.page.waitForURL('**/login*')
  expect(await visitor.page.getByRole('link', { name: 'Sign up' }).count()).toBe(0)
  await visitor.page.goto('/signup')
  await visitor.page.getByText('Accounts are made by invitation here.').waitFor()
  await look(visitor, 'signup-by-invitation')
  await visitor.page.goto('/forgot')
  await visitor.page.getByLabel('E-mail').fill(admin.email)
  await press(visitor.page, 'Send the link')
  await heading(visitor.page, 'Ask an admin for the link')
  await look(visitor, 'forgot-without-mail')
  await visitor.page.goto('/login')
  await signIn(visitor.page)
  await visitor.page.waitForURL((url) => url.pathname === '/')
  await capsule.stop()
})
