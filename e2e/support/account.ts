import type { Page } from 'playwright-core'

/** The first admin, as the tests make it. */
export const admin = {
  name: 'Ada Lovelace',
  email: 'ada@example.org',
  password: 'a long sentence for a test',
  workspace: 'Corner Bakery',
}

/** Fills in the set-up page that is open and lands on the start page. */
export async function setUp(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByLabel('Name of the workspace').fill(admin.workspace)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

/** Fills in the sign-in page that is open. */
export async function signIn(page: Page, password = admin.password, email = admin.email): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Opens the sign-in page, signs in, and lands on the start page. */
export async function enter(page: Page, email = admin.email, password = admin.password): Promise<void> {
  await page.goto('/login')
  await signIn(page, password, email)
  await page.waitForURL((url) => url.pathname === '/')
}

/** Signs out by the account menu of a wide screen. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account:' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
}
