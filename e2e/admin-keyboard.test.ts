import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awake } from './support/awake'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { hasFocus, press, tabTo } from './support/keyboard'
import { startMailServer, type MailServer } from './support/mail'

// Nothing in this file is pressed by a pointer.

let mail: MailServer
let capsule: Capsule
let ada: Visit
let greta: Visit
let page: Page

beforeAll(async () => {
  mail = await startMailServer()
  const folder = makeFolder()
  const made = await runCapsule(['demo', '--notes', '3', '--responses', '3'], { folder })
  const [, password = ''] = /password +(\S+)/.exec(made.stdout) ?? []
  capsule = await startCapsule({ folder, env: { SMTP_URL: mail.url } })
  ada = await signIn('ada@example.org', password)
  greta = await signIn('greta@example.org', password)
  page = ada.page
  // Chromium calls it an error of the page when one that reloads itself overtakes the transition to it, as that of a quick backup does.
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

afterAll(async () => {
  await ada.close()
  await greta.close()
  await capsule.stop()
  await mail.stop()
})

async function signIn(email: string, password: string): Promise<Visit> {
  const own = await visit({ url: capsule.url })
  await own.page.goto('/login')
  await tabTo(own.page, own.page.getByLabel('E-mail'))
  await own.page.keyboard.type(email)
  await tabTo(own.page, own.page.getByLabel('Password', { exact: true }))
  await own.page.keyboard.type(password)
  await own.page.keyboard.press('Enter')
  await own.page.waitForURL((url) => url.pathname === '/')
  return own
}

const main = () => page.getByRole('main')
const accountLinks = () => page.locator('[data-slot=account-link]')
const messages = () => main().locator('a[href^="/admin/mails/"]')
const dialog = () => page.getByRole('alertdialog')

/** From wherever one is in the panel, by its tabs. */
async function openTab(name: string): Promise<void> {
  const tab = page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name, exact: true })
  const path = await tab.getAttribute('href')
  await press(page, tab)
  await page.waitForURL((url) => url.pathname === path)
  await awake(page)
}

/** What asks first has the focus again when it is put away, and does what it says when one says yes. */
async function askTwice(asker: Locator, yes: string): Promise<void> {
  await press(page, asker)
  await dialog().waitFor()
  expect(await dialog().evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(asker)).toBe(true)
  await page.keyboard.press('Enter')
  await press(page, dialog().getByRole('button', { name: yes, exact: true }))
}

describe('the panel by keyboard alone', () => {
  it('accounts: filtered, sorted, selected, and changed together', async () => {
    await page.goto('/admin')
    await openTab('Accounts')
    await expect.poll(() => accountLinks().count()).toBe(12)
    const filter = page.getByLabel('Which accounts')
    await tabTo(page, filter)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => accountLinks().count()).toBe(1)
    await expect.poll(() => new URL(page.url()).search).toBe('?filter=admins')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => accountLinks().count()).toBe(12)
    expect(await hasFocus(filter)).toBe(true)
    const heading = page.getByRole('link', { name: 'Name', exact: true })
    await press(page, heading)
    await page.waitForURL('**/admin/accounts?sort=name')
    await expect.poll(() => hasFocus(heading)).toBe(true)
    await press(page, page.getByLabel('Select Greta Baumgartner'), 'Space')
    const bulk = page.getByRole('region', { name: 'Selected accounts' })
    await bulk.getByText('1 selected').waitFor()
    const out = bulk.getByRole('button', { name: 'Sign out' })
    await tabTo(page, out, 'Shift+Tab')
    await askTwice(out, 'Sign out')
    await page.getByText('1 account signed out').waitFor()
    await expect.poll(() => hasFocus(accountLinks().first())).toBe(true)
    await greta.page.goto('/settings')
    expect(new URL(greta.page.url()).pathname).toBe('/login')
    expect(ada.takeProblems()).toEqual([])
  })

  it('an account: one of its sessions is ended, and a link is sent', async () => {
    mail.refuse('550 no such box')
    await page.keyboard.press('/')
    await page.keyboard.type('greta')
    await expect.poll(() => accountLinks().count()).toBe(1)
    await press(page, accountLinks().first())
    await page.getByRole('heading', { name: 'Greta Baumgartner', level: 2 }).waitFor()
    await awake(page)
    addSession()
    await page.reload()
    await awake(page)
    const sessions = page.getByRole('region', { name: 'Sessions' }).getByRole('link')
    await askTwice(sessions.first(), 'End the session')
    await page.getByText('The session has ended.').waitFor()
    await awake(page)
    await press(page, page.getByRole('button', { name: 'Send a reset link' }))
    await page.getByText('A link to choose a new password is on its way.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('codes: one is made, and revoked', async () => {
    await openTab('Codes')
    await tabTo(page, page.getByLabel('Label'))
    await page.keyboard.type('Baking course')
    await press(page, page.getByRole('button', { name: 'Make the code' }))
    await page.getByText('The code is made.').waitFor()
    await press(page, page.getByRole('button', { name: 'Revoke Baking course' }))
    await page.getByText('The code is revoked.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('the outbox: a message that was refused is found, looked at, and sent again', async () => {
    await expect.poll(countRefusedResets).toBe(1)
    await openTab('Outbox')
    await press(page, page.getByRole('link', { name: 'Waiting', exact: true }))
    await page.waitForURL('**status=queued**')
    await press(page, messages().first())
    await page.getByTitle(/^Preview: /).waitFor()
    await tabTo(page, page.getByTitle(/^Preview: /))
    const text = page.getByText('As plain text')
    await press(page, text)
    expect(await text.evaluate((summary) => summary.parentElement?.hasAttribute('open'))).toBe(true)
    await tabTo(page, page.getByRole('button', { name: 'Send now' }), 'Shift+Tab')
    mail.refuse(null)
    await page.keyboard.press('Enter')
    await page.getByText('It is being sent.').waitFor()
    await mail.waitFor('greta@example.org', /password/i)
    expect(ada.takeProblems()).toEqual([])
  })

  it('jobs: what was given up is tried again', async () => {
    addUnknownJob()
    await expect.poll(countGivenUp).toBe(1)
    await openTab('Jobs')
    await press(page, page.getByRole('link', { name: 'Given up', exact: true }))
    await page.waitForURL('**status=dead**')
    const retry = page.getByRole('button', { name: 'Retry: Bake bread' })
    await press(page, retry)
    await page.getByText('It is due now and runs in a moment.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('backups: one is made', async () => {
    await openTab('Backups')
    await press(page, page.getByRole('button', { name: 'Back up now' }))
    await page.getByRole('heading', { name: 'Last verified backup' }).waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('the audit log: narrowed to what was done, and taken along', async () => {
    await openTab('Audit log')
    await tabTo(page, page.getByLabel('What was done'))
    await page.keyboard.type('Session: ended a session')
    await press(page, page.getByRole('button', { name: 'Show', exact: true }))
    await page.waitForURL('**action=session.revoked**')
    await main().getByText('Greta Baumgartner').first().waitFor()
    await tabTo(page, page.getByRole('link', { name: 'CSV' }))
    const [copy] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(await Bun.file(await copy.path()).text()).toContain('session.revoked')
    expect(ada.takeProblems()).toEqual([])
  })

  it('workspaces: sorted, opened, and not handed over when one thinks again', async () => {
    await openTab('Workspaces')
    await press(page, page.getByRole('link', { name: 'Members', exact: true }))
    await page.waitForURL('**sort=-members**')
    await press(page, main().locator('td a').first())
    await page.getByRole('list', { name: 'Members' }).waitFor()
    await awake(page)
    const hand = page.getByRole('button', { name: 'Hand over to Greta Baumgartner' })
    await askTwice(hand, 'Hand over')
    await page.getByText('The workspace is handed over.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('settings: the instance gets another name', async () => {
    await openTab('Settings')
    await tabTo(page, page.getByLabel('Name of the instance'))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Corner Bakery')
    await page.keyboard.press('Enter')
    await page.waitForURL('**done=name**')
    expect(await page.getByLabel('Name of the instance').inputValue()).toBe('Corner Bakery')
    expect(ada.takeProblems()).toEqual([])
  })
})

// Pages that show what is done in the background are opened when it is done: a link pressed again while the page it leads to is on
// its way only begins anew.

/** How many links for a new password the mail server has refused so far. */
const countRefusedResets = () => count("FROM mails WHERE kind = 'password_reset' AND last_error IS NOT NULL")

/** How many jobs were given up. */
const countGivenUp = () => count('FROM jobs WHERE failed_at IS NOT NULL')

function count(rows: string): number {
  using database = openDatabase()
  return database.query<{ amount: number }, []>(`SELECT count(*) AS amount ${rows}`).get()?.amount ?? 0
}

/** Greta's phone, whose browser is not here. */
function addSession(): void {
  using database = openDatabase()
  const now = Date.now()
  database.run(
    `INSERT INTO session (id, token, user_id, ip_address, expires_at, created_at, updated_at)
      SELECT ?, ?, id, '203.0.113.9', ?, ?, ? FROM user WHERE email = 'greta@example.org'`,
    [Bun.randomUUIDv7(), Bun.randomUUIDv7(), now + 3_600_000, now, now],
  )
}

/** A job that nothing here does: the worker gives it up at once. */
function addUnknownJob(): void {
  using database = openDatabase()
  const now = Date.now()
  database.run(
    "INSERT INTO jobs (id, kind, payload, run_at, created_at) VALUES (?, 'bake_bread', '{}', ?, ?)",
    [Bun.randomUUIDv7(), now, now],
  )
}

function openDatabase(): Database {
  const database = new Database(join(capsule.folder, 'capsule.db'))
  database.run('PRAGMA busy_timeout = 5000')
  return database
}
